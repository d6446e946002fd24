//! The invitation card: all that a phone needs to join without a network, short enough for a QR
//! code and for reading aloud in groups of five.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};

use crate::journal::ProjectId;
use crate::journal::cbor::{self, CborError, Reader, Value};

const PREFIX: &str = "SAKSI1:";

/// An invitation card.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// One-time Ed25519 seed; who holds it may join once.
    pub seed: [u8; 32],
    /// The project.
    pub project: ProjectId,
    /// Address of the hub, for example `https://hub.example:8443`.
    pub hub: String,
    /// SHA-256 of the hub's CA certificate (DER); `None` only for a hub on loopback.
    pub pin: Option<[u8; 32]>,
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("project", &self.project)
            .field("hub", &self.hub)
            .finish_non_exhaustive()
    }
}

/// A text is not an invitation card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardError {
    /// It does not start with `SAKSI1:`; perhaps a card of a newer version, or another code.
    NotACard,
    /// A character is wrong or the end is missing.
    Damaged,
    /// The content is not what a card holds.
    Content(CborError),
}

impl fmt::Display for CardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACard => write!(f, "not an invitation card (it starts with {PREFIX})"),
            Self::Damaged => f.write_str("the card is damaged or cut off; scan it again"),
            Self::Content(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CardError {}

impl Card {
    /// The text that stands on the card: `SAKSI1:` and base64url of CBOR with a 4-byte checksum.
    #[must_use]
    pub fn to_text(&self) -> String {
        let bytes = cbor::encode(&Value::Array(vec![
            Value::bytes(&self.seed),
            Value::bytes(&self.project.0),
            Value::text(&self.hub),
            self.pin.map_or(Value::Null, |pin| Value::bytes(&pin)),
        ]));
        let sum = checksum(&bytes);
        format!("{PREFIX}{}", BASE64.encode([&bytes[..], &sum].concat()))
    }

    /// Reads a card; white space within is ignored.
    ///
    /// # Errors
    /// [`CardError`] in words that a person can act on.
    pub fn from_text(text: &str) -> Result<Self, CardError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let encoded = text.strip_prefix(PREFIX).ok_or(CardError::NotACard)?;
        let bytes = BASE64.decode(encoded).map_err(|_| CardError::Damaged)?;
        let (bytes, sum) =
            bytes.split_at_checked(bytes.len().saturating_sub(4)).ok_or(CardError::Damaged)?;
        if checksum(bytes) != *sum {
            return Err(CardError::Damaged);
        }
        let value = cbor::decode(bytes).map_err(CardError::Content)?;
        Self::read(&Reader::new(&value, "card")).map_err(CardError::Content)
    }

    fn read(top: &Reader<'_>) -> Result<Self, CborError> {
        let [seed, project, hub, pin] = top.tuple("seed, project, hub and pin")?;
        Ok(Self {
            seed: seed.id("a seed of 32 bytes")?,
            project: project.id("a project id")?,
            hub: hub.str()?.to_owned(),
            pin: pin.nullable().map(|p| p.id("a pin of 32 bytes")).transpose()?,
        })
    }
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    use sha2::{Digest as _, Sha256};
    let hash = Sha256::digest(bytes);
    [hash[0], hash[1], hash[2], hash[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_survives_line_breaks_and_a_wrong_letter_is_noticed() {
        let card = Card {
            seed: [1; 32],
            project: ProjectId([2; 32]),
            hub: "https://hub.example".into(),
            pin: Some([3; 32]),
        };
        let text = card.to_text();
        let broken: String = text
            .chars()
            .enumerate()
            .flat_map(|(i, c)| if i % 5 == 0 { vec![c, '\n'] } else { vec![c] })
            .collect();
        assert_eq!(Card::from_text(&broken), Ok(card));
        let wrong =
            format!("{}{}", &text[..text.len() - 1], if text.ends_with('A') { 'B' } else { 'A' });
        assert_eq!(Card::from_text(&wrong), Err(CardError::Damaged));
        assert_eq!(Card::from_text("https://example"), Err(CardError::NotACard));
        assert_eq!(Card::from_text("SAKSI1:AA"), Err(CardError::Damaged));
    }
}
