//! The multi-stakeholder forum: who sits there, what a meeting decides, what becomes of promises.
//!
//! Read [`Msf`], [`Meeting`], [`Commitment`], [`FollowUp`], then the ladder [`Rung`]. The acts that
//! make them stand in [`crate::journal::acts`]; whether an act counts is judged by
//! [`crate::register::judge`].

mod commitment;
mod follow_up;
pub(crate) mod guards;
mod ladder;
mod meeting;
mod msf;

pub use commitment::{Commitment, CommitmentStatus};
pub use follow_up::{FollowUp, FollowUpKind};
pub use ladder::Rung;
pub use meeting::{Meeting, Sitting};
pub use msf::{Constituency, Interest, Msf, Seat, Side};
