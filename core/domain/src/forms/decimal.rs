//! Decimals as canonical text: no exponent, no trailing zeros, never "-0".
//!
//! Nothing signed is a float. A decimal that a person types is kept digit by digit, so that
//! `0.1` stays `0.1`. Arithmetic is not here: expressions reckon in `f64` and come back through
//! [`from_f64`].

/// The longest decimal that is taken, in characters.
pub const MAX_DIGITS: usize = 40;

/// The canonical form of a decimal as a person types it, or `None` if it is not one.
///
/// A leading `+`, a bare leading or trailing point and needless zeros are taken; an exponent,
/// a comma and blanks within are not.
#[must_use]
pub fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_DIGITS {
        return None;
    }
    let (negative, digits) = match text.as_bytes()[0] {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let sign = if negative && !(whole.is_empty() && fraction.is_empty()) { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

/// The canonical text of a number, or `None` for what is no number or too long to write.
#[must_use]
pub fn from_f64(number: f64) -> Option<String> {
    if number.is_finite() { canonical(&format!("{number}")) } else { None }
}

/// A number as ODK's submissions write a decimal: always with a point, `5.0`, and from 10^7 on and
/// below 10^-3 with an exponent, `1.0E7`.
#[must_use]
pub fn odk(number: f64) -> String {
    if !number.is_finite() {
        let sign = if number < 0.0 { "-" } else { "" };
        return if number.is_nan() { "NaN".to_owned() } else { format!("{sign}Infinity") };
    }
    if number == 0.0 || (1e-3..1e7).contains(&number.abs()) {
        return format!("{number:?}");
    }
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{exponent}")
}

/// A decimal text times 10^`places`, rounded half away from zero.
///
/// `None` if `text` is not a decimal or the result does not fit.
#[must_use]
pub fn scaled(text: &str, places: usize) -> Option<i64> {
    let text = canonical(text)?;
    let (negative, text) =
        text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut digits = whole.to_owned();
    digits.extend(fraction.chars().chain(std::iter::repeat('0')).take(places));
    let round_up = fraction.as_bytes().get(places).is_some_and(|digit| *digit >= b'5');
    let number = digits.parse::<i64>().ok()?.checked_add(i64::from(round_up))?;
    Some(if negative { -number } else { number })
}

/// The canonical text of `number` / 10^`places`: the inverse of [`scaled`].
#[must_use]
pub fn unscaled(number: i64, places: usize) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    canonical(&format!("{sign}{whole}.{fraction}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_decimal_has_one_spelling() {
        // left: as typed; right: as stored
        let rows = [
            ("1.50", "1.5"),
            ("+007", "7"),
            ("-0", "0"),
            ("-0.000", "0"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-12.340", "-12.34"),
        ];
        for (typed, stored) in rows {
            assert_eq!(canonical(typed).as_deref(), Some(stored), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_decimal_is_refused() {
        for text in ["", ".", "-", "1e3", "1,5", "1 000", "NaN", "0x1", "١", &"9".repeat(41)] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_without_a_text_have_none() {
        assert_eq!(from_f64(f64::NAN), None);
        assert_eq!(from_f64(f64::INFINITY), None);
        assert_eq!(from_f64(-0.0).as_deref(), Some("0"));
        assert_eq!(from_f64(0.1 + 0.2).as_deref(), Some("0.30000000000000004"));
    }

    #[test]
    fn odk_writes_decimals_with_a_point() {
        // left: the number; right: as a submission has it
        let rows = [
            (5.0, "5.0"),
            (-0.5, "-0.5"),
            (0.001, "0.001"),
            (0.0005, "5.0E-4"),
            (1.0e7, "1.0E7"),
            (123_456_789.25, "1.2345678925E8"),
            (9_999_999.0, "9999999.0"),
            (f64::INFINITY, "Infinity"),
        ];
        for (number, text) in rows {
            assert_eq!(odk(number), text);
        }
    }

    #[test]
    fn scaling_rounds_half_away_from_zero() {
        assert_eq!(scaled("-3.97512345", 7), Some(-39_751_235));
        assert_eq!(scaled("12", 3), Some(12_000));
        assert_eq!(scaled("99999999999999999999", 7), None);
        assert_eq!(unscaled(-39_751_234, 7), "-3.9751234");
        assert_eq!(unscaled(5, 3), "0.005");
    }

    proptest! {
        #[test]
        fn canonical_twice_is_canonical_once(text in "[-+]?[0-9]{0,12}\\.?[0-9]{0,12}") {
            if let Some(once) = canonical(&text) {
                prop_assert_eq!(canonical(&once), Some(once.clone()));
                let (a, b): (f64, f64) = (once.parse().unwrap(), text.parse().unwrap());
                prop_assert_eq!(a, b);
            }
        }

        #[test]
        fn scaled_comes_back(number in -1_800_000_000i64..1_800_000_000) {
            prop_assert_eq!(scaled(&unscaled(number, 7), 7), Some(number));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = (canonical(&text), scaled(&text, 7));
        }
    }
}
