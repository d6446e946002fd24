//! Random bytes from the operating system; the only place that asks for them.

/// Fresh random bytes.
///
/// # Panics
/// If the operating system has no randomness: nothing that a hub does would be safe then.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
