//! How many letters two words differ by, to ask "did you mean".

/// Letters to insert, delete or change until `a` reads `b`.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The word of `known` that is closest to `word`, if it is close at all.
pub(super) fn closest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() > 60 {
        return None;
    }
    let word = word.to_lowercase();
    let near = |other: &'a str| (distance(&word, &other.to_lowercase()), other);
    // One letter in three may differ, and two at most: short words are all alike.
    let limit = (word.chars().count() / 3).min(2);
    known.map(near).filter(|(far, _)| *far <= limit).min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_added_dropped_and_changed_each_count_one() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("surveys", "survey"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(closest("intger", ["text", "integer"].into_iter()), Some("integer"));
        assert_eq!(closest("photograph", ["text", "photo"].into_iter()), None);
    }
}
