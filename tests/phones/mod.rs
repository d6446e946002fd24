//! Phones against a hub in the same process: real keys, real databases, real HTTP on loopback.

// Setting the scene is test code too, though clippy does not see that in a tests crate.
#![allow(clippy::unwrap_used)]

mod camera;
mod conflict;
mod drafts;
mod line;
mod lists;
mod media;
mod own;
mod places;
mod practice;
mod reading;
mod risk;
mod setting;
mod shown;
mod sync;
