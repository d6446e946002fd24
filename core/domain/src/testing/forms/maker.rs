//! From a seed to a form: groups, repeats, hidden values, and what lies around them.

use std::fmt::Write as _;

use super::super::Random;
use super::lists::Lists;
use super::scope::{Kind, Known, Path, Step, absolute, below};
use super::{GeneratedForm, document, escape};

/// Everything written so far.
#[derive(Debug)]
pub(super) struct Maker {
    pub(super) random: Random,
    pub(super) lists: Lists,
    /// Questions that may still be made.
    left: usize,
    next: usize,
    pub(super) known: Vec<Known>,
    binds: String,
    actions: String,
    /// Identifier and text of what is said, without its language.
    said: Vec<(String, String)>,
    languages: usize,
    /// Calculations that look forward, in document order.
    late: Vec<Path>,
}

/// What a part of the form adds to the three places where a form says it.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Instance, with the templates of repeats.
    pub(super) whole: String,
    /// Instance, as it stands in a template's row: rows without their template.
    pub(super) rows: String,
    pub(super) body: String,
}

impl Part {
    pub(super) fn add(&mut self, other: &Self) {
        self.whole.push_str(&other.whole);
        self.rows.push_str(&other.rows);
        self.body.push_str(&other.body);
    }

    /// One leaf of the instance and its control.
    pub(super) fn leaf(name: &str, value: &str, body: String) -> Self {
        let node = if value.is_empty() {
            format!("<{name}/>")
        } else {
            format!("<{name}>{}</{name}>", escape(value))
        };
        Self { whole: node.clone(), rows: node, body }
    }
}

/// The form of this seed. About one in thirty has one mistake in it.
#[must_use]
pub fn generate(seed: u64) -> GeneratedForm {
    let mut random = Random::new(seed);
    let lists = Lists::new(&mut random);
    let languages = random.below(4);
    // Small ones too: what differs there is seen at once.
    let left = if random.one_in(3) { 1 + random.below(5) } else { 6 + random.below(30) };
    let mut maker = Maker {
        random,
        lists,
        left,
        next: 0,
        known: Vec::new(),
        binds: String::new(),
        actions: String::new(),
        said: Vec::new(),
        languages,
        late: Vec::new(),
    };
    let mut part = Part::default();
    while maker.left > 0 {
        let next = maker.item(&[]);
        part.add(&next);
    }
    let mut xml = maker.finish(&part);
    if maker.random.one_in(30) {
        xml = maker.spoil(xml);
    }
    GeneratedForm { seed, xml, files: maker.lists.files() }
}

impl Maker {
    pub(super) fn name(&mut self, letter: &str) -> String {
        self.next += 1;
        format!("{letter}{}", self.next)
    }

    /// Adds a bind; `attributes` begin with a blank each.
    pub(super) fn bind(&mut self, path: &[Step], attributes: &str) {
        let _ = writeln!(self.binds, "<bind nodeset=\"{}\"{attributes}/>", absolute(path));
    }

    /// ` name="expression"`.
    pub(super) fn attribute(name: &str, expression: &str) -> String {
        format!(" {name}=\"{}\"", escape(expression))
    }

    /// A label, translated if the form has languages, with an answer inside now and then.
    pub(super) fn label(&mut self, path: &[Step], text: &str) -> String {
        let output = if self.random.one_in(6) {
            let value = escape(&self.text(path, 1));
            format!(" <output value=\"{value}\"/>")
        } else {
            String::new()
        };
        if self.languages == 0 {
            return format!("<label>{text}{output}</label>");
        }
        let id = format!("{}:label", absolute(path));
        // An `<output>` in a translation names from the same place as one in a label.
        self.said.push((id.clone(), format!("{text}{output}")));
        format!("<label ref=\"jr:itext('{id}')\"/>")
    }

    pub(super) fn is_translated(&self) -> bool {
        self.languages > 0
    }

    /// One thing below this path: mostly a question.
    pub(super) fn item(&mut self, at: &[Step]) -> Part {
        self.left = self.left.saturating_sub(1);
        match self.random.below(20) {
            0..=2 if at.len() < 3 => self.group(at),
            3 | 4 if at.iter().filter(|s| s.repeat).count() < 2 && at.len() < 4 => self.repeat(at),
            5..=7 => self.hidden(at),
            _ => self.question(at),
        }
    }

    fn items(&mut self, at: &[Step]) -> Part {
        let mut part = Part::default();
        for _ in 0..1 + self.random.below(4) {
            let next = self.item(at);
            part.add(&next);
        }
        part
    }

    fn relevance(&mut self, path: &[Step], times: usize) -> String {
        if !self.random.one_in(times) {
            return String::new();
        }
        let truth = self.truth(path, 2);
        Self::attribute("relevant", &truth)
    }

    fn group(&mut self, at: &[Step]) -> Part {
        let name = self.name("g");
        let path = below(at, &name, false);
        let relevant = self.relevance(&path, 2);
        if !relevant.is_empty() {
            self.bind(&path, &relevant);
        }
        let label = self.label(&path, &name);
        let inside = self.items(&path);
        Part {
            whole: format!("<{name}>{}</{name}>", inside.whole),
            rows: format!("<{name}>{}</{name}>", inside.rows),
            body: format!("<group ref=\"{}\">{label}{}</group>\n", absolute(&path), inside.body),
        }
    }

    fn repeat(&mut self, at: &[Step]) -> Part {
        let name = self.name("r");
        let path = below(at, &name, true);
        let mut part = Part::default();
        let mut count = String::new();
        if self.random.one_in(3) {
            let (leaf, to) = self.count(at, &name);
            part.add(&leaf);
            count = format!(" jr:count=\"{to}\"");
            if self.random.one_in(2) {
                count.push_str(" jr:noAddRemove=\"true()\"");
            }
        }
        let relevant = self.relevance(&path, 4);
        if !relevant.is_empty() {
            self.bind(&path, &relevant);
        }
        let label = self.label(&path, &name);
        let inside = self.items(&path);
        let row = format!("<{name}>{}</{name}>", inside.rows);
        let first = if self.random.one_in(2) { row.as_str() } else { "" };
        let (whole, at) = (&inside.whole, absolute(&path));
        part.add(&Part {
            whole: format!("<{name} jr:template=\"\">{whole}</{name}>{first}"),
            rows: first.to_owned(),
            body: format!(
                "<group ref=\"{at}\">{label}<repeat nodeset=\"{at}\"{count}>{}</repeat></group>\n",
                inside.body
            ),
        });
        part
    }

    /// The node that says how many rows a repeat has.
    fn count(&mut self, at: &[Step], repeat: &str) -> (Part, String) {
        let name = format!("{repeat}_count");
        let path = below(at, &name, false);
        let kind = if self.random.one_in(2) { "int" } else { "string" };
        let how = if self.random.one_in(2) {
            let number = self.number(&path, 0);
            Self::attribute("calculate", &format!("coalesce({number}, 1) mod 4"))
        } else {
            String::new()
        };
        self.bind(&path, &format!(" type=\"{kind}\" readonly=\"true()\"{how}"));
        (Part::leaf(&name, "2", String::new()), absolute(&path))
    }

    /// A value that nobody is asked for: computed, looking forward, or set by an event.
    fn hidden(&mut self, at: &[Step]) -> Part {
        let name = self.name("c");
        let path = below(at, &name, false);
        if at.iter().all(|step| !step.repeat) && self.random.one_in(5) {
            self.late.push(path);
            return Part::leaf(&name, "", String::new());
        }
        let (kind, bound, expression) = match self.random.below(4) {
            0 => (Kind::Text, "string", self.text(&path, 2)),
            1 => (Kind::Decimal, "decimal", self.number(&path, 3)),
            2 => (Kind::Integer, "int", format!("int({})", self.number(&path, 2))),
            _ => (Kind::Text, "string", self.text(&path, 3)),
        };
        if self.random.one_in(4) {
            self.bind(&path, &format!(" type=\"{bound}\""));
            let events = ["odk-instance-first-load", "odk-instance-first-load odk-new-repeat"];
            let event = events[usize::from(at.iter().any(|step| step.repeat))];
            let value = escape(&expression);
            let action = format!(
                "<setvalue event=\"{event}\" ref=\"{}\" value=\"{value}\"/>\n",
                absolute(&path)
            );
            self.known.push(Known { path, kind });
            if at.iter().any(|step| step.repeat) {
                return Part::leaf(&name, "", action);
            }
            self.actions.push_str(&action);
            return Part::leaf(&name, "", String::new());
        }
        let relevant = self.relevance(&path, 6);
        let calculate = Self::attribute("calculate", &expression);
        self.bind(&path, &format!(" type=\"{bound}\"{calculate}{relevant}"));
        self.known.push(Known { path, kind });
        Part::leaf(&name, "", String::new())
    }

    /// Calculations that name later ones: they look like a circle and are none.
    fn bind_late(&mut self) {
        let late = std::mem::take(&mut self.late);
        for (at, path) in late.iter().enumerate() {
            let a = self.text(path, 1);
            let later = late.get(at + 1).map_or_else(|| "'end'".to_owned(), |path| absolute(path));
            let calculate = Self::attribute("calculate", &format!("concat({a}, '>', {later})"));
            self.bind(path, &format!(" type=\"string\"{calculate}"));
        }
    }

    fn finish(&mut self, part: &Part) -> String {
        self.bind_late();
        let meta = META.map(|(name, kind, preload, parameter)| {
            let _ = writeln!(
                self.binds,
                "<bind nodeset=\"/data/{name}\" type=\"{kind}\" jr:preload=\"{preload}\"{parameter}/>"
            );
            let leaf = name.trim_start_matches("meta/");
            format!("<{leaf}/>")
        });
        let names = self.text(&[], 1);
        let calculate = Self::attribute("calculate", &names);
        let _ = writeln!(
            self.binds,
            "<bind nodeset=\"/data/meta/instanceName\" type=\"string\"{calculate}/>"
        );
        let [start, end, today, device, id] = meta;
        let model = format!(
            "{}<instance><data id=\"made\" version=\"1\">{start}{end}{today}{device}{}<meta>{id}<instanceName/></meta></data></instance>\n{}{}{}",
            self.itext(),
            part.whole,
            self.lists.instances(self.languages > 0),
            self.binds,
            self.actions,
        );
        document(&model, &part.body)
    }

    fn itext(&self) -> String {
        if self.languages == 0 {
            return String::new();
        }
        let mut out = "<itext>\n".to_owned();
        for (at, language) in ["English (en)", "Bahasa Indonesia (id)", "Acèh (ace)"]
            .iter()
            .take(self.languages)
            .enumerate()
        {
            let default = if at == 0 { " default=\"true()\"" } else { "" };
            let _ = writeln!(out, "<translation lang=\"{language}\"{default}>");
            for (id, text) in &self.said {
                let _ = writeln!(out, "<text id=\"{id}\"><value>{text} {at}</value></text>");
            }
            for name in self.lists.names() {
                let _ = writeln!(out, "<text id=\"list-{name}\"><value>{name} {at}</value></text>");
            }
            out.push_str("</translation>\n");
        }
        out.push_str("</itext>\n");
        out
    }

    /// One mistake somewhere.
    fn spoil(&mut self, xml: String) -> String {
        let swap = |from: &str, to: &str| xml.replacen(from, to, 1);
        match self.random.below(6) {
            0 => swap("<bind nodeset=\"/data/end\"", "<bind nodeset=\"/data/nowhere\""),
            1 => swap("calculate=\"", "calculate=\"nosuch(1) + "),
            2 => swap("calculate=\"", "calculate=\"(("),
            3 => swap("type=\"dateTime\" jr:preload", "calculate=\"/data/end + 1\" jr:preload"),
            4 => swap("</h:body>", "</body>"),
            _ => swap("ref=\"/data/", "ref=\"/data/nowhere/"),
        }
    }
}

/// Node, type, preload, parameter.
const META: [(&str, &str, &str, &str); 5] = [
    ("start", "dateTime", "timestamp", " jr:preloadParams=\"start\""),
    ("end", "dateTime", "timestamp", " jr:preloadParams=\"end\""),
    ("today", "date", "date", " jr:preloadParams=\"today\""),
    ("deviceid", "string", "property", " jr:preloadParams=\"deviceid\""),
    ("meta/instanceID", "string", "uid", " readonly=\"true()\""),
];
