//! When a text is a number, and which: XPath 1.0's rule as JavaRosa reads it.

/// XPath's `number()` of a text: an optional minus, digits, at most one point; else not-a-number.
///
/// Blanks round it do not count. An exponent, a plus and words like `Infinity` are no numbers.
#[must_use]
pub fn number_of(text: &str) -> f64 {
    let text = text.trim_matches(|c: char| c <= ' ');
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // `parse` refuses what is left to refuse: nothing, a lone point, two points.
    if plain { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_number_only_as_xpath_writes_one() {
        // left: the text; right: its number, or not one
        let rows = [
            ("5", Some(5.0)),
            (" -5.50\n", Some(-5.5)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("007", Some(7.0)),
            ("-0", Some(0.0)),
            ("", None),
            (" ", None),
            (".", None),
            ("-", None),
            ("--5", None),
            ("- 5", None),
            ("+5", None),
            ("5e3", None),
            ("1.2.3", None),
            ("Infinity", None),
            ("NaN", None),
            ("٣", None),
        ];
        for (text, number) in rows {
            let got = number_of(text);
            assert_eq!((!got.is_nan()).then_some(got), number, "{text:?}");
        }
    }
}
