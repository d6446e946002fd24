//! Random expressions over what is known so far, so that nothing depends on itself.

use super::maker::Maker;
use super::scope::{Kind, Known, Step, absolute, one_for, relative, to_repeat};

impl Maker {
    /// A reference from this node to a known one of which there is exactly one for it.
    pub(super) fn reference(
        &mut self,
        from: &[Step],
        want: impl Fn(&Kind) -> bool,
    ) -> Option<(String, Kind)> {
        let fits: Vec<Known> = self
            .known
            .iter()
            .filter(|k| want(&k.kind) && one_for(from, &k.path))
            .cloned()
            .collect();
        let known = self.random.pick(&fits)?.clone();
        let in_row = !to_repeat(&known.path).is_empty();
        let text = if in_row || self.random.one_in(4) {
            relative(from, &known.path)
        } else {
            absolute(&known.path)
        };
        Some((text, known.kind))
    }

    /// The path of a column of rows (many nodes), with its repeat.
    fn column(&mut self, from: &[Step], want: impl Fn(&Kind) -> bool) -> Option<(String, String)> {
        let fits = |k: &&Known| {
            want(&k.kind)
                && !one_for(from, &k.path)
                && k.path.iter().filter(|s| s.repeat).count() == 1
        };
        let fits: Vec<Known> = self.known.iter().filter(fits).cloned().collect();
        let known = self.random.pick(&fits)?;
        Some((absolute(&known.path), absolute(to_repeat(&known.path))))
    }

    /// An expression that is a number.
    pub(super) fn number(&mut self, from: &[Step], deep: usize) -> String {
        let literal = (1 + self.random.below(9)).to_string();
        if deep == 0 {
            return self.reference(from, Kind::is_number).map_or(literal, |(text, _)| text);
        }
        let a = self.number(from, deep - 1);
        match self.random.below(24) {
            0 => format!("{a} + {literal}"),
            1 => format!("{a} * {literal}"),
            2 => format!("{a} - {}", self.number(from, deep - 1)),
            3 => format!("round({a} div 3, 2)"),
            4 => format!("{a} mod 5"),
            5 => format!("int({a} div 2)"),
            6 => format!("if({}, {a}, {literal})", self.truth(from, deep - 1)),
            7 => format!("coalesce({a}, {literal})"),
            8 => format!("string-length({})", self.text(from, deep - 1)),
            9 => format!("min({a}, {literal})"),
            10 => format!("max({a}, {literal})"),
            11 => format!("abs(-{literal} + {a})"),
            12 => format!("number({a})"),
            13 => self.many(from).map_or(a, |(path, _)| format!("count-selected({path})")),
            14 => self.over_rows(from).unwrap_or(a),
            15 if from.iter().any(|step| step.repeat) => {
                let up = from.len() - to_repeat(from).len();
                format!("position({})", vec![".."; up.max(1)].join("/"))
            }
            16 => self.of_points(from).unwrap_or(a),
            17 => format!("round(pow({a} mod 7, 2) + sqrt(abs({a})), 4)"),
            18 => format!("round(sin({a}) + log10(1 + abs({a})) + exp(0 - abs({a})), 6)"),
            19 => format!("checklist(1, 2, {}, {})", self.truth(from, 0), self.truth(from, 0)),
            20 => {
                let (one, two) = (self.truth(from, 0), self.truth(from, 0));
                format!("weighted-checklist(2, 9, {one}, {a}, {two}, 1)")
            }
            21 => "string-length(uuid())".to_owned(),
            22 => self.date(from).map_or(a, |date| format!("{date} - date('2020-01-01')")),
            _ => format!("({a} + 1) * 2"),
        }
    }

    /// A number over all rows of a repeat.
    fn over_rows(&mut self, from: &[Step]) -> Option<String> {
        let (column, repeat) = self.column(from, Kind::is_number)?;
        Some(match self.random.below(7) {
            0 => format!("sum({column})"),
            1 => format!("count({repeat})"),
            2 => format!("count-non-empty({column})"),
            3 => format!("count({repeat}[position() > 1])"),
            4 => format!("sum({column}[. > 3])"),
            5 => format!("indexed-repeat({column}, {repeat}, 1)"),
            _ => format!("max({column})"),
        })
    }

    fn of_points(&mut self, from: &[Step]) -> Option<String> {
        let (shape, kind) = self.reference(from, |k| matches!(k, Kind::Trace | Kind::Point))?;
        if kind == Kind::Trace && self.random.one_in(2) {
            return Some(format!("round(area({shape}), 1)"));
        }
        Some(format!("round(distance({shape}), 1)"))
    }

    fn one(&mut self, from: &[Step]) -> Option<(String, String)> {
        let (path, kind) = self.reference(from, |k| matches!(k, Kind::One(_)))?;
        let Kind::One(codes) = kind else { return None };
        Some((path, self.random.pick(&codes)?.clone()))
    }

    fn many(&mut self, from: &[Step]) -> Option<(String, String)> {
        let (path, kind) = self.reference(from, |k| matches!(k, Kind::Many(_)))?;
        let Kind::Many(codes) = kind else { return None };
        Some((path, self.random.pick(&codes)?.clone()))
    }

    /// An expression that is true or false.
    pub(super) fn truth(&mut self, from: &[Step], deep: usize) -> String {
        let n = self.random.below(12);
        let fallback =
            |this: &mut Self| format!("{} > {}", this.number(from, 0), this.random.below(30));
        match self.random.below(14) {
            0 | 1 => self
                .one(from)
                .map_or_else(|| fallback(self), |(path, code)| format!("{path} = '{code}'")),
            2 => self
                .one(from)
                .map_or_else(|| fallback(self), |(path, code)| format!("{path} != '{code}'")),
            3 => self.many(from).map_or_else(
                || fallback(self),
                |(path, code)| format!("selected({path}, '{code}')"),
            ),
            4 => self.one(from).map_or_else(
                || fallback(self),
                |(path, code)| format!("selected({path}, '{code}')"),
            ),
            5 => format!("{} <= {n}", self.number(from, deep.saturating_sub(1))),
            6 => format!("string-length({}) > {n}", self.text(from, 0)),
            7 => format!("{} != ''", self.text(from, 0)),
            8 if deep > 0 => format!("not({})", self.truth(from, deep - 1)),
            9 if deep > 0 => {
                format!("{} and {}", self.truth(from, deep - 1), self.truth(from, deep - 1))
            }
            10 if deep > 0 => {
                format!("({} or {})", self.truth(from, deep - 1), self.truth(from, deep - 1))
            }
            11 => self.date(from).map_or_else(
                || fallback(self),
                |date| format!("{date} > date('2020-01-{:02}')", n + 5),
            ),
            12 => format!("regex({}, '^(text|r|[0-9])+.*')", self.text(from, 0)),
            13 => format!("contains({}, '{n}')", self.text(from, 0)),
            _ => fallback(self),
        }
    }

    fn date(&mut self, from: &[Step]) -> Option<String> {
        Some(self.reference(from, |k| *k == Kind::Date)?.0)
    }

    /// An expression that is a text.
    pub(super) fn text(&mut self, from: &[Step], deep: usize) -> String {
        let simple = |this: &mut Self| {
            let found =
                this.reference(from, |k| matches!(k, Kind::Text | Kind::One(_) | Kind::Integer));
            found.map_or_else(|| "'none'".to_owned(), |(text, _)| text)
        };
        if deep == 0 {
            return simple(self);
        }
        let a = self.text(from, deep - 1);
        match self.random.below(22) {
            0 => format!("concat({a}, '-', {})", simple(self)),
            1 => format!("substr({a}, 1, 3)"),
            2 => format!("if({}, {a}, 'no')", self.truth(from, deep - 1)),
            3 => self.many(from).map_or(a, |(path, _)| format!("selected-at({path}, 1)")),
            4 => self.date(from).map_or(a, |date| format!("format-date({date}, '%d/%n/%Y')")),
            5 => self.date(from).map_or(a, |date| format!("string(decimal-date-time({date}))")),
            6 => format!("translate({a}, 'text', 'TEXT')"),
            7 => format!("normalize-space(concat(' ', {a}, '  x '))"),
            8 => format!("substring-before({a}, ' ')"),
            9 => format!("digest({a}, 'SHA-256')"),
            10 => self.joined(from).unwrap_or(a),
            11 | 12 => self.looked_up(from).unwrap_or(a),
            13 => format!("string({})", self.number(from, deep - 1)),
            14 => self.choice_name(from).unwrap_or(a),
            15 => format!("depend({a}, 1)"),
            16 => format!("substring-after({a}, 't')"),
            17 => format!("string({})", self.truth(from, deep - 1)),
            18 => format!("string(boolean-from-string({a}))"),
            19 => self.date(from).map_or(a, |date| format!("string(date({date} + 3))")),
            20 => format!("if(ends-with({a}, '1'), substr({a}, 0, 2), {a})"),
            _ => format!("coalesce({a}, 'blank')"),
        }
    }

    fn choice_name(&mut self, from: &[Step]) -> Option<String> {
        let fits = |k: &&Known| matches!(k.kind, Kind::One(_)) && one_for(from, &k.path);
        let fits: Vec<Known> = self.known.iter().filter(fits).cloned().collect();
        let path = absolute(&self.random.pick(&fits)?.path);
        Some(format!("jr:choice-name({path}, '{path}')"))
    }

    fn joined(&mut self, from: &[Step]) -> Option<String> {
        let (column, repeat) = self.column(from, |k| *k != Kind::Other)?;
        Some(match self.random.below(3) {
            0 => format!("join(' ', {column})"),
            1 => format!("string({repeat}[position() = 2]/{})", column.rsplit('/').next()?),
            _ => format!("indexed-repeat({column}, {repeat}, 2)"),
        })
    }

    /// A cell of a list.
    fn looked_up(&mut self, from: &[Step]) -> Option<String> {
        let (name, _) = self.one(from)?;
        let name = if name.starts_with('.') { format!("current()/{name}") } else { name };
        Some(match self.random.below(4) {
            0 => format!("string(instance('districts')/root/item[name = {name}]/region)"),
            1 => format!("string(instance('places')/root/item[name = {name}]/label)"),
            2 => format!("string(count(instance('villages')/root/item[district = {name}]))"),
            _ => format!("join(',', instance('districts')/root/item[region = {name}]/name)"),
        })
    }
}
