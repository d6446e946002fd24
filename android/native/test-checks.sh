#!/usr/bin/env bash
# Tests of check-elf.sh and check-size.sh, on small libraries and archives made here by the host's
# compiler: one that must pass, and for each rule one that must fail for that reason.
set -euo pipefail
cd "$(dirname "$0")"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0

is() { # NAME HELD
  if [ "$2" = true ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED  $1"; fi
}

# A library: NAME, C source, linker flags. Nothing of the host's is linked in.
library() {
  local name="$1" source="$2"
  shift 2
  echo "$source" | cc -x c - -x none -shared -fPIC -nostdlib -o "$dir/$name.so" -Wl,-z,max-page-size=16384 "$@"
}
passes() { if ./check-elf.sh "$dir/$2.so" >"$dir/out" 2>&1; then is "$1" true; else cat "$dir/out"; is "$1" false; fi; }
refuses() { # NAME LIBRARY REASON
  if ./check-elf.sh "$dir/$2.so" >"$dir/out" 2>&1; then is "$1 (it passed)" false; return; fi
  if grep -q "$3" "$dir/out"; then is "$1" true; else cat "$dir/out"; is "$1" false; fi
}
core='void uniffi_saksi_ffi_fn(void) {} void ffi_saksi_ffi_free(void) {} char UNIFFI_META_A[1] = "a";'

library good "$core"
passes "a library as it should be" good
library small "$core" -Wl,-z,max-page-size=4096 -Wl,-z,common-page-size=4096
refuses "4 KiB pages" small "less than 16 KiB"
library foreign 'void strange(void) {}' -Wl,-soname,libssl.so.3
library needs "$core void strange(void); void uniffi_b(void) { strange(); }" "$dir/foreign.so"
refuses "a library that Android does not have" needs "needs libssl.so.3"
library libc 'void strange(void) {}' -Wl,-soname,libc.so
library own "$core void strange(void); void uniffi_b(void) { strange(); }" "$dir/libc.so"
passes "Android's own libc" own
library glibc 'void strange(void) {}' -Wl,-soname,libc.so.6
library host "$core void strange(void); void uniffi_b(void) { strange(); }" "$dir/glibc.so"
refuses "the host's libc" host "needs libc.so.6"
library leaks "$core void sqlite3_open(void) {}"
refuses "a function of SQLite's for everybody" leaks "exports sqlite3_open"
library weak "$core __attribute__((weak)) void _Unwind_Resume(void) {}"
refuses "an unwinder for everybody" weak "exports _Unwind_Resume"
library hidden "$core __attribute__((visibility(\"hidden\"))) void sqlite3_open(void) {}"
passes "a hidden function" hidden
library empty 'void ffi_other(void) {}'
refuses "a library that is not the core" empty "exports no uniffi function"
echo "not a library" >"$dir/text.so"
refuses "a text" text "not a library\|Not an ELF"

# An APK: NAME, then PATH=BYTES.
archive() {
  python3 - "$dir/$1.apk" "${@:2}" <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as apk:
    for path, size in (a.split("=") for a in sys.argv[2:]):
        apk.writestr(path, b"x" * int(size))
PY
}
fits() { if ./check-size.sh "$dir/$1.apk" >"$dir/out" 2>&1; then echo true; else echo false; fi; }
not() { if [ "$1" = true ]; then echo false; else echo true; fi; }

archive fit classes.dex=3000000 lib/arm64-v8a/libsaksi_ffi.so=20000000 lib/x86_64/libsaksi_ffi.so=21000000
is "25 MB are counted for each ABI by itself" "$(fits fit)"
archive fat classes.dex=3000000 lib/arm64-v8a/libsaksi_ffi.so=20000000 lib/arm64-v8a/libjnidispatch.so=3000000
is "26 MB are too many" "$(not "$(fits fat)")"
archive coreless classes.dex=10 lib/arm64-v8a/libjnidispatch.so=10
is "an APK without the core is refused" "$(not "$(fits coreless)")"
is "and not said to fit" "$(not "$(grep -q fits "$dir/out" && echo true || echo false)")"
archive half classes.dex=10 lib/arm64-v8a/libsaksi_ffi.so=10 lib/x86_64/libjnidispatch.so=10
is "an ABI whose core is missing is refused" "$(not "$(fits half)")"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
