//! "Did you mean …?": the known word that is nearest to a mistyped one.

/// A sentence that suggests the nearest of the known words; empty if none is near.
pub(super) fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let limit = 1 + word.chars().count() / 4;
    let distance = |other: &&str| distance(word, other);
    let best = known.map(|other| (distance(&other), other)).min();
    match best {
        Some((steps, other)) if steps <= limit && other != word => format!(" \"{other}\"?"),
        _ => String::new(),
    }
}

/// How many letters must be put in, left out, changed or exchanged.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = last[j] + usize::from(x != y);
            let mut best = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_suggested_and_nothing_far() {
        let known = ["minimal", "quick", "columns"];
        assert_eq!(near("minmal", known.into_iter()), " \"minimal\"?");
        assert_eq!(near("qiuck", known.into_iter()), " \"quick\"?");
        assert_eq!(near("zebra", known.into_iter()), "");
        assert_eq!(distance("", "abc"), 3);
    }
}
