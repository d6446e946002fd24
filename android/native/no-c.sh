#!/usr/bin/env bash
# Stands in for a C compiler and for ar in smoke.sh: makes the file that is asked for, empty. Only `cargo check` may
# use it, which links nothing.
out=""
while [ $# -gt 0 ]; do
  case "$1" in
    -o) out="$2"; shift ;;
    *.a) out="$1" ;;
  esac
  shift
done
if [ -n "$out" ]; then : >"$out"; fi
