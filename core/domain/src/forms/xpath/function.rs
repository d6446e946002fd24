//! The functions: names, how many arguments, which must be nodes, and what they give.
//!
//! One table, of XPath 1.0 and of ODK XForms. What they do is in `call` and its neighbours.

use super::ast::Gives;

/// What is known about a function.
struct Entry(Function, &'static str, usize, usize, &'static str, u8, Gives);

macro_rules! functions {
    ($($name:ident $text:literal $min:literal..=$max:literal $takes:literal $nodes:literal $gives:ident;)+) => {
        /// A function of the language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Function {
            $(
                #[doc = concat!("`", $text, "()`, ", $takes, " arguments")]
                $name,
            )+
        }

        static TABLE: &[Entry] =
            &[$(Entry(Function::$name, $text, $min, $max, $takes, $nodes, Gives::$gives),)+];
    };
}

// The number before the type has a bit for each argument that must be nodes.
functions! {
    Last "last" 0..=0 "no" 0 Number;
    Position "position" 0..=1 "0 or 1" 1 Number;
    Count "count" 1..=1 "1" 1 Number;
    Id "id" 1..=1 "1" 0 Nodes;
    LocalName "local-name" 0..=1 "0 or 1" 1 Text;
    NamespaceUri "namespace-uri" 0..=1 "0 or 1" 1 Text;
    Name "name" 0..=1 "0 or 1" 1 Text;
    String "string" 0..=1 "0 or 1" 0 Text;
    Concat "concat" 0..=65535 "any number of" 0 Text;
    StartsWith "starts-with" 2..=2 "2" 0 Boolean;
    EndsWith "ends-with" 2..=2 "2" 0 Boolean;
    Contains "contains" 2..=2 "2" 0 Boolean;
    SubstringBefore "substring-before" 2..=2 "2" 0 Text;
    SubstringAfter "substring-after" 2..=2 "2" 0 Text;
    Substring "substring" 2..=3 "2 or 3" 0 Text;
    StringLength "string-length" 0..=1 "0 or 1" 0 Number;
    NormalizeSpace "normalize-space" 0..=1 "0 or 1" 0 Text;
    Translate "translate" 3..=3 "3" 0 Text;
    Boolean "boolean" 1..=1 "1" 0 Boolean;
    Not "not" 1..=1 "1" 0 Boolean;
    True "true" 0..=0 "no" 0 Boolean;
    False "false" 0..=0 "no" 0 Boolean;
    Lang "lang" 1..=1 "1" 0 Boolean;
    Number "number" 0..=1 "0 or 1" 0 Number;
    Sum "sum" 1..=1 "1" 1 Number;
    Floor "floor" 1..=1 "1" 0 Number;
    Ceiling "ceiling" 1..=1 "1" 0 Number;
    Round "round" 1..=2 "1 or 2" 0 Number;
    Instance "instance" 1..=1 "1" 0 Nodes;
    Current "current" 0..=0 "no" 0 Nodes;
    CountNonEmpty "count-non-empty" 1..=1 "1" 1 Number;
    IndexedRepeat "indexed-repeat" 3..=11 "3, 5, 7, 9 or 11" 3 Nodes;
    Selected "selected" 2..=2 "2" 0 Boolean;
    IsSelected "is-selected" 2..=2 "2" 0 Boolean;
    SelectedAt "selected-at" 2..=2 "2" 0 Text;
    CountSelected "count-selected" 1..=1 "1" 0 Number;
    ChoiceName "jr:choice-name" 2..=2 "2" 0 Text;
    Itext "jr:itext" 1..=2 "1 or 2" 0 Text;
    If "if" 3..=3 "3" 0 Any;
    Coalesce "coalesce" 2..=65535 "2 or more" 0 Any;
    Once "once" 1..=1 "1" 0 Any;
    Depend "depend" 1..=65535 "1 or more" 0 Any;
    Checklist "checklist" 2..=65535 "2 or more" 0 Boolean;
    WeightedChecklist "weighted-checklist" 2..=65535 "an even number of" 0 Boolean;
    BooleanFromString "boolean-from-string" 1..=1 "1" 0 Boolean;
    Int "int" 1..=1 "1" 0 Number;
    Pow "pow" 2..=2 "2" 0 Number;
    Log "log" 1..=1 "1" 0 Number;
    Log10 "log10" 1..=1 "1" 0 Number;
    Abs "abs" 1..=1 "1" 0 Number;
    Sin "sin" 1..=1 "1" 0 Number;
    Cos "cos" 1..=1 "1" 0 Number;
    Tan "tan" 1..=1 "1" 0 Number;
    Asin "asin" 1..=1 "1" 0 Number;
    Acos "acos" 1..=1 "1" 0 Number;
    Atan "atan" 1..=1 "1" 0 Number;
    Atan2 "atan2" 2..=2 "2" 0 Number;
    Exp "exp" 1..=1 "1" 0 Number;
    Exp10 "exp10" 1..=1 "1" 0 Number;
    Sqrt "sqrt" 1..=1 "1" 0 Number;
    Pi "pi" 0..=0 "no" 0 Number;
    Min "min" 0..=65535 "any number of" 0 Number;
    Max "max" 0..=65535 "any number of" 0 Number;
    Random "random" 0..=0 "no" 0 Number;
    Randomize "randomize" 1..=2 "1 or 2" 1 Nodes;
    Join "join" 1..=65535 "1 or more" 0 Text;
    Substr "substr" 2..=3 "2 or 3" 0 Text;
    Regex "regex" 2..=2 "2" 0 Boolean;
    Digest "digest" 2..=3 "2 or 3" 0 Text;
    Base64Encode "base64-encode" 1..=1 "1" 0 Text;
    Base64Decode "base64-decode" 1..=1 "1" 0 Text;
    Uuid "uuid" 0..=1 "0 or 1" 0 Text;
    UpperCase "upper-case" 1..=1 "1" 0 Text;
    LowerCase "lower-case" 1..=1 "1" 0 Text;
    Date "date" 1..=1 "1" 0 Date;
    DateTime "date-time" 1..=1 "1" 0 Date;
    Today "today" 0..=0 "no" 0 Date;
    Now "now" 0..=0 "no" 0 Date;
    FormatDate "format-date" 2..=2 "2" 0 Text;
    FormatDateTime "format-date-time" 2..=2 "2" 0 Text;
    DecimalDateTime "decimal-date-time" 1..=1 "1" 0 Any;
    DecimalTime "decimal-time" 1..=1 "1" 0 Any;
    Area "area" 1..=65535 "1 or more" 0 Number;
    EnclosedArea "enclosed-area" 1..=65535 "1 or more" 0 Number;
    Distance "distance" 1..=65535 "1 or more" 0 Number;
    Geofence "geofence" 2..=2 "2" 0 Boolean;
    Intersects "intersects" 1..=1 "1" 0 Boolean;
    PullData "pulldata" 4..=4 "4" 0 Text;
    Version "version" 0..=0 "no" 0 Text;
    Property "property" 1..=1 "1" 0 Text;
    ExtractSigned "extract-signed" 2..=2 "2" 0 Text;
}

impl Function {
    fn entry(self) -> &'static Entry {
        // The table is made from the same list as the enum.
        &TABLE[self as usize]
    }

    /// The function of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.1 == name).map(|entry| entry.0)
    }

    /// Its name as it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.entry().1
    }

    /// How many arguments it takes, in words such as `2 or 3`.
    #[must_use]
    pub fn takes(self) -> &'static str {
        self.entry().4
    }

    /// The type of what it gives.
    #[must_use]
    pub fn gives(self) -> Gives {
        self.entry().6
    }

    pub(super) fn takes_count(self, count: usize) -> bool {
        let fits = (self.entry().2..=self.entry().3).contains(&count);
        fits && match self {
            Self::IndexedRepeat => count % 2 == 1,
            Self::WeightedChecklist => count.is_multiple_of(2),
            _ => true,
        }
    }

    /// Must this argument be nodes?
    pub(super) fn needs_nodes(self, argument: usize) -> bool {
        match self {
            Self::IndexedRepeat => argument == 0 || argument % 2 == 1,
            _ => argument < 8 && self.entry().5 & (1 << argument) != 0,
        }
    }

    /// Does it give the same for the same arguments and nodes? Not chance and clocks.
    #[must_use]
    pub fn is_steady(self) -> bool {
        !matches!(self, Self::Random | Self::Uuid | Self::Now | Self::Today | Self::Randomize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_found_by_its_name() {
        for entry in TABLE {
            assert_eq!(Function::named(entry.1), Some(entry.0));
            assert_eq!(entry.0.text(), entry.1);
        }
        assert_eq!(Function::named("nope"), None);
    }
}
