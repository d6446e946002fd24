//! Folded records and their values as JSON, for people and programs.

use saksi_domain::journal::cbor::Value as Cbor;
use saksi_domain::journal::record::{Folded, PathState};
use serde_json::{Map, Value, json};

/// A signed value as JSON: bytes as hex, a removed row as `{"gone": true}`.
pub fn value(signed: &Cbor) -> Value {
    match signed {
        Cbor::Null => Value::Null,
        Cbor::Gone => json!({"gone": true}),
        Cbor::Bool(truth) => json!(truth),
        Cbor::Int(number) => json!(number),
        Cbor::Bytes(bytes) => json!(hex::encode(bytes)),
        Cbor::Text(text) => json!(text),
        Cbor::Array(items) => Value::Array(items.iter().map(value).collect()),
        Cbor::Map(pairs) => {
            let pair = |(key, item): &(Cbor, Cbor)| {
                (key.as_text().map_or_else(|| value(key).to_string(), str::to_owned), value(item))
            };
            Value::Object(pairs.iter().map(pair).collect())
        }
    }
}

/// A folded record.
pub fn folded(folded: &Folded) -> Value {
    let mut fields = Map::new();
    for (path, state) in &folded.fields {
        let shown = match state {
            PathState::Value(one, _) => value(one),
            PathState::Conflict(live) => {
                json!({"conflict": live.iter().map(|l| value(&l.value)).collect::<Vec<_>>()})
            }
        };
        fields.insert(path.to_string(), shown);
    }
    let acts: Vec<Value> = folded
        .acts
        .iter()
        .map(|act| {
            let args: Map<String, Value> = act.args.iter().map(|(k, v)| (k.clone(), value(v))).collect();
            json!({"entry": act.entry, "verb": act.verb.name(), "author": act.author, "args": args,
                   "at_ms": act.time.clamped_ms(), "recorded_ms": act.time.recorded_ms,
                   "stale": folded.stale.contains(&act.entry)})
        })
        .collect();
    let void = |(id, why): &(saksi_domain::journal::EntryId, _)| json!({"entry": id, "reason": reason(why)});
    json!({
        "record": folded.record, "kind": folded.kind.map(|k| format!("{k:?}").to_lowercase()),
        "author": folded.author, "erased": folded.erased, "fields": fields, "acts": acts,
        "heads": folded.heads, "void": folded.void.iter().map(void).collect::<Vec<_>>(),
        "unknown": folded.unknown.iter().map(|(id, why)| json!({"entry": id, "reason": why.code()})).collect::<Vec<_>>(),
        "contested": folded.contested.iter().map(|c| json!(c.acts)).collect::<Vec<_>>(),
    })
}

fn reason(why: &saksi_domain::journal::effect::VoidReason) -> String {
    why.to_string()
}
