//! Who plays: one person, one key, one home each. Pseudonyms only.

use super::stage::Player;

/// The three forums' provinces, with their names and zones.
pub const FORUMS: [(&str, &str, i64); 3] = [
    ("11", "MSF Aceh", 420),
    ("64", "MSF Kalimantan Timur", 480),
    ("74", "MSF Sulawesi Tenggara", 480),
];

/// The constituencies that have a co-chair.
pub const SIDES: [&str; 3] = ["gov_local", "company", "civil"];

/// Everybody.
#[derive(Debug)]
pub struct Cast {
    /// The project's id.
    pub project: String,
    /// Partner organisation's officer.
    pub officer: Player,
    /// Verifies.
    pub supervisor: Player,
    /// Monitoring and evaluation.
    pub evaluation: Player,
    /// Secretary of the forums.
    pub secretary: Player,
    /// Co-chairs, in the order of [`SIDES`].
    pub chairs: Vec<Player>,
    /// Focal point of the institution.
    pub institution: Player,
    /// Representative of the community.
    pub community: Player,
    /// Data protection officer.
    pub protection: Player,
    /// The monitor's first phone; joined without a network.
    pub phone_1: Player,
    /// Her second phone: another log of the same member.
    pub phone_2: Player,
}
