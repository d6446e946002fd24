#!/usr/bin/env bash
# A project for Smoke.kt, made by the command line: `fixtures.sh SAKSI DIR`. Into DIR come the hub's
# folder (its hub is not left running), two invitation cards, and the project file with form F02.
# The last line printed is the port that the hub must listen on. SAKSI is built first, with what
# `./x bindings` built it from, so that it is never older than the library under test.
set -euo pipefail
cd "$(dirname "$0")/../.."
saksi="$1"
dir="$2"

what=(--workspace --lib --bin saksi --test all)
pkg-config --atleast-version=3 openssl 2>/dev/null || what+=(--features saksi-device/vendored-openssl)
cargo build --quiet "${what[@]}"

# Cards name the hub's address, so the port is chosen before the hub runs.
listens() { (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port=$((20000 + RANDOM % 20000))
while listens "$port"; do port=$((port + 1)); done

export SAKSI_PASSPHRASE="penyu biru"
export SAKSI_HOME="$dir/admin"
"$saksi" project new --hub-dir "$dir/hub" --name Smoke --province 74 \
  --hub-url "http://127.0.0.1:$port" --genesis "$dir/genesis.json"

"$saksi" hub --dir "$dir/hub" --listen "127.0.0.1:$port" --plain --json >"$dir/hub.log" 2>&1 &
hub=$!
trap 'kill "$hub"; wait "$hub" || true' EXIT
for _ in $(seq 100); do
  if listens "$port"; then break; fi
  sleep 0.1
done

"$saksi" project admin --genesis "$dir/genesis.json"
"$saksi" form publish programme/forms/F02.xlsx
"$saksi" invite MON 74 >"$dir/card-1"
"$saksi" invite MON 74 >"$dir/card-2"
"$saksi" sync
"$saksi" project file "$dir/project.saksi.zip"
echo "$port"
