//! Coded reasons in words, both languages: the lists that acts' arguments name.

use saksi_domain::journal::acts::codes::LISTS;

/// The words of a code that an act's argument names, for example a reason.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CodeWords {
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
}

/// The words of a code in a list, for example `blur` in `return_reason`; none for an unknown one.
#[uniffi::export]
pub fn code_words(list: &str, code: &str) -> Option<CodeWords> {
    let coded = LISTS.iter().find(|known| known.name == list)?.get(code)?;
    Some(CodeWords { id: coded.id.to_owned(), en: coded.en.to_owned() })
}
