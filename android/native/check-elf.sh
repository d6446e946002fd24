#!/usr/bin/env bash
# Would a phone load this library? `check-elf.sh FILE.so …`: every loaded segment aligned to 16 KiB,
# nothing needed but Android's own libraries, nothing exported but uniffi's functions, no text
# relocations. Prints one line a file, or what is wrong with it; exit code 1 if anything is.
# Reads with readelf (binutils or llvm, by READELF); says nothing about whether it runs.
set -euo pipefail
readelf="${READELF:-readelf}"
page=16384
needed='^lib(c|m|dl|log)\.so$'
exported='^(uniffi_|ffi_|UNIFFI_META_)'
status=0

check() {
  local file="$1" wrong=() align name
  local segments dynamic symbols
  segments=$({ "$readelf" --program-headers --wide "$file" 2>/dev/null || true; } | awk '$1 == "LOAD" { print $NF }')
  if [ -z "$segments" ]; then echo "$file: has no loaded segment: not a library"; status=1; return; fi
  for align in $segments; do
    if [ $((align)) -lt $page ]; then wrong+=("has a segment aligned to $align, less than 16 KiB"); break; fi
  done
  dynamic=$("$readelf" --dynamic --wide "$file")
  while read -r name; do
    if [ -n "$name" ] && ! [[ "$name" =~ $needed ]]; then wrong+=("needs $name, which is not Android's"); fi
  done <<<"$(sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p' <<<"$dynamic")"
  if grep -q TEXTREL <<<"$dynamic"; then wrong+=("has text relocations"); fi
  symbols=$("$readelf" --dyn-syms --wide "$file" | awk '$4 ~ /^(FUNC|OBJECT|IFUNC)$/ && $5 ~ /^(GLOBAL|WEAK)$/ && $7 != "UND" { print $8 }')
  if ! grep -Eq '^uniffi_' <<<"$symbols"; then wrong+=("exports no uniffi function: not the core"); fi
  while read -r name; do
    name="${name%%@*}"
    if [ -n "$name" ] && ! [[ "$name" =~ $exported ]]; then wrong+=("exports $name, which is not uniffi's"); fi
  done <<<"$symbols"
  if [ ${#wrong[@]} = 0 ]; then echo "$file: fit for a phone"; return; fi
  for name in "${wrong[@]}"; do echo "$file: $name"; done
  status=1
}

[ $# -gt 0 ] || { echo "check-elf.sh FILE.so …" >&2; exit 2; }
for file in "$@"; do check "$file"; done
exit $status
