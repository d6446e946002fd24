//! Phones against a hub in the same process: real keys, real databases, real HTTP on loopback.

mod camera;
mod conflict;
mod drafts;
mod line;
mod setting;
mod sync;
