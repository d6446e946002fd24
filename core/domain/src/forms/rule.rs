//! The rules that a form may break: a stable code each, and words in English and Indonesian.
//!
//! A table and nothing else; where a rule was broken is in [`super::problem`].

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $(($($arg:ident : $ty:ty),+))? $({$($field:ident : $fty:ty),+})?
        => $code:literal, $en:literal, $id:literal;)+) => {
        /// A rule that a form broke, with the values it needs to speak.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $name $(($($ty),+))? $({
                $(
                    /// The value that the rule's words name.
                    $field: $fty
                ),+
            })?,)+
        }

        impl Rule {
            /// The stable code.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name $(($($arg),+))? $({$($field),+})? => {
                    $($(let _ = $arg;)+)? $($(let _ = $field;)+)?
                    $code
                })+ }
            }

            /// The rule and what to do, in `id` or `en` (any other language reads English).
            #[must_use]
            pub fn message(&self, lang: &str) -> String {
                let id = lang == "id";
                match self { $(Self::$name $(($($arg),+))? $({$($field),+})? =>
                    if id { format!($id) } else { format!($en) },)+ }
            }
        }
    };
}

rules! {
    /// The bytes are not a workbook that can be read.
    NotAWorkbook => "not_a_workbook",
        "this is not a readable .xlsx file. Save it again as Excel workbook (.xlsx)",
        "ini bukan berkas .xlsx yang dapat dibaca. Simpan ulang sebagai buku kerja Excel (.xlsx)";
    /// The file or a part of it is larger than is read.
    TooLarge(limit: &'static str) => "too_large",
        "larger than the limit of {limit}. Split the form or move long lists to a CSV file",
        "lebih besar dari batas {limit}. Pecah formulir atau pindahkan daftar panjang ke berkas CSV";
    /// The text is not CSV in UTF-8.
    NotCsv => "not_csv",
        "this is not readable CSV. Save it as CSV, UTF-8, and close every quote",
        "ini bukan CSV yang dapat dibaca. Simpan sebagai CSV UTF-8 dan tutup semua tanda kutip";
    /// A sheet is missing.
    MissingSheet(name: &'static str) => "missing_sheet",
        "there is no sheet named \"{name}\". Add it",
        "tidak ada lembar bernama \"{name}\". Tambahkan";
    /// A column is missing.
    MissingColumn(name: &'static str) => "missing_column",
        "there is no column \"{name}\". Add it to the first row",
        "tidak ada kolom \"{name}\". Tambahkan di baris pertama";
    /// A column stands twice.
    DuplicateColumn(name: String) => "duplicate_column",
        "the column \"{name}\" stands twice. Delete one",
        "kolom \"{name}\" ada dua kali. Hapus salah satu";
    /// A column that nothing reads.
    UnknownColumn(name: String) => "unknown_column",
        "the column \"{name}\" is not read. Check its spelling",
        "kolom \"{name}\" tidak dibaca. Periksa ejaannya";
    /// A cell that spreadsheets keep as a number although it is a date, or as an error.
    NotText => "not_text",
        "the cell holds a date or an error value. Format it as text and type it again",
        "sel berisi tanggal atau nilai galat. Ubah formatnya menjadi teks lalu ketik ulang";
    /// A cell is empty that must not be.
    Empty => "empty",
        "the cell is empty. Fill it in",
        "sel ini kosong. Isilah";
    /// A name that cannot be one.
    BadName(name: String) => "bad_name",
        "\"{name}\" cannot be a name. Use a letter first, then letters, digits, \"_\" or \"-\"",
        "\"{name}\" tidak bisa menjadi nama. Awali dengan huruf, lalu huruf, angka, \"_\" atau \"-\"";
    /// A choice code with blanks.
    BadCode(name: String) => "bad_code",
        "the code \"{name}\" holds a blank. Use \"_\" instead",
        "kode \"{name}\" berisi spasi. Pakai \"_\"";
    /// Two nodes of one name.
    DuplicateName { name: String, first: u32 } => "duplicate_name",
        "the name \"{name}\" is already used in row {first}. Give it another name",
        "nama \"{name}\" sudah dipakai di baris {first}. Beri nama lain";
    /// Two choices of one code.
    DuplicateChoice { list: String, name: String, first: u32 } => "duplicate_choice",
        "the list \"{list}\" already has the code \"{name}\" in row {first}. Change or delete one",
        "daftar \"{list}\" sudah punya kode \"{name}\" di baris {first}. Ubah atau hapus salah satu";
    /// A type that is not one.
    UnknownType(name: String) => "unknown_type",
        "\"{name}\" is not a question type. Check its spelling",
        "\"{name}\" bukan jenis pertanyaan. Periksa ejaannya";
    /// A part of ODK that Saksi does not have yet.
    NotYet(what: String) => "not_yet",
        "{what} is part of ODK but not yet of Saksi. Do without it for now",
        "{what} ada di ODK tetapi belum ada di Saksi. Hindari dulu";
    /// A list that nobody wrote.
    MissingList(name: String) => "missing_list",
        "there is no choice list \"{name}\". Add it to the sheet choices, or correct the name",
        "tidak ada daftar pilihan \"{name}\". Tambahkan di lembar choices, atau betulkan namanya";
    /// A list that no question uses.
    UnusedList(name: String) => "unused_list",
        "no question uses the list \"{name}\". Delete it or use it",
        "tidak ada pertanyaan yang memakai daftar \"{name}\". Hapus atau pakai";
    /// A group or repeat is never closed.
    NeverClosed(name: String) => "never_closed",
        "\"{name}\" is begun but never ended. Add an end_group or end_repeat",
        "\"{name}\" dibuka tetapi tidak ditutup. Tambahkan end_group atau end_repeat";
    /// An end without a beginning, or of the other kind.
    WrongEnd(kind: &'static str) => "wrong_end",
        "end_{kind} does not close a begin_{kind}. Check the rows above",
        "end_{kind} tidak menutup begin_{kind}. Periksa baris di atasnya";
    /// Groups nested too deep.
    TooDeep => "too_deep",
        "groups are nested more than 16 deep. Flatten them",
        "kelompok bersarang lebih dari 16 tingkat. Ratakan";
    /// No question has a label in this language.
    MissingTranslation { lang: String } => "missing_translation",
        "there is no text in \"{lang}\". Translate it",
        "tidak ada teks dalam \"{lang}\". Terjemahkan";
    /// A question that people see has no words at all.
    MissingLabel => "missing_label",
        "the question has no label. Write what people shall read",
        "pertanyaan ini tidak punya label. Tulis apa yang dibaca orang";
    /// A language that no column has.
    UnknownLanguage(name: String) => "unknown_language",
        "no column is in the language \"{name}\". Correct default_language",
        "tidak ada kolom dalam bahasa \"{name}\". Betulkan default_language";
    /// Neither yes nor no.
    NotYesNo(text: String) => "not_yes_no",
        "\"{text}\" is neither yes nor no. Write yes or no",
        "\"{text}\" bukan yes atau no. Tulis yes atau no";
    /// A default that is not a value of the question's type.
    BadDefault => "bad_default",
        "the default is not a value of this question's type. Correct it",
        "nilai awal tidak cocok dengan jenis pertanyaan. Betulkan";
    /// Something else was expected in an expression.
    Expected { expected: &'static str, found: String } => "expected",
        "expected {expected}, found {found}. Correct the expression here",
        "seharusnya {expected}, ditemukan {found}. Betulkan rumus di sini";
    /// A character that no expression has.
    BadCharacter(letter: char) => "bad_character",
        "the character {letter:?} has no meaning in an expression. Delete it",
        "huruf {letter:?} tidak punya arti dalam rumus. Hapus";
    /// A text that is never closed.
    OpenText => "open_text",
        "the quote is never closed. Add the closing quote",
        "tanda kutip tidak ditutup. Tambahkan tanda kutip penutup";
    /// An expression too long or too deep to be meant.
    ExpressionTooLarge => "expression_too_large",
        "the expression is longer than 8,192 characters or nested more than 64 deep. Split it",
        "rumus lebih dari 8.192 huruf atau bersarang lebih dari 64 tingkat. Pecah";
    /// A function that is not one.
    UnknownFunction(name: String) => "unknown_function",
        "there is no function \"{name}()\". Check its spelling",
        "tidak ada fungsi \"{name}()\". Periksa ejaannya";
    /// A function with too few or too many arguments.
    WrongArity { name: &'static str, takes: &'static str, found: usize } => "wrong_arity",
        "{name}() takes {takes} arguments, here are {found}. Correct them",
        "{name}() memerlukan {takes} argumen, di sini {found}. Betulkan";
    /// A name that no question has.
    UnknownReference(name: String) => "unknown_reference",
        "no question is named \"{name}\". Correct the name",
        "tidak ada pertanyaan bernama \"{name}\". Betulkan namanya";
    /// A name that several questions have.
    AmbiguousReference(name: String) => "ambiguous_reference",
        "several questions are named \"{name}\". Rename one",
        "beberapa pertanyaan bernama \"{name}\". Ganti nama salah satu";
    /// An argument of another type than the function takes.
    WrongArgument { name: &'static str, expected: &'static str } => "wrong_argument",
        "{name}() needs {expected} here. Correct it",
        "{name}() memerlukan {expected} di sini. Betulkan";
    /// A value that depends on itself.
    Cycle(cells: String) => "cycle",
        "these cells depend on each other in a circle: {cells}. Break the circle",
        "sel-sel ini saling bergantung melingkar: {cells}. Putuskan lingkarannya";
    /// A public value is made from a personal one.
    PersonalLeak(name: String) => "personal_leak",
        "a value that all readers see is computed from the personal question \"{name}\". Mark it yes in bind::saksi:personal too",
        "nilai yang dilihat semua pembaca dihitung dari pertanyaan pribadi \"{name}\". Tandai juga yes di bind::saksi:personal";
    /// A chain of dependent values so long that slow phones will lag.
    DeepChain => "deep_chain",
        "more than 1,000 values depend on each other in a chain. Shorten it if a phone lags",
        "lebih dari 1.000 nilai bergantung berantai. Pendekkan bila HP lambat";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_speaks_both_languages_and_says_what_to_do() {
        let rules = [
            Rule::NotAWorkbook,
            Rule::TooLarge("8 MiB"),
            Rule::WrongArity { name: "if", takes: "3", found: 2 },
            Rule::Cycle("survey E2 (a)".into()),
        ];
        for rule in rules {
            let (en, id) = (rule.message("en"), rule.message("id"));
            assert_ne!(en, id);
            assert_eq!(rule.message("fr"), en, "any other language reads English");
        }
    }
}
