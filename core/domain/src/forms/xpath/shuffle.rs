//! Shuffling that gives the same order for the same seed on every ODK engine.

/// Multiplier and modulus of the "minimal standard" generator of Park and Miller.
const MULTIPLIER: i64 = 16_807;
const MODULUS: i64 = 2_147_483_647;

/// Shuffles by a seed: the part before the point, 0 if it is no number.
pub(in crate::forms) fn by_seed<T: Copy>(list: &mut [T], seed: f64) {
    #[allow(clippy::cast_possible_truncation)]
    let mut state = (seed as i64) % MODULUS;
    if state <= 0 {
        state += MODULUS - 1;
    }
    by_chance(list, || {
        state = state * MULTIPLIER % MODULUS;
        #[allow(clippy::cast_precision_loss)]
        let number = (state - 1) as f64 / (MODULUS - 1) as f64;
        number
    });
}

/// Shuffles by a source of numbers in [0, 1): Fisher and Yates, "inside out".
pub(in crate::forms) fn by_chance<T: Copy>(list: &mut [T], mut chance: impl FnMut() -> f64) {
    let given = list.to_vec();
    for (at, one) in given.iter().enumerate() {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let other = ((chance() * (at + 1) as f64) as usize).min(at);
        list[at] = list[other];
        list[other] = *one;
    }
}

/// A list shuffled by a seed as `randomize()` does it, or by the seed 0.
#[must_use]
pub fn shuffled<T: Copy>(mut list: Vec<T>, seed: Option<f64>) -> Vec<T> {
    by_seed(&mut list, seed.unwrap_or(0.0));
    list
}
