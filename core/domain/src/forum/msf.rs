//! A forum: its seats, its quorum rule, its zone, who sits there and with which interest.

use std::collections::{BTreeMap, BTreeSet};

use crate::journal::act::{Act, RecordPast};
use crate::journal::acts::{Verb, seat_row};
use crate::journal::cbor::Value;
use crate::journal::{MemberId, RecordId};
use crate::register::{texts, word, yes};

word! {
    /// Who sits in a forum.
    Constituency {
        /// Local government.
        GovLocal = "gov_local",
        /// Central government.
        GovCentral = "gov_central",
        /// A company.
        Company = "company",
        /// Residents and their organisations.
        Civil = "civil",
    }
}

word! {
    /// What a quorum counts: both governments are one side.
    Side {
        /// Government of any level.
        Government = "government",
        /// Companies.
        Company = "company",
        /// Residents and their organisations.
        Civil = "civil",
    }
}

impl Constituency {
    /// The side that this constituency stands for in a quorum.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::GovLocal | Self::GovCentral => Side::Government,
            Self::Company => Side::Company,
            Self::Civil => Side::Civil,
        }
    }
}

/// An interest in mining, so that its holder may speak and not verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interest {
    /// None declared.
    None,
    /// Everywhere.
    Everywhere,
    /// In these areas and below.
    In(Vec<String>),
}

/// A seat that a member holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// For whom.
    pub constituency: Constituency,
    /// As co-chair?
    pub chair: bool,
}

/// A multi-stakeholder forum as its acts made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Msf {
    /// Its record.
    pub record: RecordId,
    /// Its name.
    pub name: String,
    /// Kemendagri code of its province.
    pub province: String,
    /// Minutes east of UTC.
    pub zone_minutes: i64,
    /// Seats by constituency.
    pub seats: BTreeMap<Constituency, i64>,
    /// Sides that must be present.
    pub sides: BTreeSet<Side>,
    /// Share of all seats that must be present, in percent.
    pub percent: i64,
    /// Who sits.
    pub members: BTreeMap<MemberId, Seat>,
    /// Interests, of members and of others who declared one.
    pub interests: BTreeMap<MemberId, Interest>,
}

impl Msf {
    /// Folds a forum's acts; `None` if the first is not its founding.
    #[must_use]
    pub fn fold(acts: &[Act]) -> Option<Self> {
        let (root, rest) = acts.split_first()?;
        let mut forum = Self::founded(root)?;
        for act in rest {
            forum.take(act);
        }
        Some(forum)
    }

    /// The forum in a record's past.
    #[must_use]
    pub fn in_past(past: &RecordPast) -> Option<Self> {
        Self::fold(&past.acts)
    }

    fn founded(root: &Act) -> Option<Self> {
        if root.verb != Verb::MsfFound {
            return None;
        }
        let Some(Value::Array(rows)) = root.args.get("seats") else { return None };
        let seats = rows.iter().filter_map(seat_row);
        let seats = seats.filter_map(|(c, n)| Some((Constituency::from_code(c)?, n))).collect();
        let sides = texts(root, "quorum_sides");
        Some(Self {
            record: root.entry,
            name: root.text("name")?.to_owned(),
            province: root.text("province")?.to_owned(),
            zone_minutes: root.int("zone_minutes")?,
            seats,
            sides: sides.iter().filter_map(|s| Side::from_code(s)).collect(),
            percent: root.int("quorum_percent")?,
            members: BTreeMap::new(),
            interests: BTreeMap::new(),
        })
    }

    fn take(&mut self, act: &Act) {
        let member = match act.args.get("member") {
            Some(Value::Bytes(bytes)) => MemberId::try_from(bytes.as_slice()).ok(),
            _ => None,
        };
        let Some(member) = member else { return };
        match act.verb {
            Verb::MsfUnseat => drop(self.members.remove(&member)),
            Verb::MsfSeat => {
                let constituency = act.text("constituency").and_then(Constituency::from_code);
                if let Some(constituency) = constituency {
                    self.members.insert(member, Seat { constituency, chair: yes(act, "chair") });
                    self.declare(member, act);
                }
            }
            Verb::MsfInterest => self.declare(member, act),
            _ => {}
        }
    }

    fn declare(&mut self, member: MemberId, act: &Act) {
        let areas = texts(act, "interest_areas");
        let interest = match act.text("interest") {
            Some("declared") if areas.is_empty() => Interest::Everywhere,
            Some("declared") => Interest::In(areas),
            _ => Interest::None,
        };
        self.interests.insert(member, interest);
    }

    /// May `member` speak about these areas, but not verify?
    #[must_use]
    pub fn conflicted(&self, member: MemberId, areas: &[String]) -> bool {
        match self.interests.get(&member) {
            None | Some(Interest::None) => false,
            Some(Interest::Everywhere) => true,
            Some(Interest::In(own)) => {
                own.iter().any(|mine| areas.iter().any(|area| touches(mine, area)))
            }
        }
    }

    /// Can the quorum ever be reached?
    #[must_use]
    pub fn quorum_fits(&self) -> bool {
        let seated: BTreeSet<Side> = self.seats.keys().map(|c| c.side()).collect();
        !self.sides.is_empty() && self.sides.is_subset(&seated)
    }
}

/// Is one area the other, or part of it?
fn touches(a: &str, b: &str) -> bool {
    let within = |small: &str, big: &str| {
        small == big || small.strip_prefix(big).is_some_and(|rest| rest.starts_with('.'))
    };
    within(a, b) || within(b, a)
}
