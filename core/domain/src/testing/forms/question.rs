//! Questions of every type, with what may stand on them.

use super::escape;
use super::maker::{Maker, Part};
use super::scope::{Kind, Known, Step, absolute, below};

/// A question being put together.
struct Asked {
    /// The bind's type.
    bound: &'static str,
    kind: Kind,
    /// The control, with `@` for `ref="…"` and the label.
    control: String,
    /// What `.` may have to keep to.
    constraint: &'static [&'static str],
    /// A value in the instance.
    default: &'static str,
}

fn asked(bound: &'static str, kind: Kind, control: &str) -> Asked {
    Asked { bound, kind, control: control.to_owned(), constraint: &[], default: "" }
}

fn input(
    bound: &'static str,
    kind: Kind,
    constraint: &'static [&'static str],
    default: &'static str,
) -> Asked {
    Asked { constraint, default, ..asked(bound, kind, "<input @</input>") }
}

const CODES: [&str; 5] = ["a", "b", "c", "d_1", "99"];

impl Maker {
    pub(super) fn question(&mut self, at: &[Step]) -> Part {
        let name = self.name("q");
        let path = below(at, &name, false);
        let asked = self.asked(&path);
        let label = self.label(&path, &name);
        let mut more = format!(" type=\"{}\"", asked.bound);
        for (attribute, times) in [("relevant", 4), ("required", 8), ("readonly", 12)] {
            if self.random.one_in(times) {
                let literal = self.random.one_in(3) && attribute != "relevant";
                let truth = if literal { "true()".to_owned() } else { self.truth(&path, 2) };
                more.push_str(&Self::attribute(attribute, &truth));
            }
        }
        if self.random.one_in(5)
            && let Some(rule) = self.random.pick(asked.constraint)
        {
            more.push_str(&Self::attribute("constraint", rule));
            more.push_str(" jr:constraintMsg=\"Not so\"");
        }
        self.bind(&path, &more);
        let default = if self.random.one_in(6) { asked.default } else { "" };
        let trigger = self.trigger(at, &path);
        let inside = format!("ref=\"{}\">{label}{}", absolute(&path), trigger.body);
        let body = asked.control.replacen('@', &inside, 1) + "\n";
        self.known.push(Known { path, kind: asked.kind });
        let mut part = Part { body: String::new(), ..trigger };
        part.add(&Part::leaf(&name, default, body));
        part
    }

    /// Now and then, a value that is set when this question's changes.
    fn trigger(&mut self, at: &[Step], path: &[Step]) -> Part {
        if !self.random.one_in(8) {
            return Part::default();
        }
        let name = self.name("s");
        let target = below(at, &name, false);
        self.bind(&target, " type=\"string\"");
        let value = escape(&self.text(&target, 1));
        let action = format!(
            "<setvalue event=\"xforms-value-changed\" ref=\"{}\" value=\"{value}\"/>",
            absolute(&target)
        );
        debug_assert!(path.len() == target.len(), "beside its question");
        self.known.push(Known { path: target, kind: Kind::Text });
        Part::leaf(&name, "", action)
    }

    fn asked(&mut self, path: &[Step]) -> Asked {
        const NUMBERS: &[&str] = &[". < 20", ". >= 5", ". > 1 and . != 7", ". mod 2 = 0"];
        const TEXTS: &[&str] = &[
            "string-length(.) < 7",
            "regex(., '^text.*[1-9]$')",
            ". != 'text 5'",
            "not(contains(., '1'))",
        ];
        const DATES: &[&str] =
            &[". < date('2020-01-20')", ". > today()", ". <= date('2020-01-10')"];
        const MANY: &[&str] =
            &["count-selected(.) < 2", "not(selected(., 'a') and selected(., 'c'))"];
        match self.random.below(26) {
            0..=2 => input("string", Kind::Text, TEXTS, "text first"),
            3..=5 => input("int", Kind::Integer, NUMBERS, "3"),
            6 | 7 => input("decimal", Kind::Decimal, NUMBERS, "2.50"),
            8 => input("date", Kind::Date, DATES, "2020-01-15"),
            9 => input("time", Kind::Other, &[], "09:15:00.000+07:00"),
            10 => input("dateTime", Kind::Other, &[], "2020-01-02T03:04:05.000+07:00"),
            11 => input("geopoint", Kind::Point, &[], "-3.25 122.75 0 0"),
            12 => input(["geotrace", "geoshape"][self.random.below(2)], Kind::Trace, &[], ""),
            13 => input("barcode", Kind::Text, &[], ""),
            14 => Asked { bound: "int", ..self.range(Kind::Integer, "1", "50", "1") },
            15 => Asked { bound: "decimal", ..self.range(Kind::Decimal, "0", "60", "0.5") },
            16 => asked("string", Kind::Other, "<trigger @</trigger>"),
            17 => {
                let media =
                    ["image/*", "audio/*", "video/*", "application/*"][self.random.below(4)];
                asked("binary", Kind::Other, &format!("<upload mediatype=\"{media}\" @</upload>"))
            }
            18 => input("boolean", Kind::Other, &[], ""),
            19 | 20 => self.inline(MANY),
            21 => {
                let (items, codes) = self.itemset(path);
                asked("odk:rank", Kind::Many(codes), &format!("<odk:rank @{items}</odk:rank>"))
            }
            22 => {
                let (items, codes) = self.itemset(path);
                Asked {
                    constraint: MANY,
                    ..asked("string", Kind::Many(codes), &format!("<select @{items}</select>"))
                }
            }
            _ => {
                let (items, codes) = self.itemset(path);
                asked("string", Kind::One(codes), &format!("<select1 @{items}</select1>"))
            }
        }
    }

    fn range(&mut self, kind: Kind, start: &str, end: &str, step: &str) -> Asked {
        let look = ["", " appearance=\"vertical\"", " appearance=\"picker\""][self.random.below(3)];
        asked(
            "int",
            kind,
            &format!("<range{look} start=\"{start}\" end=\"{end}\" step=\"{step}\" @</range>"),
        )
    }

    /// A select whose choices stand in the body.
    fn inline(&mut self, many: &'static [&'static str]) -> Asked {
        let codes: Vec<_> =
            CODES.iter().take(2 + self.random.below(4)).map(|code| (*code).to_owned()).collect();
        let item =
            |code: &String| format!("<item><label>Code {code}</label><value>{code}</value></item>");
        let items: String = codes.iter().map(item).collect();
        if self.random.one_in(2) {
            let control = format!("<select @{items}</select>");
            return Asked {
                constraint: many,
                default: "b a",
                ..asked("string", Kind::Many(codes), &control)
            };
        }
        let control = format!("<select1 @{items}</select1>");
        Asked {
            default: "b",
            constraint: &[". != 'b'"],
            ..asked("string", Kind::One(codes), &control)
        }
    }

    /// Choices of a list, often filtered by an earlier answer, now and then in a random order of a seed.
    fn itemset(&mut self, path: &[Step]) -> (String, Vec<String>) {
        let names = |pairs: &[(String, String)]| {
            pairs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        let places: Vec<_> = self.lists.places.iter().map(|(name, _, _)| name.clone()).collect();
        let (list, column, codes) = match self.random.below(6) {
            0 => ("regions", None, self.lists.regions.clone()),
            1 => ("districts", Some("region"), names(&self.lists.districts)),
            2 => ("villages", Some("district"), names(&self.lists.villages)),
            3 => ("places", Some("kind"), places),
            4 => ("sites", Some("kind"), places),
            _ => ("tools", Some("kind"), places),
        };
        let filter = if self.random.one_in(4) { None } else { column };
        let filter = filter.and_then(|column| self.filter(path, list, column));
        let mut nodes = format!("instance('{list}')/root/item{}", filter.unwrap_or_default());
        match self.random.below(8) {
            0 => nodes = format!("randomize({nodes}, 42)"),
            1 => nodes = format!("randomize({nodes}, {})", self.number(path, 0)),
            _ => {}
        }
        let (value, label) = match list {
            "sites" => ("id", "title"),
            "places" | "tools" => ("name", "label"),
            _ if self.is_translated() => ("name", "jr:itext(itextId)"),
            _ => ("name", "label"),
        };
        let nodes = escape(&nodes);
        (
            format!(
                "<itemset nodeset=\"{nodes}\"><value ref=\"{value}\"/><label ref=\"{label}\"/></itemset>"
            ),
            codes,
        )
    }

    fn filter(&mut self, path: &[Step], list: &str, column: &str) -> Option<String> {
        if column == "kind" {
            return Some(match self.random.below(5) {
                0 => "[kind = 'well']".to_owned(),
                1 => "[kind != 'pit']".to_owned(),
                2 if list == "places" => {
                    let number = self.number(path, 0);
                    let number = if number.starts_with('.') {
                        format!("current()/{number}")
                    } else {
                        number
                    };
                    format!("[n > {number}]")
                }
                3 => "[starts-with(kind, 'w') or kind = 'road']".to_owned(),
                _ => "[contains('well pit', kind)]".to_owned(),
            });
        }
        let (answer, _) = self.reference(path, |k| matches!(k, Kind::One(_)))?;
        let answer = if answer.starts_with('.') { format!("current()/{answer}") } else { answer };
        Some(match self.random.below(4) {
            0 => format!("[{answer} = {column}]"),
            1 => format!("[{column} = {answer} or {column} = 'r0']"),
            2 => format!("[{column} != {answer}]"),
            _ => format!("[{column} = {answer}]"),
        })
    }
}
