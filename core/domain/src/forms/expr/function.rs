//! The functions: names, how many arguments, what they give.
//!
//! One table; what they do is in [`super::eval`]. A name that ODK has and Saksi does not yet is
//! told apart from a misspelt one.

use super::Type;

/// What is known about a function.
struct Entry(Function, &'static str, usize, usize, &'static str, Type);

macro_rules! functions {
    ($($name:ident $text:literal $min:literal..=$max:literal $takes:literal $gives:ident;)+) => {
        /// A function of the language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Function {
            $(
                #[doc = concat!("`", $text, "()`, ", $takes, " arguments")]
                $name,
            )+
        }

        static TABLE: &[Entry] =
            &[$(Entry(Function::$name, $text, $min, $max, $takes, Type::$gives),)+];
    };
}

const ANY: usize = usize::MAX;

functions! {
    If "if" 3..=3 "3" Text;
    Coalesce "coalesce" 1..=0xFFFF "1 or more" Text;
    Selected "selected" 2..=2 "2" Boolean;
    CountSelected "count-selected" 1..=1 "1" Number;
    SelectedAt "selected-at" 2..=2 "2" Text;
    Count "count" 1..=1 "1" Number;
    CountNonEmpty "count-non-empty" 1..=1 "1" Number;
    Sum "sum" 1..=1 "1" Number;
    Min "min" 1..=0xFFFF "1 or more" Number;
    Max "max" 1..=0xFFFF "1 or more" Number;
    StringLength "string-length" 0..=1 "0 or 1" Number;
    Concat "concat" 1..=0xFFFF "1 or more" Text;
    Join "join" 2..=0xFFFF "2 or more" Text;
    Contains "contains" 2..=2 "2" Boolean;
    StartsWith "starts-with" 2..=2 "2" Boolean;
    EndsWith "ends-with" 2..=2 "2" Boolean;
    Substr "substr" 2..=3 "2 or 3" Text;
    NormalizeSpace "normalize-space" 0..=1 "0 or 1" Text;
    Not "not" 1..=1 "1" Boolean;
    True "true" 0..=0 "no" Boolean;
    False "false" 0..=0 "no" Boolean;
    Boolean "boolean" 1..=1 "1" Boolean;
    Number "number" 0..=1 "0 or 1" Number;
    String "string" 0..=1 "0 or 1" Text;
    Int "int" 1..=1 "1" Number;
    Round "round" 1..=2 "1 or 2" Number;
    Abs "abs" 1..=1 "1" Number;
    Floor "floor" 1..=1 "1" Number;
    Ceiling "ceiling" 1..=1 "1" Number;
    Once "once" 1..=1 "1" Text;
    Position "position" 0..=1 "0 or 1" Number;
    Today "today" 0..=0 "no" Text;
    Now "now" 0..=0 "no" Text;
    Date "date" 1..=1 "1" Text;
    FormatDate "format-date" 2..=2 "2" Text;
    FormatDateTime "format-date-time" 2..=2 "2" Text;
    ChoiceName "jr:choice-name" 2..=2 "2" Text;
    IndexedRepeat "indexed-repeat" 3..=3 "3" Text;
    Distance "distance" 1..=0xFFFF "1 or more" Number;
}

/// Functions of ODK that are not built yet.
static LATER: [&str; 42] = [
    "regex",
    "pulldata",
    "digest",
    "randomize",
    "checklist",
    "weighted-checklist",
    "jr:itext",
    "decimal-date-time",
    "decimal-date",
    "decimal-time",
    "area",
    "geofence",
    "intersects",
    "base64-decode",
    "current",
    "uuid",
    "translate",
    "instance",
    "random",
    "pow",
    "log",
    "log10",
    "exp",
    "exp10",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "pi",
    "substring",
    "substring-before",
    "substring-after",
    "lang",
    "local-name",
    "name",
    "last",
    "boolean-from-string",
    "version",
];

impl Function {
    fn entry(self) -> &'static Entry {
        TABLE.iter().find(|entry| entry.0 == self).expect("the table is made from the enum")
    }

    /// The function of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.1 == name).map(|entry| entry.0)
    }

    /// Is it a function of ODK that Saksi does not have yet?
    #[must_use]
    pub fn comes_later(name: &str) -> bool {
        LATER.contains(&name)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// How many arguments it takes, in words.
    #[must_use]
    pub fn takes(self) -> &'static str {
        self.entry().4
    }

    /// Does it take that many?
    #[must_use]
    pub fn accepts(self, arguments: usize) -> bool {
        let entry = self.entry();
        let most = if entry.3 == 0xFFFF { ANY } else { entry.3 };
        (entry.2..=most).contains(&arguments)
    }

    /// The type of its result.
    #[must_use]
    pub fn gives(self) -> Type {
        self.entry().5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_found_by_its_name_and_none_is_both_here_and_later() {
        for entry in TABLE {
            assert_eq!(Function::named(entry.1), Some(entry.0));
            assert!(!Function::comes_later(entry.1), "{}", entry.1);
            assert!(entry.0.accepts(entry.2) && !entry.0.accepts(entry.3 + 1) || entry.3 == 0xFFFF);
        }
    }
}
