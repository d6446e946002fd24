# shellcheck shell=bash
# The Android part of ./x: sourced by it, uses its say, die, lack, have, root, saksi's TARGET.
# Everything comes from Maven coordinates into .tools/; only `native` needs an NDK.

MILL_VERSION=1.1.5
ANDROID_TOOLS=.tools/android

android_help() {
  cat <<'TEXT'
./x android WHAT

  test [PATTERN]        bindings, presenters on the JVM, screens under Robolectric (API 26 and 36)
  shots [--all|--accept]  the screen tests, drawing every variant; or make the last run's pictures golden
  check                 ktlint, detekt, API-24 signatures, the tests of check-elf.sh and of the dex check
  apk                   a debug APK, signed with a key that means nothing
  release               R8, at most 25 MB per ABI, signed with the key from the environment
  native                the core for phones by cargo-ndk; needs ANDROID_NDK_HOME
  bench                 what the shell adds to the core, on the JVM (`./x bench android`)
  smoke                 the core's Rust checked for two phone targets; no build, nothing is run
TEXT
}

# --- tools -----------------------------------------------------------------------------------

maven_copy() { # COORDINATE DIR: one file, named without its version
  mvn --quiet --batch-mode -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    "-Dartifact=$1" "-DoutputDirectory=$PWD/$2" -Dmdep.stripVersion=true -Dmdep.useBaseVersion=true
}

# The framework jar of API 36 is compiled for Java 21, so an older one cannot even list the tests.
java_major() { "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1; }

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ "$(java_major "$home")" -ge 21 ] 2>/dev/null; then echo "$home"; return; fi
  done
  return 1
}

# Mill takes `java` from PATH, so JAVA_HOME alone would not do.
need_jdk() {
  local home
  if ! home=$(find_jdk); then
    if root; then
      say "a JDK of 21 or newer from Debian"
      apt-get install --yes --quiet openjdk-21-jdk-headless || apt-get install --yes --quiet temurin-25-jdk || true
    fi
    home=$(find_jdk) || { lack "no JDK of 21 or newer: install one, or set JAVA_HOME; the Android part is left out"; return 1; }
  fi
  export JAVA_HOME="$home" PATH="$home/bin:$PATH"
}

need_mill() {
  need_jdk || return 1
  if [ -x .tools/mill/mill ] && [ "$(cat .tools/mill/holds 2>/dev/null)" = "$MILL_VERSION" ]; then return; fi
  have mvn || { lack "mvn is missing: the Android part is left out"; return 1; }
  say "Mill $MILL_VERSION into .tools/mill"
  rm -rf .tools/mill
  maven_copy "com.lihaoyi:mill-dist:$MILL_VERSION:exe" .tools/mill || { lack "Mill could not be fetched"; return 1; }
  mv .tools/mill/mill-dist.exe .tools/mill/mill
  chmod +x .tools/mill/mill
  echo "$MILL_VERSION" >.tools/mill/holds
}

# No server that outlives the command in CI; elsewhere it saves ten seconds a time.
mill() {
  local how=(--ticker false)
  if [ "${CI:-}" = true ]; then how+=(--no-daemon); fi
  (cd android && CARGO_TARGET_DIR="$(cd .. && realpath -m "$TARGET")" ../.tools/mill/mill "${how[@]}" "$@")
}

# rustc first, then kotlinc: two cores do not carry both. The Kotlin is written only when it
# changed, so that Mill has nothing to do when nothing did.
android_bindings() {
  mkdir -p "$TARGET/android-bindings" android/jni
  rm -rf "$TARGET/android-bindings.new"
  bindings "$TARGET/android-bindings.new"
  if ! diff -rq "$TARGET/android-bindings.new" "$TARGET/android-bindings" >/dev/null; then
    rm -rf "$TARGET/android-bindings"
    mv "$TARGET/android-bindings.new" "$TARGET/android-bindings"
  fi
}

# --- commands --------------------------------------------------------------------------------

android_test() {
  need_mill || return 0
  android_bindings
  # What `bindings` builds, and the command line for the rig: the same features, so only it is new.
  cargo build "${WORKSPACE[@]}" --lib --bin saksi --bin saksi-bindgen --test all
  say "Android: presenters"
  android/rig.sh "$(realpath "$TARGET/debug/saksi")" "$PWD/android/out/rig"
  mill presentation.test.testForked
  say "Android: screens on API 26 and 36"
  mill app.test.testForked "$@"
}

android_shots() {
  if [ "${1:-}" = --accept ]; then
    local shot name
    for shot in android/out/shots/*.png; do
      name=$(basename "$shot" .png)
      case "$name" in
        *.diff) ;;
        *-id-100-light | *-en-100-dark | *-id-200-sun) cp "$shot" "android/shots/$name.png" ;;
      esac
    done
    echo "golden now: $(find android/shots -name '*.png' | wc -l) pictures; look at each before you commit it"
    return
  fi
  rm -rf android/out/shots
  if [ "${1:-}" = --all ]; then SAKSI_SHOTS=all android_test; else android_test; fi
}

# The scripts first: they need no JDK. The Kotlin is compiled for the signature check, so cargo runs.
android_check() {
  say "Android: native checks"
  if have cc && have readelf; then android/native/test-checks.sh; else lack "cc or readelf is missing: the native checks are not tested"; fi
  need_mill || return 0
  android_bindings
  say "Android: ktlint, detekt, API-24 signatures"
  mill checks.ktlint
  mill checks.detekt
  mill checks.api
  mill checks.dexChecked
}

android_apk() {
  need_mill || return 1
  android_bindings
  if ! compgen -G 'android/jni/*/libsaksi_ffi.so' >/dev/null; then
    echo "x: android/jni is empty, so the APK has no core in it and will not start: \`./x android native\` builds it" >&2
  fi
  mill app.androidApk
  cp android/out/app/androidApk.dest/saksi.apk "$TARGET/saksi-debug.apk"
  ls -l "$TARGET/saksi-debug.apk"
}

android_release() {
  local name
  for name in SAKSI_KEYSTORE SAKSI_KEYSTORE_PASSWORD SAKSI_KEY_ALIAS; do
    if [ -z "${!name:-}" ]; then
      die "no release key: set SAKSI_KEYSTORE (a PKCS12 file), SAKSI_KEYSTORE_PASSWORD and SAKSI_KEY_ALIAS; a lost key means that phones must uninstall, which loses unsent reports"
    fi
  done
  need_mill || return 1
  android_bindings
  android_shrunk_day
  say "Android: the release APK"
  mill release.androidApk
  mill checks.dex
  cp android/out/release/androidApk.dest/saksi.apk "$TARGET/saksi-release.apk"
  android/native/check-size.sh "$TARGET/saksi-release.apk"
}

# R8's output as class files, by the release's own rules, with the monitor's day of tests/kotlin inside: so JNA and the
# shrunk bindings run against the host's core.
android_shrunk_day() {
  say "Android: a monitor's day on the shrunk classes"
  cargo build "${WORKSPACE[@]}" --lib --bin saksi --test all
  mill shrunk.played
}

# The shell over the library that is handed to people, against the same calls from Rust (tests/bench/android.py).
android_bench() {
  need_mill || die "the bench needs Mill"
  android_bindings
  cargo build "${WORKSPACE[@]}" --lib --bin saksi --bin saksi-bindgen --test all
  cargo build "${WORKSPACE[@]}" --profile dist --lib --example bench_android
  local room="$TARGET/bench/android"
  mkdir -p "$room/lib"
  cp -u "$TARGET/dist/libsaksi_ffi.so" "$TARGET/debug/saksi" "$room/lib/"
  android/rig.sh "$(realpath "$TARGET/debug/saksi")" "$PWD/android/out/rig"
  say "Android: the shell"
  SAKSI_BENCH="$(realpath "$room")" mill app.bench.testForked
  say "Android: the core alone"
  python3 tests/bench/android.py --room "$room" --core "$TARGET/dist/examples/bench_android" "$@"
}

android_smoke() { android/native/smoke.sh .tools/android-smoke "$(realpath -m "$TARGET")"; }

android_native() {
  if [ -z "${ANDROID_NDK_HOME:-}" ]; then
    echo "x: the core for phones is built by the Android NDK: set ANDROID_NDK_HOME and install cargo-ndk" >&2
    exit 2
  fi
  have cargo-ndk || { echo "x: cargo-ndk is missing: cargo install cargo-ndk" >&2; exit 2; }
  cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 -P 26 -o android/jni \
    build --profile dist -p saksi-ffi --features saksi-device/vendored-openssl
  find android/jni -name '*.so' -exec android/native/check-elf.sh {} +
}

android_() {
  local what="${1:-help}"
  if [ $# -gt 0 ]; then shift; fi
  case "$what" in
    test | shots | apk | release | native | smoke | bench | check) need_for_android "$what"; "android_$what" "$@" ;;
    *) android_help ;;
  esac
}

need_for_android() {
  case "$1" in
    test | shots | check | apk | release | bench) need_rust ;;
  esac
}
