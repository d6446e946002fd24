//! A hint before a text goes out: does it name a person?
//!
//! Problem texts name institutions and offices, not people: naming people is what exposes a
//! reporter. This is a hint from titles and forms of address; it finds no name that stands bare,
//! and a person decides.

/// Forms of address after which a capitalised word is likely a person's name.
const ADDRESS: &[&str] = &[
    "bapak", "bpk", "bp", "pak", "ibu", "bu", "sdr", "sdri", "saudara", "saudari", "haji", "hajah",
    "h", "hj", "mr", "mrs", "ms", "teuku", "tgk", "cut", "andi", "ustaz", "keuchik", "oknum",
];

/// Words after a form of address that name an office and no person.
const OFFICES: &[&str] = &[
    "kepala",
    "bupati",
    "gubernur",
    "camat",
    "lurah",
    "direktur",
    "manajer",
    "ketua",
    "sekretaris",
    "menteri",
    "wali",
    "inspektur",
    "kabid",
    "kadis",
    "desa",
    "dinas",
    "kota",
];

/// Places in `text` (bytes) that may name a person.
#[must_use]
pub fn people_named(text: &str) -> Vec<std::ops::Range<usize>> {
    let words = words(text);
    let bare = |at: &std::ops::Range<usize>| {
        text[at.clone()].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let (title, name) = (&pair[0], &pair[1]);
        let capital = text[name.clone()].chars().next().is_some_and(char::is_uppercase);
        let addressed = ADDRESS.contains(&bare(title).as_str());
        if addressed && capital && !OFFICES.contains(&bare(name).as_str()) {
            found.push(title.start..name.end);
        }
    }
    found
}

fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let start_of_text = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - start_of_text;
            start..start + word.len()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_pointed_at_and_an_office_is_not() {
        let cases = [
            ("Dugaan: Pak Contoh menerima uang", Some("Pak Contoh")),
            ("Menurut Sdr. Contoh, papan tidak ada", Some("Sdr. Contoh,")),
            ("Bapak Kepala Dinas belum menjawab", None),
            ("Dinas ESDM Provinsi belum menjawab", None),
            ("air keruh di muara, kata ibu nelayan", None),
        ];
        for (text, expected) in cases {
            let found = people_named(text).into_iter().next().map(|r| &text[r]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
