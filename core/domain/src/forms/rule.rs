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

rules! {
    /// The text is not well-formed XML.
    NotXml(what: String) => "not_xml",
        "this is not readable XML: {what}. Correct it here",
        "ini bukan XML yang dapat dibaca: {what}. Betulkan di sini";
    /// There is no primary instance.
    NoInstance => "no_instance",
        "the form has no model with an instance. Add <model><instance>…",
        "formulir tidak punya model dengan instance. Tambahkan <model><instance>…";
    /// A second model.
    SecondModel => "second_model",
        "only the first model is read. Delete this one",
        "hanya model pertama yang dibaca. Hapus yang ini";
    /// Something in the model that no model has.
    UnknownInModel(name: String) => "unknown_in_model",
        "\"{name}\" does not belong in a model. Delete it or correct its name",
        "\"{name}\" tidak ada tempatnya di model. Hapus atau betulkan namanya";
    /// An element of the body that no form has.
    UnknownInBody(name: String) => "unknown_in_body",
        "the element \"{name}\" is passed over; only what is in it is read. Check its spelling",
        "elemen \"{name}\" dilewati; hanya isinya yang dibaca. Periksa ejaannya";
    /// An element where it may not stand.
    Misplaced(name: String) => "misplaced",
        "\"{name}\" may not stand here. Move it",
        "\"{name}\" tidak boleh di sini. Pindahkan";
    /// An instance with several roots.
    ManyRoots => "many_roots",
        "an instance holds exactly one element. Put the others into it",
        "instance berisi tepat satu elemen. Masukkan yang lain ke dalamnya";
    /// An attribute that must be there.
    MissingAttribute { element: String, attribute: &'static str } => "missing_attribute",
        "{element} needs the attribute {attribute}. Add it",
        "{element} memerlukan atribut {attribute}. Tambahkan";
    /// An expression where only a path may stand.
    NotAPath(text: String) => "not_a_path",
        "\"{text}\" is not the path of a node. Write a path such as /data/a",
        "\"{text}\" bukan jalur ke simpul. Tulis jalur seperti /data/a";
    /// A path that leads nowhere, where it must lead somewhere.
    MissingNode(path: String) => "missing_node",
        "the instance has no node {path}. Correct the path or add the node",
        "instance tidak punya simpul {path}. Betulkan jalurnya atau tambahkan simpulnya";
    /// A path in an expression that leads nowhere.
    UnknownPath(path: String) => "unknown_path",
        "the path {path} leads nowhere and is always blank. Correct it",
        "jalur {path} tidak menuju ke mana pun dan selalu kosong. Betulkan";
    /// Two binds of one id.
    DuplicateBindId(name: String) => "duplicate_bind_id",
        "another bind has the id \"{name}\" too. Give it another one",
        "bind lain juga punya id \"{name}\". Beri id lain";
    /// A bind id that no bind has.
    UnknownBindId(name: String) => "unknown_bind_id",
        "no bind has the id \"{name}\". Correct it, or use ref",
        "tidak ada bind dengan id \"{name}\". Betulkan, atau pakai ref";
    /// A second bind for a node.
    SecondBind(path: String) => "second_bind",
        "{path} has a bind already; what this one says replaces it. Put both into one",
        "{path} sudah punya bind; isi bind ini menggantikannya. Gabungkan keduanya";
    /// A data type that is not one.
    UnknownDataType(name: String) => "unknown_data_type",
        "\"{name}\" is not a data type; values are kept as text. Check its spelling",
        "\"{name}\" bukan tipe data; nilai disimpan sebagai teks. Periksa ejaannya";
    /// A repeat of the whole form.
    RepeatOfForm => "repeat_of_form",
        "the form itself cannot repeat. Repeat a group in it",
        "formulir itu sendiri tidak bisa berulang. Ulangi kelompok di dalamnya";
    /// Relevance of the whole form.
    RelevanceOfForm => "relevance_of_form",
        "the form itself cannot be hidden. Put relevant on a group in it",
        "formulir itu sendiri tidak bisa disembunyikan. Taruh relevant pada kelompok di dalamnya";
    /// A control in a repeat whose node is elsewhere.
    OutsideRepeat { path: String, repeat: String } => "outside_repeat",
        "{path} stands in the repeat {repeat} but its node does not. Move one of them",
        "{path} ada di dalam ulangan {repeat} tetapi simpulnya tidak. Pindahkan salah satu";
    /// A control whose node lies in a repeat that is not around the control.
    InsideRepeat { path: String, repeat: String } => "inside_repeat",
        "the node {path} lies in the repeat {repeat}, but what shows it does not. Move it there",
        "simpul {path} ada di ulangan {repeat}, tetapi yang menampilkannya tidak. Pindahkan ke sana";
    /// Two templates of a repeat.
    SecondTemplate(name: String) => "second_template",
        "\"{name}\" has a template already. Delete one",
        "\"{name}\" sudah punya templat. Hapus salah satu";
    /// A template of what does not repeat.
    UselessTemplate(name: String) => "useless_template",
        "\"{name}\" is a template but nothing repeats it. Delete jr:template or add a repeat",
        "\"{name}\" adalah templat tetapi tidak ada yang mengulanginya. Hapus jr:template atau tambahkan repeat";
    /// Nodes of one name side by side without a repeat.
    TwinNodes(name: String) => "twin_nodes",
        "several nodes are named \"{name}\" but nothing repeats them; only the first is used. Rename the others",
        "beberapa simpul bernama \"{name}\" tetapi tidak ada yang mengulanginya; hanya yang pertama dipakai. Ganti nama yang lain";
    /// A select without choices.
    NoChoices => "no_choices",
        "this question has no choices. Add them",
        "pertanyaan ini tidak punya pilihan. Tambahkan";
    /// A select with its own choices and an itemset.
    ChoicesTwice => "choices_twice",
        "this question has choices of its own and an itemset. Delete one of the two",
        "pertanyaan ini punya pilihan sendiri dan itemset. Hapus salah satu";
    /// A part of an item or itemset that must be there.
    MissingPart(name: &'static str) => "missing_part",
        "{name} is missing or empty. Add it",
        "{name} tidak ada atau kosong. Tambahkan";
    /// A function around the nodes of an itemset.
    OnlyRandomize => "only_randomize",
        "choices are a path, alone or in randomize(). Write the path",
        "pilihan adalah jalur, sendiri atau dalam randomize(). Tulis jalurnya";
    /// An instance that nobody wrote.
    UnknownInstance(name: String) => "unknown_instance",
        "there is no instance \"{name}\". Add it or correct the name",
        "tidak ada instance \"{name}\". Tambahkan atau betulkan namanya";
    /// Two instances of one id.
    DuplicateInstance(name: String) => "duplicate_instance",
        "another instance has the id \"{name}\" too; the last one counts. Rename one",
        "instance lain juga punya id \"{name}\"; yang terakhir berlaku. Ganti nama salah satu";
    /// An address that no client reads.
    InstanceAddress(src: String) => "instance_address",
        "the address \"{src}\" is not read and the instance is blank. Use jr://file/… or jr://file-csv/…",
        "alamat \"{src}\" tidak dibaca dan instance kosong. Pakai jr://file/… atau jr://file-csv/…";
    /// A reference to a text that is not one.
    BadTextReference(text: String) => "bad_text_reference",
        "\"{text}\" does not name a text. Write jr:itext('id')",
        "\"{text}\" tidak menyebut teks. Tulis jr:itext('id')";
    /// A text that the default language does not have.
    MissingText { name: String, lang: String } => "missing_text",
        "the text \"{name}\" is missing in the default language \"{lang}\". Add it",
        "teks \"{name}\" tidak ada dalam bahasa utama \"{lang}\". Tambahkan";
    /// A text that only another language has.
    StrayText { name: String, lang: String } => "stray_text",
        "the text \"{name}\" is in \"{lang}\" but not in the default language; phones fail when the language is changed. Add it there",
        "teks \"{name}\" ada dalam \"{lang}\" tetapi tidak dalam bahasa utama; HP gagal saat bahasa diganti. Tambahkan di sana";
    /// Texts without a language.
    NoTranslations => "no_translations",
        "itext holds no translation. Add one or delete itext",
        "itext tidak berisi terjemahan. Tambahkan satu atau hapus itext";
    /// A language that stands twice.
    DuplicateTranslation(name: String) => "duplicate_translation",
        "the language \"{name}\" stands twice. Put both into one",
        "bahasa \"{name}\" ada dua kali. Gabungkan keduanya";
    /// A second default language.
    SecondDefault => "second_default",
        "another translation is the default already. Keep one",
        "terjemahan lain sudah menjadi bahasa utama. Sisakan satu";
    /// A text that stands twice.
    DuplicateText { name: String, form: String } => "duplicate_text",
        "the text \"{name}\" has two values {form}. Delete one",
        "teks \"{name}\" punya dua isi {form}. Hapus salah satu";
    /// A bound of a range that is no number.
    BadRange { name: &'static str, text: String } => "bad_range",
        "{name} of the range is \"{text}\", which is no number. Correct it",
        "{name} dari rentang adalah \"{text}\", bukan angka. Betulkan";
    /// An event that is not one.
    BadEvent(text: String) => "bad_event",
        "\"{text}\" is not an event. Use odk-instance-first-load, odk-instance-load, xforms-value-changed or odk-new-repeat",
        "\"{text}\" bukan kejadian. Pakai odk-instance-first-load, odk-instance-load, xforms-value-changed atau odk-new-repeat";
    /// An action for a new row outside every control.
    NewRowOutside => "new_row_outside",
        "odk-new-repeat belongs inside the repeat. Move the action there",
        "odk-new-repeat tempatnya di dalam repeat. Pindahkan aksinya ke sana";
    /// An action that nobody runs.
    IgnoredAction => "ignored_action",
        "an action in a group is never run. Move it into a question, a repeat or the model",
        "aksi di dalam kelompok tidak pernah dijalankan. Pindahkan ke pertanyaan, repeat atau model";
    /// A value for a group.
    ActionOnGroup(path: String) => "action_on_group",
        "{path} is a group and takes no value. Name a question in it",
        "{path} adalah kelompok dan tidak menerima nilai. Sebut pertanyaan di dalamnya";
    /// Something of XPath that ODK's engine refuses.
    NotInOdk(what: String) => "not_in_odk",
        "{what} is part of XPath, but no ODK phone knows it. Write it another way",
        "{what} ada di XPath, tetapi tidak dikenal HP ODK mana pun. Tulis dengan cara lain";
    /// A variable.
    Variable(name: String) => "variable",
        "${name} is a variable, and forms have none. Name a question",
        "${name} adalah variabel, dan formulir tidak punya variabel. Sebut pertanyaan";
    /// An axis that is not one.
    UnknownAxis(name: String) => "unknown_axis",
        "there is no axis \"{name}::\". Check its spelling",
        "tidak ada sumbu \"{name}::\". Periksa ejaannya";
    /// A pattern that cannot be read.
    BadPattern(why: String) => "bad_pattern",
        "the pattern of regex() cannot be read: {why}. Correct it",
        "pola regex() tidak dapat dibaca: {why}. Betulkan";
    /// A question that is never asked.
    NeverAsked(name: String) => "never_asked",
        "\"{name}\" is never asked: its relevance is always false. Correct relevant or delete it",
        "\"{name}\" tidak pernah ditanyakan: relevant selalu salah. Betulkan relevant atau hapus";
    /// A form without an id for its submissions.
    NoInstanceId => "no_instance_id",
        "the instance has no meta/instanceID; servers tell submissions apart by it. Add one",
        "instance tidak punya meta/instanceID; server membedakan kiriman dengannya. Tambahkan";
    /// A form without an id.
    NoFormId => "no_form_id",
        "the form has no id. Add the attribute id to the root of the instance",
        "formulir tidak punya id. Tambahkan atribut id pada akar instance";
    /// A name that other programs cut.
    LongName(name: String) => "long_name",
        "the name \"{name}\" is longer than 32 letters; statistics programs cut it. Shorten it",
        "nama \"{name}\" lebih dari 32 huruf; program statistik memotongnya. Pendekkan";
    /// An appearance that nobody knows.
    UnknownAppearance { name: String, near: String } => "unknown_appearance",
        "no client knows the appearance \"{name}\".{near} It is shown plainly",
        "tidak ada klien yang mengenal tampilan \"{name}\".{near} Ditampilkan biasa";
    /// An appearance of another type of question.
    AppearanceMisfit { name: String, kind: &'static str } => "appearance_misfit",
        "the appearance \"{name}\" does nothing for {kind}. Delete it",
        "tampilan \"{name}\" tidak berpengaruh pada {kind}. Hapus";
    /// A parameter that nobody reads.
    UnreadParameter { name: String, near: String } => "unread_parameter",
        "nothing reads the parameter \"{name}\".{near} Delete it or correct its name",
        "tidak ada yang membaca parameter \"{name}\".{near} Hapus atau betulkan namanya";
    /// A question that seems to be about a person, open to all readers.
    PersonalHint(name: String) => "personal_hint",
        "\"{name}\" seems to ask about a person, and all readers of the record see the answer. If so, write yes in bind::saksi:personal",
        "\"{name}\" tampaknya menanyakan data pribadi, dan semua pembaca laporan melihat jawabannya. Kalau benar, tulis yes di bind::saksi:personal";
    /// Something that only one client knows.
    OneClient { what: String, client: &'static str } => "one_client",
        "{what} works in {client} only. Elsewhere the question is shown plainly or stays empty",
        "{what} hanya jalan di {client}. Di tempat lain pertanyaan ditampilkan biasa atau kosong";
    /// A text that only says that it is missing.
    DashText { lang: String } => "dash_text",
        "the text in \"{lang}\" is only \"-\", which stands for a missing one. Translate it",
        "teks dalam \"{lang}\" hanya \"-\", tanda teks yang tidak ada. Terjemahkan";
    /// A choice code with blanks or quotes.
    CodeWithBlank(name: String) => "code_with_blank",
        "the code \"{name}\" holds a blank or a quote; answers of several choices are parted by blanks. Use \"_\" instead",
        "kode \"{name}\" berisi spasi atau tanda kutip; jawaban beberapa pilihan dipisah spasi. Pakai \"_\"";
    /// Two choices of one code.
    TwinCode(name: String) => "twin_code",
        "another choice has the code \"{name}\" too; the first is taken. Change one",
        "pilihan lain juga punya kode \"{name}\"; yang pertama dipakai. Ubah salah satu";
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
