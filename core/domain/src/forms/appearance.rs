//! How a control asks to be shown: ODK's appearances as a typed list.
//!
//! What a client cannot show falls back to the plain control; which ones do is in
//! `docs/state.md`. Which appearance fits which control is in [`super::xform`]'s lint.

/// An appearance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Appearance {
    /// `numbers`: a keyboard of digits for a text.
    Numbers,
    /// `multiline`
    Multiline,
    /// `url`: opens the answer as an address.
    Url,
    /// `ex:…`: another application answers; what stands after the colon.
    External(String),
    /// `thousands-sep`
    ThousandsSeparator,
    /// `bearing`: a compass for a decimal.
    Bearing,
    /// `vertical`
    Vertical,
    /// `no-ticks`
    NoTicks,
    /// `picker`
    Picker,
    /// `rating`
    Rating,
    /// `new`: no choosing of an older file.
    New,
    /// `new-front`: the front camera.
    NewFront,
    /// `draw`
    Draw,
    /// `annotate`
    Annotate,
    /// `signature`
    Signature,
    /// `no-calendar`
    NoCalendar,
    /// `month-year`
    MonthYear,
    /// `year`
    Year,
    /// `ethiopian`
    Ethiopian,
    /// `coptic`
    Coptic,
    /// `islamic`
    Islamic,
    /// `bikram-sambat`
    BikramSambat,
    /// `myanmar`
    Myanmar,
    /// `persian`
    Persian,
    /// `placement-map`
    PlacementMap,
    /// `maps`
    Maps,
    /// `hide-input`
    HideInput,
    /// `minimal`
    Minimal,
    /// `search`: a field that narrows the choices; not the function `search(…)`.
    Search,
    /// `quick`: goes on once a choice is taken.
    Quick,
    /// `columns`
    Columns,
    /// `columns-pack`
    ColumnsPack,
    /// `columns-n`
    ColumnsOf(u8),
    /// `no-buttons`
    NoButtons,
    /// `image-map`
    ImageMap,
    /// `likert`
    Likert,
    /// `map`
    Map,
    /// `field-list`: everything in a group on one screen.
    FieldList,
    /// `label`
    Label,
    /// `list`
    List,
    /// `list-nolabel`
    ListNoLabel,
    /// `table-list`
    TableList,
    /// `counter`
    Counter,
    /// `hidden-answer`
    HiddenAnswer,
    /// `printer:…`: what stands after the colon.
    Printer(String),
    /// `masked`
    Masked,
    /// A word that this list does not know.
    Unknown(String),
}

static WORDS: &[(&str, Appearance)] = &[
    ("numbers", Appearance::Numbers),
    ("multiline", Appearance::Multiline),
    ("textarea", Appearance::Multiline),
    ("url", Appearance::Url),
    ("thousands-sep", Appearance::ThousandsSeparator),
    ("thousand-sep", Appearance::ThousandsSeparator),
    ("bearing", Appearance::Bearing),
    ("vertical", Appearance::Vertical),
    ("no-ticks", Appearance::NoTicks),
    ("picker", Appearance::Picker),
    ("rating", Appearance::Rating),
    ("new", Appearance::New),
    ("new-front", Appearance::NewFront),
    ("front", Appearance::NewFront),
    ("draw", Appearance::Draw),
    ("annotate", Appearance::Annotate),
    ("signature", Appearance::Signature),
    ("no-calendar", Appearance::NoCalendar),
    ("month-year", Appearance::MonthYear),
    ("year", Appearance::Year),
    ("ethiopian", Appearance::Ethiopian),
    ("coptic", Appearance::Coptic),
    ("islamic", Appearance::Islamic),
    ("bikram-sambat", Appearance::BikramSambat),
    ("myanmar", Appearance::Myanmar),
    ("persian", Appearance::Persian),
    ("placement-map", Appearance::PlacementMap),
    ("maps", Appearance::Maps),
    ("hide-input", Appearance::HideInput),
    ("minimal", Appearance::Minimal),
    ("search", Appearance::Search),
    ("autocomplete", Appearance::Search),
    ("quick", Appearance::Quick),
    ("columns", Appearance::Columns),
    ("horizontal", Appearance::Columns),
    ("columns-pack", Appearance::ColumnsPack),
    ("compact", Appearance::ColumnsPack),
    ("horizontal-compact", Appearance::ColumnsPack),
    ("no-buttons", Appearance::NoButtons),
    ("image-map", Appearance::ImageMap),
    ("likert", Appearance::Likert),
    ("map", Appearance::Map),
    ("field-list", Appearance::FieldList),
    ("label", Appearance::Label),
    ("list", Appearance::List),
    ("list-nolabel", Appearance::ListNoLabel),
    ("table-list", Appearance::TableList),
    ("counter", Appearance::Counter),
    ("hidden-answer", Appearance::HiddenAnswer),
    ("masked", Appearance::Masked),
];

impl Appearance {
    /// The appearance of one word (of `ex:` and `printer:`, with all that follows the colon).
    #[must_use]
    pub fn named(word: &str) -> Self {
        if let Some((_, known)) = WORDS.iter().find(|(name, _)| *name == word) {
            return known.clone();
        }
        if let Some(rest) = word.strip_prefix("ex:") {
            return Self::External(rest.to_owned());
        }
        if let Some(rest) = word.strip_prefix("printer:") {
            return Self::Printer(rest.to_owned());
        }
        let columns = ["columns-", "compact-"].iter().find_map(|head| word.strip_prefix(head));
        match columns.and_then(|n| n.parse().ok()) {
            Some(count) if count > 0 => Self::ColumnsOf(count),
            _ => Self::Unknown(word.to_owned()),
        }
    }

    /// The words of an `appearance` attribute; blanks inside brackets and quotes part nothing.
    #[must_use]
    pub fn words(text: &str) -> Vec<&str> {
        let (mut words, mut start) = (Vec::new(), None);
        let (mut depth, mut quote) = (0_u32, None);
        for (at, letter) in text.char_indices() {
            match (quote, letter) {
                (Some(open), _) if open == letter => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') if depth > 0 => quote = Some(letter),
                (None, '(') => depth += 1,
                (None, ')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if letter.is_whitespace() && depth == 0 {
                words.extend(start.take().map(|from: usize| &text[from..at]));
            } else if start.is_none() && !letter.is_whitespace() {
                start = Some(at);
            }
        }
        words.extend(start.map(|from| &text[from..]));
        words
    }

    /// All names that are known, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(name, _)| *name)
    }
}

impl std::fmt::Display for Appearance {
    /// As XLSForm writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::External(rest) => write!(f, "ex:{rest}"),
            Self::Printer(rest) => write!(f, "printer:{rest}"),
            Self::ColumnsOf(count) => write!(f, "columns-{count}"),
            Self::Unknown(word) => f.write_str(word),
            known => {
                let word = WORDS.iter().find(|(_, one)| one == known);
                f.write_str(word.map_or("", |(word, _)| word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_in_brackets_do_not_part_an_appearance() {
        let text = "minimal search('a b', 'x)')  ex:org.app(a=1, b='c d') quick";
        let want = ["minimal", "search('a b', 'x)')", "ex:org.app(a=1, b='c d')", "quick"];
        assert_eq!(Appearance::words(text), want);
        assert!(Appearance::words("  ").is_empty());
        assert_eq!(Appearance::words("a(b"), ["a(b"], "an open bracket takes the rest");
    }

    #[test]
    fn all_46_appearances_of_odk_have_a_type() {
        let known = "numbers multiline url ex:a thousands-sep bearing vertical no-ticks picker \
            rating new new-front draw annotate signature no-calendar month-year year ethiopian \
            coptic islamic bikram-sambat myanmar persian placement-map maps hide-input minimal \
            search quick columns columns-pack columns-4 no-buttons image-map likert map \
            field-list label list list-nolabel table-list counter hidden-answer printer:org.app \
            masked";
        let words = Appearance::words(known);
        assert_eq!(words.len(), 46);
        for word in words {
            let known = Appearance::named(word);
            assert!(!matches!(known, Appearance::Unknown(_)), "{word}");
            assert_eq!(known.to_string(), word);
        }
        assert_eq!(Appearance::named("columns-0"), Appearance::Unknown("columns-0".into()));
    }
}
