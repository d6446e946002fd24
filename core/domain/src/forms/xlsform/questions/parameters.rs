//! The column `parameters`: `key=value` pairs, with blanks, commas or semicolons between them.

use super::super::book::Spot;
use super::super::survey::{Line, Reader};
use crate::forms::problem::Rule;

/// Reads the pairs; none if the text is not pairs. A key that stands twice keeps its last value.
pub(in super::super) fn parse(text: &str) -> Option<Vec<(String, String)>> {
    let mut words: Vec<&str> = Vec::new();
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')) {
        for (index, word) in part.split('=').enumerate() {
            if index > 0 {
                words.push("=");
            }
            if !word.is_empty() {
                words.push(word);
            }
        }
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut words = words.chunks_exact(3);
    for chunk in words.by_ref() {
        let [key, "=", value] = chunk else { return None };
        if *key == "=" || *value == "=" {
            return None;
        }
        let key = key.to_lowercase();
        // Names of columns in a file keep their case.
        let keeps = matches!(key.as_str(), "label" | "value");
        let value = if keeps { (*value).to_owned() } else { value.to_lowercase() };
        pairs.retain(|(old, _)| *old != key);
        pairs.push((key, value));
    }
    words.remainder().is_empty().then_some(pairs)
}

/// Refuses parameters that the type does not have.
pub(super) fn accept(reader: &mut Reader<'_, '_>, line: &Line, names: &'static [&'static str]) {
    let at = line.parameters_at();
    for (name, _) in &line.parameters {
        if !names.contains(&name.as_str()) {
            let rule = Rule::UnknownParameter { name: name.clone(), known: names.join(", ") };
            reader.form.fail(at, rule);
        }
    }
}

/// The value of a parameter.
pub(super) fn get<'a>(line: &'a Line, name: &str) -> Option<&'a str> {
    line.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Says that a parameter's value is not what it must be.
pub(super) fn wrong(
    reader: &mut Reader<'_, '_>,
    at: Spot,
    name: &'static str,
    expected: &'static str,
) {
    reader.form.fail(at, Rule::BadParameter { name, expected });
}

/// A file's name without its ending.
pub(in super::super) fn stem(name: &str) -> &str {
    &name[..name.len() - ending(name).len()]
}

/// A file's ending with its dot, or nothing.
pub(in super::super) fn ending(name: &str) -> &str {
    let from = name.len() - name.trim_start_matches('.').len();
    name[from..].rfind('.').map_or("", |dot| &name[from + dot..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_with_any_separator() {
        let pairs = parse("Start=1; end = 5,label=Nama").unwrap();
        let told: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(told, ["start=1", "end=5", "label=Nama"]);
        assert_eq!(parse("start"), None);
        assert_eq!(parse("a==b"), None);
        assert_eq!(stem("kota.csv"), "kota");
        assert_eq!(ending("kota"), "");
    }
}
