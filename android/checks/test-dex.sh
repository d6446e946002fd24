#!/usr/bin/env bash
# Tests of DexNames: `test-dex.sh R8.jar CLASSPATH`: small classes, turned into dex by D8, held against what was wanted of them.
# One that must pass, and for each way of losing a name one that must fail for it.
set -euo pipefail
cd "$(dirname "$0")"
r8="$1"
tools="$2"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0

is() { if [ "$2" = true ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED  $1"; fi; }

# Classes: NAME, then FILE SOURCE …
classes() {
  local name="$1"
  shift
  mkdir -p "$dir/$name.src" "$dir/$name"
  while [ $# -gt 0 ]; do echo "$2" >"$dir/$name.src/$1.java"; shift 2; done
  javac --release 11 -d "$dir/$name" "$dir/$name.src"/*.java
}
apk() { java -cp "$r8" com.android.tools.r8.D8 --min-api 26 --lib "$JAVA_HOME" --output "$dir/$1.zip" "$dir/$1"/*.class; }
holds() { java -cp "$tools" DexNames.java "$dir/$1.zip" "${@:2}" >"$dir/out" 2>&1; }
passes() { if holds "${@:2}"; then is "$1" true; else cat "$dir/out"; is "$1" false; fi; }
refuses() { # NAME REASON APK …
  if holds "${@:3}"; then is "$1 (it passed)" false; return; fi
  if grep -q "$2" "$dir/out"; then is "$1" true; else cat "$dir/out"; is "$1" false; fi
}

worker='class Worker { int size; native void call(Other other); }'
classes whole Worker "$worker" Other 'class Other {}'
classes renamed W 'class W { int size; native void call(Other other); }' Other 'class Other {}'
classes fieldless Worker 'class Worker { native void call(Other other); }' Other 'class Other {}'
classes retyped Worker 'class Worker { int size; native void call(Another other); }' Another 'class Another {}' Other 'class Other {}'
for name in whole renamed fieldless retyped; do apk "$name"; done

passes "what is there under its name" whole "$dir/whole" =Worker
refuses "a class that got another name" "lost: Worker" renamed "$dir/whole"
refuses "a class that is only named" "lost: Worker" renamed =Worker
refuses "a field that was taken out" "lost: Worker size I" fieldless "$dir/whole"
refuses "a method whose kept type changed" "lost: Worker call (LOther;)V" retyped "$dir/whole"
mkdir "$dir/nothing"
refuses "a check that was given nothing to look for" "0 lost of 0" whole "$dir/nothing"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
