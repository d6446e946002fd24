//! The rules that a form may break: a stable code each, and words in English and Indonesian.
//!
//! A table and nothing else; the rules that only an XForm can break are in `rule_xform`, where a
//! rule was broken is in [`super::problem`].

use super::rule_xform::with_xform_rules;

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
            /// A rule whose breach ODK's own engine lets pass: the form opens, and somebody will
            /// stumble. It speaks and is named as the rule within.
            Tolerated(Box<Rule>),
        }

        impl Rule {
            /// The stable code.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name $(($($arg),+))? $({$($field),+})? => {
                    $($(let _ = $arg;)+)? $($(let _ = $field;)+)?
                    $code
                })+
                Self::Tolerated(rule) => rule.code() }
            }

            /// The rule and what to do, in `id` or `en` (any other language reads English).
            #[must_use]
            pub fn message(&self, lang: &str) -> String {
                let id = lang == "id";
                match self { $(Self::$name $(($($arg),+))? $({$($field),+})? =>
                    if id { format!($id) } else { format!($en) },)+
                    Self::Tolerated(rule) => rule.message(lang) }
            }
        }
    };
}

with_xform_rules! {
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
    // Of sheets only: an XForm cannot break these.
    /// A Markdown text without tables.
    NotTables => "not_tables",
        "there is no table of a form in this text. Begin one with the line | survey |",
        "tidak ada tabel formulir dalam teks ini. Mulai dengan baris | survey |";
    /// A sheet that is called almost like one that is missing.
    SheetTypo { found: String, meant: &'static str } => "sheet_typo",
        "the sheet \"{found}\" is not read. If it is meant to be \"{meant}\", rename it; else put \"_\" before its name",
        "lembar \"{found}\" tidak dibaca. Kalau maksudnya \"{meant}\", ganti namanya; kalau bukan, awali namanya dengan \"_\"";
    /// A sheet that is known and not read.
    SheetNotRead(name: &'static str) => "sheet_not_read",
        "the sheet \"{name}\" is not read. Nothing needs to be done",
        "lembar \"{name}\" tidak dibaca. Tidak perlu melakukan apa-apa";
    /// Two spellings of one column.
    SameColumn { name: String, other: String } => "same_column",
        "\"{name}\" is the same column as \"{other}\". Delete one",
        "\"{name}\" adalah kolom yang sama dengan \"{other}\". Hapus salah satu";
    /// One of two columns of one meaning is passed over.
    UnreadColumn { name: String, other: String } => "unread_column",
        "\"{name}\" is not read because there is \"{other}\". Delete it",
        "\"{name}\" tidak dibaca karena ada \"{other}\". Hapus";
    /// A value below no header, where that cannot be meant.
    NamelessColumn => "nameless_column",
        "the cell stands in a column without a name. Write the name into the first row",
        "sel ini ada di kolom tanpa nama. Tulis namanya di baris pertama";
    /// A value below no header.
    UnreadCell => "unread_cell",
        "the cell is not read because its column has no name. Name the column or clear the cell",
        "sel ini tidak dibaca karena kolomnya tanpa nama. Beri nama kolom atau kosongkan sel";
    /// A row that is switched off.
    Disabled => "disabled",
        "the column disabled is no longer part of XLSForm. Use relevant",
        "kolom disabled bukan lagi bagian XLSForm. Pakai relevant";
    /// A row without type, name and label.
    RowSkipped => "row_skipped",
        "the row has no type and is passed over. Clear it, or fill in its type",
        "baris ini tanpa jenis dan dilewati. Kosongkan, atau isi jenisnya";
    /// A type that is not one, but almost.
    UnknownTypeLike { name: String, like: &'static str } => "unknown_type",
        "\"{name}\" is not a question type. Did you mean \"{like}\"?",
        "\"{name}\" bukan jenis pertanyaan. Maksudnya \"{like}\"?";
    /// A name that no question has, but almost.
    UnknownReferenceLike { name: String, like: String } => "unknown_reference",
        "no question is named \"{name}\". Did you mean \"{like}\"?",
        "tidak ada pertanyaan bernama \"{name}\". Maksudnya \"{like}\"?";
    /// A reference that is not closed or not a name.
    BadReference => "bad_reference",
        "a reference is written ${{name}}, with one name of the survey in it. Correct it",
        "rujukan ditulis ${{nama}}, dengan satu nama dari survey di dalamnya. Betulkan";
    /// A name that the form needs for itself.
    ReservedName(name: String) => "reserved_name",
        "the name \"{name}\" is kept for the form itself. Give it another name",
        "nama \"{name}\" dipakai oleh formulir itu sendiri. Beri nama lain";
    /// Two names that differ in capital letters only.
    AlmostSameName(name: String) => "almost_same_name",
        "another name differs from \"{name}\" in capital letters only. Some programs mix them up: rename one",
        "ada nama lain yang beda dari \"{name}\" hanya huruf besarnya. Sebagian program mencampurnya: ganti salah satu";
    /// A repeat that nobody can tell from others.
    RepeatWithoutLabel => "repeat_without_label",
        "the repeat has no label. Write what is added",
        "pengulangan ini tanpa label. Tulis apa yang ditambahkan";
    /// A calculation without a calculation.
    MissingCalculation => "missing_calculation",
        "a calculate needs a calculation. Fill it in",
        "calculate memerlukan calculation. Isilah";
    /// Parameters that are not pairs.
    BadParameters => "bad_parameters",
        "parameters are written key=value, with blanks between them. Correct them",
        "parameters ditulis kunci=nilai, dipisah spasi. Betulkan";
    /// A parameter that the type does not have.
    UnknownParameter { name: String, known: String } => "unknown_parameter",
        "this type has no parameter \"{name}\". It takes: {known}",
        "jenis ini tidak punya parameter \"{name}\". Yang ada: {known}";
    /// A parameter whose value cannot be.
    BadParameter { name: &'static str, expected: &'static str } => "bad_parameter",
        "the parameter {name} must be {expected}. Correct it",
        "parameter {name} harus: {expected}. Betulkan";
    /// Ticks that the appearance cannot show.
    NoTicksHere => "no_ticks_here",
        "ticks and placeholders need no appearance, or vertical or no-ticks. Remove one or the other",
        "tick dan placeholder memerlukan appearance kosong, vertical atau no-ticks. Hapus salah satunya";
    /// A filter where none is read.
    NoFilterHere => "no_filter_here",
        "or_other and table-list do not go with a choice_filter. Remove one or the other",
        "or_other dan table-list tidak bisa bersama choice_filter. Hapus salah satunya";
    /// A table of selects over two lists.
    MixedTable { list: String, other: String } => "mixed_table",
        "all questions of a table-list use one list: here are \"{list}\" and \"{other}\". Split the table",
        "semua pertanyaan table-list memakai satu daftar: di sini \"{list}\" dan \"{other}\". Pecah tabelnya";
    /// A list that is a file must say so.
    FileEnding(name: String) => "file_ending",
        "\"{name}\" must end in .csv, .xml or .geojson. Correct the file's name",
        "\"{name}\" harus berakhiran .csv, .xml atau .geojson. Betulkan nama berkasnya";
    /// A list of external choices that is not filtered.
    ExternalWithoutFilter => "external_without_filter",
        "select_one_external is meant for filtered lists. Add a choice_filter, or use select_one",
        "select_one_external untuk daftar yang disaring. Tambahkan choice_filter, atau pakai select_one";
    /// A choice without words.
    ChoiceWithoutLabel => "choice_without_label",
        "the choice has no label. Write what people shall read",
        "pilihan ini tanpa label. Tulis apa yang dibaca orang";
    /// A column of choices that cannot be an element.
    ColumnNotName(name: String) => "column_not_name",
        "the column \"{name}\" is passed over: its name must not hold blanks or signs. Rename it",
        "kolom \"{name}\" dilewati: namanya tidak boleh berisi spasi atau tanda. Ganti namanya";
    /// A place that is recorded without being asked for needs a moment.
    NeedsTrigger => "needs_trigger",
        "background-geopoint needs a trigger. Name the question in the column trigger",
        "background-geopoint memerlukan trigger. Sebut pertanyaannya di kolom trigger";
    /// A place is not calculated.
    NoCalculationHere => "no_calculation_here",
        "background-geopoint cannot have a calculation. Clear the cell",
        "background-geopoint tidak boleh punya calculation. Kosongkan selnya";
    /// What nobody sees cannot trigger anything.
    UnseenTrigger(name: String) => "unseen_trigger",
        "\"{name}\" is never shown, so it cannot trigger anything. Name a question that people answer",
        "\"{name}\" tidak pernah ditampilkan, jadi tidak bisa menjadi trigger. Sebut pertanyaan yang dijawab orang";
    /// A large picture without the small one.
    BigImageAlone => "big_image_alone",
        "a big-image needs an image beside it. Add the column image",
        "big-image memerlukan image di sampingnya. Tambahkan kolom image";
    /// A kind of file that labels do not have.
    BadMedia(kind: String) => "bad_media",
        "\"{kind}\" is none of image, big-image, audio, video. Correct the column",
        "\"{kind}\" bukan image, big-image, audio atau video. Betulkan kolomnya";
    /// Two files or lists under one name.
    InstanceClash(name: String) => "instance_clash",
        "two different lists or files would both be called \"{name}\". Rename one",
        "dua daftar atau berkas berbeda akan sama-sama bernama \"{name}\". Ganti nama salah satu";
    /// A file cannot be searched.
    SearchFile => "search_file",
        "search() needs a list of the sheet choices. Remove search(), or change the type",
        "search() memerlukan daftar dari lembar choices. Hapus search(), atau ganti jenisnya";
    /// A list that is searched cannot be used otherwise.
    SearchShared(list: String) => "search_shared",
        "another question uses the list \"{list}\" without search(). Use search() in both, or two lists",
        "pertanyaan lain memakai daftar \"{list}\" tanpa search(). Pakai search() di keduanya, atau dua daftar";
    /// Encryption without an id.
    EncryptionNeedsId => "encryption_needs_id",
        "a form with a public_key must keep its instanceID. Clear omit_instanceID",
        "formulir dengan public_key harus punya instanceID. Kosongkan omit_instanceID";
    /// The audit log has one name.
    AuditName => "audit_name",
        "an audit is always named audit. Clear the name",
        "audit selalu bernama audit. Kosongkan namanya";
    /// A loop over nothing.
    LoopWithoutList => "loop_without_list",
        "a loop is written begin_loop over LIST, with a list of the sheet choices. Correct it",
        "loop ditulis begin_loop over DAFTAR, dengan daftar dari lembar choices. Betulkan";
    /// What phones no longer tell.
    OldPhoneProperty(name: String) => "old_phone_property",
        "most phones no longer tell {name}: it will be blank. Do without it",
        "kebanyakan HP tidak lagi memberi {name}: isinya akan kosong. Hindari";
    /// A prefix that stands for nothing.
    UndeclaredPrefix(prefix: String) => "undeclared_prefix",
        "the prefix \"{prefix}:\" is not declared. Add it to the setting namespaces, or correct the column",
        "awalan \"{prefix}:\" belum dinyatakan. Tambahkan di setelan namespaces, atau betulkan kolomnya";
    /// A language lacks a column that another has.
    MissingLanguage { column: String, lang: String } => "missing_language",
        "there is no column {column} in the language \"{lang}\". Add it",
        "tidak ada kolom {column} dalam bahasa \"{lang}\". Tambahkan";
    /// A language that phones cannot choose by itself.
    LanguageWithoutCode(lang: String) => "language_without_code",
        "the language \"{lang}\" has no code. Write it as in \"Bahasa Indonesia (id)\"",
        "bahasa \"{lang}\" tanpa kode. Tulis seperti \"Bahasa Indonesia (id)\"";
    /// The words of or_other stay English.
    OtherUntranslated => "other_untranslated",
        "or_other brings English words in every language. Write the choice and its question yourself",
        "or_other membawa kata bahasa Inggris di semua bahasa. Tulis sendiri pilihan dan pertanyaannya";
    /// A column that entities do not have.
    EntityColumn(name: String) => "entity_column",
        "the sheet entities has no column \"{name}\". Delete it or correct its name",
        "lembar entities tidak punya kolom \"{name}\". Hapus atau betulkan namanya";
    /// A list or property of entities that cannot be called that.
    BadEntityName(name: String) => "bad_entity_name",
        "\"{name}\" cannot be the name of a list or property of entities. Not name or label, no \"__\" first, no \".\", one \"#\" at most",
        "\"{name}\" tidak bisa menjadi nama daftar atau sifat entity. Bukan name atau label, tanpa awalan \"__\", tanpa \".\", paling banyak satu \"#\"";
    /// An update of nobody knows what.
    EntityNeedsId => "entity_needs_id",
        "update_if needs an entity_id. Fill it in, or use create_if",
        "update_if memerlukan entity_id. Isilah, atau pakai create_if";
    /// Create or update: when which?
    EntityNeedsUpdateIf => "entity_needs_update_if",
        "entity_id with create_if needs an update_if too. Fill it in, or clear entity_id",
        "entity_id dengan create_if memerlukan update_if juga. Isilah, atau kosongkan entity_id";
    /// An entity that nobody can tell from others.
    EntityNeedsLabel => "entity_needs_label",
        "a new entity needs a label. Fill it in",
        "entity baru memerlukan label. Isilah";
    /// Saving without a list to save into.
    SaveWithoutEntities => "save_without_entities",
        "save_to needs a sheet entities with a list. Add it",
        "save_to memerlukan lembar entities dengan daftar. Tambahkan";
    /// Several lists: which one?
    SaveNeedsList => "save_needs_list",
        "there are several entity lists. Write save_to as LIST#PROPERTY",
        "ada beberapa daftar entity. Tulis save_to sebagai DAFTAR#SIFAT";
    /// A list that the sheet entities does not have.
    UnknownEntityList(name: String) => "unknown_entity_list",
        "there is no entity list \"{name}\". Correct the name, or add it to the sheet entities",
        "tidak ada daftar entity \"{name}\". Betulkan namanya, atau tambahkan di lembar entities";
    /// Groups have no value.
    SaveOfGroup => "save_of_group",
        "a group or repeat cannot be saved as a property. Clear save_to here",
        "kelompok atau pengulangan tidak bisa disimpan sebagai sifat. Kosongkan save_to di sini";
    /// An entity reaches over the border of a repeat.
    EntityScope(list: String) => "entity_scope",
        "the entity \"{list}\" would read or save in two different repeats. Keep to one of them",
        "entity \"{list}\" akan membaca atau menyimpan di dua pengulangan berbeda. Cukup salah satunya";
    /// More entities than groups to hold them.
    EntityNoRoom { first: u32 } => "entity_no_room",
        "its place is taken by the entity in row {first}. Put what each saves into a group of its own",
        "tempatnya dipakai entity di baris {first}. Taruh yang disimpan masing-masing dalam kelompok sendiri";
}

impl Rule {
    /// Is it about the writing of a formula, whatever the rest of the form is like?
    pub(super) fn is_of_formulas(&self) -> bool {
        matches!(
            self,
            Self::Expected { .. }
                | Self::BadCharacter(_)
                | Self::OpenText
                | Self::ExpressionTooLarge
                | Self::UnknownFunction(_)
                | Self::WrongArity { .. }
                | Self::WrongArgument { .. }
        )
    }

    /// Does it leave the form usable, although it is of sheets?
    pub(super) fn is_remark_on_sheets(&self) -> bool {
        matches!(
            self,
            Self::SheetTypo { .. }
                | Self::SheetNotRead(_)
                | Self::UnreadColumn { .. }
                | Self::UnreadCell
                | Self::Disabled
                | Self::RowSkipped
                | Self::AlmostSameName(_)
                | Self::RepeatWithoutLabel
                | Self::ExternalWithoutFilter
                | Self::ChoiceWithoutLabel
                | Self::ColumnNotName(_)
                | Self::OldPhoneProperty(_)
                | Self::MissingLanguage { .. }
                | Self::LanguageWithoutCode(_)
                | Self::OtherUntranslated
        )
    }
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
