//! The `Range` header: one range of bytes (RFC 9110 section 14). Several ranges get the whole file.

use std::ops::Range;

use crate::problem::{HubError, Refusal};

/// The bytes asked for; `None` for the whole file.
pub(super) fn read(header: Option<&str>, size: u64) -> Result<Option<Range<u64>>, HubError> {
    let Some(set) = header.and_then(|header| header.strip_prefix("bytes=")) else {
        return Ok(None);
    };
    let Some((first, last)) = set.split_once('-').filter(|_| !set.contains(',')) else {
        return Ok(None);
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..size.min(last.saturating_add(1)),
        (Some(first), None) if last.trim().is_empty() => first..size,
        (None, Some(count)) if first.trim().is_empty() => size.saturating_sub(count)..size,
        _ => return Ok(None),
    };
    if range.is_empty() {
        let problem =
            HubError::new(Refusal::RangeNotSatisfiable, format!("the file has {size} bytes"));
        return Err(problem.with("size", size));
    }
    Ok(Some(range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_a_range_means_its_bytes() {
        // header, size of the file, bytes given
        for (header, size, bytes) in [
            ("bytes=0-9", 100, Some(0..10)),
            ("bytes=90-", 100, Some(90..100)),
            ("bytes=90-200", 100, Some(90..100)),
            ("bytes=-5", 100, Some(95..100)),
            ("bytes=-500", 100, Some(0..100)),
            ("bytes=0-1,5-6", 100, None),
            ("lines=1-2", 100, None),
            ("bytes=9-1", 100, None),
        ] {
            assert_eq!(read(Some(header), size), Ok(bytes), "{header}");
        }
        assert_eq!(read(None, 100), Ok(None));
        let beyond = read(Some("bytes=100-"), 100).unwrap_err();
        assert_eq!(beyond.refusal, Refusal::RangeNotSatisfiable);
    }
}
