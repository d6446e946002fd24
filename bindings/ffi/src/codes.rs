//! Coded reasons in words, both languages: the lists that acts' arguments name; and what can be heard.

use saksi_domain::journal::acts::codes::LISTS;
use saksi_domain::spoken;

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

/// One thing that the app can say in a recorded voice.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Prompt {
    /// Folder and code, such as `home/unsent`; a recording is called `KEY.LANGUAGE.ENDING`.
    pub key: String,
    /// What is to be said.
    pub words: CodeWords,
}

impl From<spoken::Prompt> for Prompt {
    fn from(prompt: spoken::Prompt) -> Self {
        let spoken::Prompt { coded, .. } = prompt;
        let words = CodeWords { id: coded.id.to_owned(), en: coded.en.to_owned() };
        Self { key: prompt.key(), words }
    }
}

/// Everything that the app can say, in the order in which somebody records it.
#[uniffi::export]
pub fn prompts() -> Vec<Prompt> {
    spoken::prompts().map(Prompt::from).collect()
}
