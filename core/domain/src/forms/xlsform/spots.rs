//! Which character of a cell a part of an attribute came from.
//!
//! An attribute often is a cell's text with every `${name}` replaced by a path, so that a problem
//! at a character of the attribute is at another character of the cell. Only such attributes are
//! kept here; in all others the characters are the same.

use std::collections::HashMap;

use crate::forms::xml::XmlId;

/// Seams of attributes: from this character of the attribute on, that character of the cell.
#[derive(Debug, Clone, Default)]
pub struct Spots(HashMap<(XmlId, String), Vec<(usize, usize)>>);

impl Spots {
    /// The character of the cell, from 0, that the attribute's character `at`, from 0, came from.
    /// `name` is the attribute's name with its prefix.
    #[must_use]
    pub fn character(&self, element: XmlId, name: &str, at: usize) -> usize {
        let Some(seams) = self.0.get(&(element, name.to_owned())) else { return at };
        let seam = seams.iter().rposition(|(from, _)| *from <= at).unwrap_or(0);
        let Some((from, cell)) = seams.get(seam).copied() else { return at };
        let within = cell + at.saturating_sub(from);
        // A character of a path came from its reference, which ends before the next part.
        seams.get(seam + 1).map_or(within, |(_, next)| within.min(next.saturating_sub(1).max(cell)))
    }

    /// Keeps the seams of an attribute, given in bytes.
    pub(super) fn add(
        &mut self,
        element: XmlId,
        name: &str,
        value: &str,
        cell: &str,
        seams: &[(usize, usize)],
    ) {
        let count = |text: &str, to: usize| text.get(..to).map_or(0, |part| part.chars().count());
        let seams = seams.iter().map(|(a, b)| (count(value, *a), count(cell, *b))).collect();
        self.0.insert((element, name.to_owned()), seams);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_of_the_attribute_is_found_in_the_cell() {
        let mut spots = Spots::default();
        let (value, cell) = ("1 +  /data/a  > x", "1 + ${a} > x");
        spots.add(XmlId(3), "relevant", value, cell, &[(0, 0), (4, 4), (13, 8)]);
        assert_eq!(spots.character(XmlId(3), "relevant", 2), 2);
        assert_eq!(spots.character(XmlId(3), "relevant", 12), 7);
        assert_eq!(spots.character(XmlId(3), "relevant", 16), 11);
        assert_eq!(spots.character(XmlId(4), "relevant", 5), 5);
    }
}
