//! Records come back from their bytes, and a bad field is named.

use super::super::tests::photo;
use super::*;
use crate::journal::cbor::{decode, encode};
use proptest::prelude::*;

fn with(key: i64, value: Option<Value>) -> Result<CaptureRecord, CborError> {
    let Value::Map(pairs) = photo().to_value() else { panic!("a map") };
    let mut pairs: Vec<_> = pairs.into_iter().filter(|(k, _)| *k != Value::Int(key)).collect();
    pairs.extend(value.map(|v| (Value::Int(key), v)));
    CaptureRecord::from_value(&Value::map(pairs))
}

#[test]
fn every_record_comes_back_from_its_bytes() {
    let sources = [
        Source::Camera,
        Source::Imported { statement: "dari grup desa".to_owned() },
        Source::Document,
    ];
    for source in sources {
        let full = CaptureRecord { source: source.clone(), ..photo() };
        let bare = CaptureRecord {
            source,
            fix: None,
            question: None,
            clock_offset_ms: None,
            clocks: CaptureClocks { gnss_ms: None, ..photo().clocks },
            ..photo()
        };
        for record in [full, bare] {
            let bytes = encode(&record.to_value());
            assert_eq!(CaptureRecord::from_value(&decode(&bytes).unwrap()).unwrap(), record);
        }
    }
}

proptest! {
    #[test]
    fn whatever_a_phone_says_what_is_written_can_be_read(
        text in "\\PC{0,400}", wall_ms: i64, zone_min: i16, boot_id: u64, gnss_ms: Option<i64>,
        delay_ms: i64, accuracy_mm: u32, offset: Option<i64>,
    ) {
        let mut record = photo();
        record.source = Source::Imported { statement: text.clone() };
        record.device = text;
        record.clocks = CaptureClocks { wall_ms, zone_min, boot_id, since_boot_ms: boot_id, gnss_ms };
        let shutter = record.fix.as_mut().unwrap();
        (shutter.delay_ms, shutter.fix.accuracy_mm) = (delay_ms, accuracy_mm);
        record.clock_offset_ms = offset;
        let bytes = encode(&record.to_value());
        let back = CaptureRecord::from_value(&decode(&bytes).unwrap()).unwrap();
        prop_assert_eq!(encode(&back.to_value()), bytes);
    }
}

#[test]
fn a_field_that_is_missing_or_out_of_range_is_named() {
    let named = |key, value, at: &str| {
        let CborError::Shape { at: place, .. } = with(key, value).unwrap_err() else {
            panic!("a shape error")
        };
        assert_eq!(place, at);
    };
    named(0, Some(Value::Int(2)), "capture.0");
    named(1, Some(Value::Int(4)), "capture.1");
    named(2, Some(Value::Array(vec![Value::Int(0), Value::text("x")])), "capture.2");
    named(2, Some(Value::Array(vec![])), "capture.2");
    named(3, None, "capture.3");
    named(5, Some(Value::text(&"x".repeat(1001))), "capture.5");
    named(8, Some(Value::Int(9)), "capture.8");
    named(10, Some(Value::Int(5)), "capture.10");
    named(12, Some(Value::Int(0)), "capture.12");
    let pole = [900_000_001, 0, 1, 0].map(Value::Int);
    let fix = [&pole[..], &[Value::Bool(false), Value::Int(0), Value::Int(0)]].concat();
    named(4, Some(Value::Array(fix)), "capture.4");
}

#[test]
fn the_vector_of_the_format_document_still_holds() {
    let text = include_str!("../../../../../../docs/formats/evidence.md");
    let hex = hex::encode(encode(&photo().to_value()));
    assert!(text.contains(&hex), "docs/formats/evidence.md lacks {hex}");
}
