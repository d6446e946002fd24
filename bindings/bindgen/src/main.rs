//! Writes the Kotlin side of `saksi-ffi` from the built library: `./x bindings`.
//!
//! It is a crate of its own so that the code generator stays out of everything that ships, and
//! sits in the workspace so that both sides come from one uniffi version. Build it in the dev
//! profile only: with link-time optimisation it takes minutes.

fn main() {
    uniffi::uniffi_bindgen_main();
}
