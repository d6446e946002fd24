#!/usr/bin/env bash
# Smoke: does the core's Rust compile for phones? `smoke.sh TOOLS TARGET`: `cargo check` of the bindings for
# aarch64-linux-android and armv7-linux-androideabi, std built from its source, without an NDK.
#
# It is no build for Android: nothing is linked or run, the compiler is Debian's and not the pinned one, and C is not
# compiled (SQLCipher, ring and zstd are stood in for by empty files). What it finds: `cfg`s, casts that are too narrow
# for 32 bits, signed and unsigned `c_char`, crates that do not know the target.
#
# Debian's rustc-web, cargo-web and rust-web-src are one matched set with std's source; rustup's toolchains have none
# here. They are fetched by apt and unpacked into TOOLS: the machine's own compiler is not touched.
set -euo pipefail
tools="$1"
target="$2"
here="$(cd "$(dirname "$0")" && pwd)"
stop() { echo "smoke: $*" >&2; exit 2; }

if [ ! -e "$tools/whole" ]; then
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    stop "needs Debian's rustc-web, cargo-web and rust-web-src, and there is no apt-get here"
  rm -rf "$tools"
  mkdir -p "$tools/debs"
  packages=$(apt-get install --print-uris --yes --no-install-recommends rustc-web cargo-web rust-web-src 2>/dev/null |
    sed -n "s/^'[^']*' \([^_]*\)_.*/\1/p") || true
  [ -n "$packages" ] || stop "apt-get knows no rustc-web, cargo-web and rust-web-src (Debian 12 with its security updates has them)"
  # shellcheck disable=SC2086 # one word a package
  (cd "$tools/debs" && apt-get download --quiet $packages) || stop "rustc-web, cargo-web and rust-web-src could not be fetched"
  for deb in "$tools"/debs/*.deb; do dpkg-deb -x "$deb" "$tools/root"; done
  rm -rf "$tools/debs"
  # Debian's links begin at the root of the machine.
  find "$tools/root/usr/lib/rustlib" -type l -lname '/*' | while read -r link; do
    ln -sfn "$tools/root$(readlink "$link")" "$link"
  done
  # The compiler's own source is not std's, and large.
  rm -rf "$tools"/root/usr/src/rustc-*/src
  touch "$tools/whole"
fi
root="$(cd "$tools/root" && pwd)"
rustc="$root/usr/bin/rustc"
cargo="$root/usr/bin/cargo"
[ -x "$rustc" ] && [ -x "$cargo" ] || stop "the unpacked packages hold no rustc and cargo"
export LD_LIBRARY_PATH="$root/usr/lib:$root/usr/lib/x86_64-linux-gnu"
export RUSTC="$rustc" RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$target/android-smoke" CARGO_TERM_COLOR=never
echo "compiler: $("$rustc" --version)"

check() { # TRIPLE STD
  local name="${1//-/_}"
  env "CC_$name=$here/no-c.sh" "AR_$name=$here/no-c.sh" OPENSSL_DIR="$root" OPENSSL_LIB_DIR="$root" OPENSSL_INCLUDE_DIR="$root" \
    OPENSSL_NO_VENDOR=1 "$cargo" check --locked --package saksi-ffi --lib --target "$1" "-Zbuild-std=$2"
}
status=0
for one in "aarch64-linux-android std,panic_unwind" "armv7-linux-androideabi std,panic_abort"; do
  read -r triple std <<<"$one"
  # 32 bits of ARM have no unwinder without an NDK (android-native.md): a panic ends the process there.
  if [ "$std" = std,panic_abort ]; then export CARGO_PROFILE_DEV_PANIC=abort; fi
  if check "$triple" "$std"; then echo "$triple: the Rust of the core compiles"; else echo "$triple: does NOT compile"; status=1; fi
done
exit $status
