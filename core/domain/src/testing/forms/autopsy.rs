//! One form like the WHO verbal autopsy form: long, translated, and mostly conditions.

use std::fmt::Write as _;

use super::{document, escape};

const LANGUAGES: [&str; 5] =
    ["English (en)", "Français (fr)", "Bahasa Indonesia (id)", "Kiswahili (sw)", "العربية (ar)"];
const SENTENCE: &str = "In the days before death, for how long did the person have what was just described, as far as the family can tell? ";
const HINT: &str = "Count from the first day on which the family saw it, or was told of it by others who were there, in the house.";
const CHOICES: [(&str, &str); 4] =
    [("yes", "Yes"), ("no", "No"), ("dk", "Does not know"), ("ref", "Refused")];
const CONTROLS: usize = 485;
const PART: usize = 10;
const SECTION: usize = 4 * PART;

/// A form of the size and shape of the WHO verbal autopsy form: 1.57 MB, 551 binds, 485 controls,
/// five languages of long texts, sections in sections, long conditions over earlier answers.
#[must_use]
pub fn verbal_autopsy() -> String {
    let mut form = Autopsy::default();
    let mut from = 0;
    while from < CONTROLS {
        form.section(from, CONTROLS.min(from + SECTION));
        from += SECTION;
    }
    let (leaves, binds) = (&form.leaves, &form.binds);
    let instance =
        format!("<instance><data id=\"autopsy\" version=\"1\">{leaves}</data></instance>");
    document(&format!("{}{instance}\n{binds}", itext()), &form.body)
}

fn itext() -> String {
    let mut out = "<itext>\n".to_owned();
    for language in LANGUAGES {
        let _ = writeln!(out, "<translation lang=\"{language}\">");
        for n in 0..CONTROLS {
            let said = SENTENCE.repeat(2 + n % 3);
            let _ = writeln!(out, "<text id=\"q{n}:label\"><value>{n}. {said}</value></text>");
            let _ = writeln!(out, "<text id=\"q{n}:hint\"><value>{HINT}</value></text>");
        }
        for (code, label) in CHOICES {
            let _ = writeln!(out, "<text id=\"c:{code}\"><value>{label}</value></text>");
        }
        out.push_str("</translation>\n");
    }
    out.push_str("</itext>\n");
    out
}

#[derive(Debug, Default)]
struct Autopsy {
    leaves: String,
    binds: String,
    body: String,
    /// Paths of the questions with a code, and of those with a number.
    coded: Vec<String>,
    numbers: Vec<String>,
}

impl Autopsy {
    /// Up to 40 questions in parts of ten, each part asked by an earlier answer, with nine
    /// calculations at the end of it.
    fn section(&mut self, from: usize, to: usize) {
        let g = format!("g{}", from / SECTION);
        let _ = write!(self.leaves, "<{g}>");
        let _ = writeln!(self.body, "<group ref=\"/data/{g}\"><label>Section {g}</label>");
        for start in (from..to).step_by(PART) {
            self.part(&g, start, to.min(start + PART));
        }
        let computed = if from == 0 { 5 } else { 1 };
        for n in 0..computed {
            self.compute(&g, n);
        }
        let _ = write!(self.leaves, "</{g}>");
        self.body.push_str("</group>\n");
    }

    fn part(&mut self, g: &str, from: usize, to: usize) {
        let s = format!("s{}", from / PART);
        let path = format!("/data/{g}/{s}");
        let _ = write!(self.leaves, "<{s}>");
        let _ = writeln!(
            self.body,
            "<group ref=\"{path}\" appearance=\"field-list\"><label>Part {s}</label>"
        );
        let condition = self.condition(from, 1);
        self.bind(&path, &format!(" relevant=\"{condition}\""));
        for n in from..to {
            self.question(&path, n);
        }
        let _ = write!(self.leaves, "</{s}>");
        self.body.push_str("</group>\n");
    }

    fn bind(&mut self, path: &str, attributes: &str) {
        let _ = writeln!(self.binds, "<bind nodeset=\"{path}\"{attributes}/>");
    }

    /// True for most walks, so that much of the form is asked.
    fn condition(&self, n: usize, terms: usize) -> String {
        let coded = self.coded.iter().rev().skip(n % 5).step_by(3).take(terms);
        let mut terms: Vec<String> =
            coded.map(|path| format!("not(selected( {path} , 'not applicable'))")).collect();
        if n % 6 == 5 {
            let number = self.numbers.iter().rev().take(1);
            terms.extend(number.map(|path| format!("coalesce( {path} , 0) > -1")));
        }
        if terms.is_empty() {
            return "true()".to_owned();
        }
        escape(&terms.join(" and "))
    }

    fn question(&mut self, at: &str, n: usize) {
        let path = format!("{at}/q{n}");
        let _ = write!(self.leaves, "<q{n}/>");
        let words =
            format!("<label ref=\"jr:itext('q{n}:label')\"/><hint ref=\"jr:itext('q{n}:hint')\"/>");
        let terms = 1 + n % 2;
        let relevant = format!(" relevant=\"{}\"", self.condition(n, terms));
        match n % 9 {
            0 => {
                self.bind(
                    &path,
                    &format!(" type=\"int\" constraint=\". &gt;= 0 and . &lt; 121\"{relevant}"),
                );
                let _ = writeln!(self.body, "<input ref=\"{path}\">{words}</input>");
                self.numbers.push(path);
            }
            4 => {
                self.bind(
                    &path,
                    &format!(" type=\"date\" constraint=\". &lt;= today()\"{relevant}"),
                );
                let _ = writeln!(self.body, "<input ref=\"{path}\">{words}</input>");
            }
            7 => {
                self.bind(&path, &format!(" type=\"string\"{relevant}"));
                let _ = writeln!(self.body, "<input ref=\"{path}\">{words}</input>");
            }
            _ => {
                let choice = |(code, _): &(&str, &str)| {
                    format!(
                        "<item><label ref=\"jr:itext('c:{code}')\"/><value>{code}</value></item>"
                    )
                };
                let choices: String = CHOICES.iter().map(choice).collect();
                self.bind(&path, &format!(" type=\"select1\" required=\"true()\"{relevant}"));
                let _ = writeln!(self.body, "<select1 ref=\"{path}\">{words}{choices}</select1>");
                self.coded.push(path);
            }
        }
    }

    fn compute(&mut self, g: &str, n: usize) {
        let path = format!("/data/{g}/c{n}");
        let _ = write!(self.leaves, "<c{n}/>");
        let yes = |path: &String| format!("if( {path} = 'yes', 1, 0)");
        let sum: Vec<String> =
            self.coded.iter().rev().skip(n).step_by(2).take(8).map(yes).collect();
        let calculate = escape(&sum.join(" + "));
        self.bind(&path, &format!(" type=\"int\" calculate=\"{calculate}\""));
    }
}
