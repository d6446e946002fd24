//! The catalogue: which words of the app can be heard, by folder and code, with what is to be said.
//!
//! A code is the name of a file on somebody's desk and of a sound in a signed publication: it is
//! never renamed. Reasons are the lists that acts name, so a new reason can be heard too.

use crate::journal::acts::codes::{
    CodeList, Coded, NEEDS_MORE_REASON, REJECT_REASON, RETURN_REASON,
};

/// One thing that the app can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    /// The folder of its recordings: a list of the catalogue.
    pub folder: &'static str,
    /// Its code in that list, and the words to be said.
    pub coded: &'static Coded,
}

impl Prompt {
    /// Folder and code, for example `home/unsent`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.folder, self.coded.code)
    }
}

/// Every prompt, in the order in which somebody records them.
pub fn prompts() -> impl Iterator<Item = Prompt> {
    PROMPTS
        .iter()
        .flat_map(|list| list.codes.iter().map(|coded| Prompt { folder: list.name, coded }))
}

const fn say(code: &'static str, id: &'static str, en: &'static str) -> Coded {
    Coded { code, id, en }
}

/// The catalogue, folder by folder.
const PROMPTS: &[CodeList] =
    &[CONSENT, SAFETY, HOME, SYNC, ERROR, RETURN_REASON, NEEDS_MORE_REASON, REJECT_REASON];

/// What is asked before joining, one purpose each, in the words of the screen.
const CONSENT: CodeList = CodeList {
    name: "consent",
    codes: &[
        say(
            "collect",
            "Boleh kami mengumpulkan laporan Ibu/Bapak? Laporan disimpan tertutup di HP ini, lalu dikirim ke pusat. Boleh berhenti kapan saja. Jawab: Ya, Tidak, atau Tanya dulu.",
            "May we collect your reports? Reports are kept sealed on this phone, then sent to the hub. You may stop at any time. Answer: Yes, No, or Ask first.",
        ),
        say(
            "msf",
            "Boleh laporan diperlihatkan ke forum? Forum: warga, pemerintah dan perusahaan. Nama Ibu/Bapak tidak ditulis. Orang desa bisa menebak dari tempat dan waktu. Jawab: Ya, Tidak, atau Tanya dulu.",
            "May your reports be shown to the forum? The forum: residents, government and companies. Your name is not written. People of the village may guess from place and time. Answer: Yes, No, or Ask first.",
        ),
        say(
            "publish",
            "Boleh isi laporan diumumkan? Siapa saja bisa membacanya. Yang sudah diumumkan tidak bisa ditarik sepenuhnya. Jawab: Ya, Tidak, atau Tanya dulu.",
            "May your reports be made public? Anybody can read it then. What is public cannot be fully taken back. Answer: Yes, No, or Ask first.",
        ),
        say(
            "contact",
            "Boleh kami menghubungi Ibu/Bapak lagi? Hanya lewat aplikasi ini, untuk bertanya atau memberi kabar tentang laporan. Jawab: Ya, Tidak, atau Tanya dulu.",
            "May we contact you again? Only through this app, to ask or to tell you what happened to a report. Answer: Yes, No, or Ask first.",
        ),
    ],
};

/// What must be understood at once.
const SAFETY: CodeList = CodeList {
    name: "safety",
    codes: &[say(
        "stop",
        "Berhenti. Keluar dulu ke tempat aman. Tidak ada yang dicatat.",
        "Stop. First get out to a safe place. Nothing is recorded.",
    )],
};

/// What home says. Without figures: a recording cannot count.
const HOME: CodeList = CodeList {
    name: "home",
    codes: &[
        say(
            "new",
            "Mulai dari sini. Sebelum berangkat, ketuk Siap berangkat. Lalu pilih formulir.",
            "Begin here. Before you go, tap Ready to go. Then choose a form.",
        ),
        say(
            "nothing",
            "Belum ada laporan yang harus dikirim.",
            "There is no report that has to be sent.",
        ),
        say(
            "received",
            "Semua laporan sudah diterima pusat.",
            "The hub has received every report.",
        ),
        say(
            "unsent",
            "Ada yang belum terkirim. Kalau ada sinyal, ketuk Kirim sekarang, dan biarkan HP menyala.",
            "Something was not sent yet. Where there is a signal, tap Send now, and leave the phone on.",
        ),
        say(
            "drafts",
            "Ada laporan yang belum selesai. Ketuk untuk melanjutkan.",
            "There is a report that is not finished. Tap it to go on.",
        ),
        say(
            "returned",
            "Ada laporan yang dikembalikan. Betulkan dulu.",
            "A report came back. Correct it first.",
        ),
        say("news", "Ada kabar tentang laporan Ibu/Bapak.", "There is news about your reports."),
        say(
            "accepted",
            "Laporan diterima. Cukup, tidak perlu diulang. Terima kasih.",
            "The report was accepted. It is enough, no need to repeat it. Thank you.",
        ),
        say(
            "waits",
            "Menunggu pusat menerima HP ini. Sambungkan ke internet satu kali.",
            "Waiting for the hub to take in this phone. Connect to the internet once.",
        ),
    ],
};

/// How far sending is.
const SYNC: CodeList = CodeList {
    name: "sync",
    codes: &[
        say("running", "Sedang mengirim. Biarkan HP menyala.", "Sending now. Leave the phone on."),
        say("nothing", "Tidak ada yang menunggu dikirim.", "Nothing waits to be sent."),
        say(
            "received",
            "Ini jumlah laporan yang sudah diterima pusat, dengan tanda terima.",
            "This is how many reports the hub has received, with a receipt.",
        ),
        say(
            "refused",
            "Ada kiriman yang tidak diterima pusat. Sampaikan kodenya kepada petugas.",
            "The hub did not take something. Tell the officer its code.",
        ),
        say(
            "split",
            "Pusat memperlihatkan dua catatan yang berbeda. Sampaikan kepada petugas.",
            "The hub shows two different records. Tell the officer.",
        ),
    ],
};

/// What went wrong: by what to do about it, and those that a monitor meets by their own words.
const ERROR: CodeList = CodeList {
    name: "error",
    codes: &[
        say(
            "retry",
            "Belum berhasil. Tidak ada yang hilang. Coba lagi.",
            "It did not work yet. Nothing is lost. Try again.",
        ),
        say(
            "ask",
            "Ada yang harus dibetulkan dulu. Kalau ragu, tanya petugas.",
            "Something must be put right first. If in doubt, ask the officer.",
        ),
        say(
            "report",
            "Ada kesalahan di aplikasi ini. Sampaikan kodenya kepada petugas.",
            "Something is wrong in this app. Tell the officer the code.",
        ),
        say(
            "offline",
            "Tidak ada sinyal, atau pusat tidak menjawab. Laporan tetap tersimpan. Coba lagi nanti.",
            "There is no signal, or the hub does not answer. Reports stay on the phone. Try again later.",
        ),
        say(
            "store_full",
            "Penyimpanan HP penuh. Hapus berkas lain dulu.",
            "The phone is full. Delete other files first.",
        ),
        say(
            "not_yet_member",
            "Pusat belum menerima HP ini. Sambungkan ke internet satu kali.",
            "The hub has not taken in this phone yet. Connect to the internet once.",
        ),
        say(
            "evidence_altered",
            "Foto yang tersimpan tidak sama lagi. Petugas akan menghubungi.",
            "The stored photo is not the same any more. An officer will call.",
        ),
        say(
            "hub_untrusted",
            "Ini bukan pusat yang asli. Tidak ada yang dikirim. Sampaikan kepada petugas.",
            "This is not the real hub. Nothing was sent. Tell the officer.",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_prompt_has_a_key_of_its_own_that_can_be_a_file_name_and_words_in_both_languages() {
        let keys: BTreeSet<String> = prompts().map(|prompt| prompt.key()).collect();
        assert_eq!(keys.len(), prompts().count());
        for prompt in prompts() {
            let part = |text: &str| {
                text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && !text.is_empty()
            };
            assert!(part(prompt.folder) && part(prompt.coded.code), "{}", prompt.key());
            assert!(!prompt.coded.id.is_empty() && !prompt.coded.en.is_empty());
        }
    }

    #[test]
    fn every_reason_for_which_something_comes_back_can_be_heard() {
        for list in [RETURN_REASON, NEEDS_MORE_REASON, REJECT_REASON] {
            for coded in list.codes {
                assert!(prompts().any(|p| p.folder == list.name && p.coded == coded));
            }
        }
    }
}
