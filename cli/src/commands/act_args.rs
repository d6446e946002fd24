//! Arguments of acts as typed on the command line: `name=value`, read by the verb's own rules.
//!
//! Lists are separated by commas; rows by commas with colons inside (`civil:f:12,company:m:3`);
//! ids are hex. What the text cannot be is said with the verb's rule.

use saksi_domain::journal::act::Args;
use saksi_domain::journal::acts::{ArgType, Verb, check_args};
use saksi_domain::journal::cbor::Value;

use crate::exit::CliError;

/// Reads `name=value` arguments for a verb and checks them against its rules.
pub fn read_args(verb: Verb, pairs: &[String]) -> Result<Args, CliError> {
    let mut args = Args::new();
    for pair in pairs {
        let (name, text) = pair
            .split_once('=')
            .ok_or_else(|| CliError::input(format!("`{pair}`: write arguments as name=value")))?;
        let Some(rule) = verb.rule().args.iter().find(|rule| rule.name == name) else {
            let known: Vec<&str> = verb.rule().args.iter().map(|rule| rule.name).collect();
            let what =
                format!("{} has no argument `{name}`; it has {}", verb.name(), known.join(", "));
            return Err(CliError::input(what));
        };
        let value = read_value(&rule.kind, text).ok_or_else(|| {
            CliError::input(format!("{}: `{name}` must be {}", verb.name(), rule.kind))
        })?;
        args.insert(name.to_owned(), value);
    }
    check_args(verb, &args).map_err(CliError::input)?;
    Ok(args)
}

fn read_value(kind: &ArgType, text: &str) -> Option<Value> {
    let list = || text.split(',').map(str::trim).map(Value::text);
    Some(match kind {
        ArgType::Text(_) | ArgType::Choice(_) | ArgType::Date => Value::text(text),
        ArgType::Choices(_) | ArgType::Areas => Value::Array(list().collect()),
        // Texts may hold commas themselves: several are separated by semicolons.
        ArgType::Texts => Value::Array(text.split(';').map(str::trim).map(Value::text).collect()),
        ArgType::Int(..) => Value::Int(text.parse().ok()?),
        ArgType::Bool => Value::Bool(match text {
            "yes" | "ya" | "true" => true,
            "no" | "tidak" | "false" => false,
            _ => return None,
        }),
        ArgType::Id | ArgType::Digest | ArgType::Member => Value::Bytes(hex::decode(text).ok()?),
        ArgType::Seats | ArgType::Attendance => {
            let rows = text.split(',').map(read_row).collect::<Option<_>>()?;
            Value::Array(rows)
        }
    })
}

/// `civil:f:12` → `["civil", "f", 12]`: the last part is a number.
fn read_row(row: &str) -> Option<Value> {
    let mut parts: Vec<&str> = row.trim().split(':').collect();
    let number = Value::Int(parts.pop()?.parse().ok()?);
    Some(Value::Array(parts.into_iter().map(Value::text).chain([number]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[&str]) -> Vec<String> {
        all.iter().map(|p| (*p).to_owned()).collect()
    }

    #[test]
    fn a_forum_is_founded_from_plain_text() {
        let args = read_args(
            Verb::MsfFound,
            &pairs(&[
                "name=MSF Sultra",
                "province=74",
                "zone_minutes=480",
                "seats=gov_local:3,company:2,civil:4",
                "quorum_sides=government,company,civil",
                "quorum_percent=50",
            ]),
        )
        .unwrap();
        let seat = Value::Array(vec!["company".into(), 2.into()]);
        assert!(matches!(&args["seats"], Value::Array(rows) if rows[1] == seat));
    }

    #[test]
    fn a_wrong_argument_is_named_with_its_rule() {
        let wrong =
            |all: &[&str]| read_args(Verb::SubmissionReturn, &pairs(all)).unwrap_err().to_string();
        assert!(wrong(&["reasons=blur"]).contains("it has reason"));
        assert!(wrong(&["reason=ugly"]).contains("`reason` must be"));
        assert!(wrong(&["reason"]).contains("name=value"));
        assert!(wrong(&[]).contains("required"));
    }
}
