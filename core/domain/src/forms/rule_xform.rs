//! The rules that only an XForm can break, with their words: rows of the table in [`super::rule`].

/// Makes the table of all rules: these, and those that follow.
macro_rules! with_xform_rules {
    ($($rest:tt)*) => {
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
            $($rest)*
        }
    };
}

pub(super) use with_xform_rules;
