#!/usr/bin/env bash
# Is an APK small enough for a phone of each ABI? `check-size.sh FILE.apk`: everything that is not a
# native library, and the libraries of one ABI, as compressed in the file: at most 25 MB together.
# An ABI without the core is told and refused: its size says nothing about the app.
set -euo pipefail
most=$((25 * 1000 * 1000))
python3 - "$1" "$most" <<'PY'
import collections, sys, zipfile

apk, most = sys.argv[1], int(sys.argv[2])
shared, native, core = 0, collections.Counter(), set()
for item in zipfile.ZipFile(apk).infolist():
    parts = item.filename.split("/")
    if parts[0] == "lib" and len(parts) == 3:
        native[parts[1]] += item.compress_size
        if parts[2] == "libsaksi_ffi.so":
            core.add(parts[1])
    else:
        shared += item.compress_size
status = 0
for abi, size in sorted(native.items()):
    whole = shared + size
    verdict = "fits" if whole <= most else f"more than {most // 1000000} MB"
    print(f"{abi}: {whole / 1e6:.1f} MB, {verdict if abi in core else 'without the core'}")
    status = status or int(whole > most)
lacking = sorted(native.keys() - core)
if lacking or not core:
    print(f"the core is not in the package for {', '.join(lacking) or 'any ABI'}: no NDK was found, or `./x android native` was not run")
    status = 1
sys.exit(status)
PY
