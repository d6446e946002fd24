#!/usr/bin/env bash
# A project for the app's tests, made by the command line: `rig.sh SAKSI DIR`. Into DIR come `hub/`
# (not left running), `port`, `card-1` to `card-4`, and `project.saksi.zip` with forms F01 to F03,
# made-up licences and villages.
# CoreRig copies it for each test, so one made project serves many runs; it is made again when
# `saksi` or a form changed, or after two weeks, because cards end after thirty days.
set -euo pipefail
cd "$(dirname "$0")/.."
saksi="$1"
dir="$2"

want="$(cksum "$saksi" programme/forms/F0[123].xlsx programme/demo/*.geojson android/rig.sh)"
if [ "$(cat "$dir/holds" 2>/dev/null)" = "$want" ] && [ -z "$(find "$dir/holds" -mtime +14)" ]; then exit 0; fi
rm -rf "$dir"
mkdir -p "$dir"

# Cards name the hub's address, so the port is chosen before the hub runs.
listens() { (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port=$((20000 + RANDOM % 20000))
while listens "$port"; do port=$((port + 1)); done

export SAKSI_PASSPHRASE="penyu biru"
export SAKSI_HOME="$dir/admin"
"$saksi" project new --hub-dir "$dir/hub" --name "Pantau Lasolo" --province 74 \
  --hub-url "http://127.0.0.1:$port" --genesis "$dir/genesis.json"

"$saksi" hub --dir "$dir/hub" --listen "127.0.0.1:$port" --plain --json >"$dir/hub.log" 2>&1 &
hub=$!
trap 'kill "$hub"; wait "$hub" || true' EXIT
for _ in $(seq 100); do
  if listens "$port"; then break; fi
  sleep 0.1
done

"$saksi" project admin --genesis "$dir/genesis.json"
for form in F01 F02 F03; do "$saksi" form publish "programme/forms/$form.xlsx"; done
for kind in licences villages; do
  "$saksi" dataset add "$kind" "programme/demo/$kind.geojson" --source "made up, for tests"
done
for card in 1 2 3 4; do "$saksi" invite MON 74 >"$dir/card-$card"; done
"$saksi" sync
"$saksi" project file "$dir/project.saksi.zip"
echo "$port" >"$dir/port"
echo "$want" >"$dir/holds"
