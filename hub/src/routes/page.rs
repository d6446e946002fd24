//! `GET /`: one plain page for whoever opens the hub's address. No scripts, no personal data.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::blocking;
use crate::hub::Hub;
use crate::metrics::Sizes;
use crate::problem::{HubError, Language};
use crate::store::{Alarm, AlarmKind};

mod time;

const STYLE: &str = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;\
padding:1rem;color:#1b1b1b;background:#fff}dl{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);\
gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}code{overflow-wrap:anywhere}\
.alarm{border-left:.3rem solid #a30000;padding-left:.75rem}";

/// The page, Indonesian unless `?lang=en`.
pub(crate) async fn page(State(hub): State<Arc<Hub>>, uri: Uri) -> Result<Response, HubError> {
    let english = uri.query().is_some_and(|q| q.split('&').any(|pair| pair == "lang=en"));
    let language = if english { Language::English } else { Language::Indonesian };
    let html = blocking(&hub, move |hub| {
        let name = hub.journal().ledger().membership().name.clone();
        let seen = Seen {
            name,
            project: hub.project().to_string(),
            sizes: hub.sizes(),
            alarms: hub.alarms(),
        };
        Ok(render(&seen, language))
    })
    .await?;
    let mut headers = HeaderMap::new();
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    Ok((headers, Html(html)).into_response())
}

/// What the page shows.
struct Seen {
    name: String,
    project: String,
    sizes: Sizes,
    alarms: Vec<Alarm>,
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn render(seen: &Seen, language: Language) -> String {
    let say = |en: &'static str, id: &'static str| match language {
        Language::English => en,
        Language::Indonesian => id,
    };
    let sizes = &seen.sizes;
    let rows = [
        (say("Entries in the journal", "Catatan dalam jurnal"), sizes.entries.to_string()),
        (say("Devices with entries", "Perangkat yang mengirim catatan"), sizes.logs.to_string()),
        (say("Last checkpoint", "Titik periksa terakhir"), time::utc(sizes.checkpoint_ms)),
        (say("Checkpoints signed", "Titik periksa ditandatangani"), sizes.checkpoints.to_string()),
        (say("Epoch of the hub", "Masa (epoch) pusat"), sizes.epoch.to_string()),
        (say("Sealed files named", "Berkas tersegel disebut"), sizes.blobs.to_string()),
    ];
    let rows = rows
        .iter()
        .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", escape(name), escape(value)));
    let lang = say("en", "id");
    let other = say(
        "<a href=\"?lang=id\" hreflang=\"id\" lang=\"id\">Bahasa Indonesia</a>",
        "<a href=\"?lang=en\" hreflang=\"en\" lang=\"en\">English</a>",
    );
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Saksi · {name}</title><style>{STYLE}</style></head>\n<body>\
         <header><nav aria-label=\"{language}\">{other}</nav><h1>{name}</h1><p>{about}</p></header>\n\
         <main><section aria-labelledby=\"journal\"><h2 id=\"journal\">{journal}</h2>\
         <dl>{rows}</dl></section>\n{alarms}</main>\n\
         <footer><p>{project}: <code>{id}</code></p></footer></body></html>\n",
        name = escape(&seen.name),
        language = say("Language", "Bahasa"),
        about = say(
            "This hub keeps a signed journal of citizens' observations. It shows no personal data here.",
            "Pusat ini menyimpan jurnal bertanda tangan dari pengamatan warga. Tidak ada data pribadi di halaman ini.",
        ),
        journal = say("The journal", "Jurnal"),
        rows = rows.collect::<String>(),
        alarms = alarms(&seen.alarms, language),
        project = say("Project id", "Kode proyek"),
        id = escape(&seen.project),
    )
}

fn alarms(alarms: &[Alarm], language: Language) -> String {
    let (title, none) = match language {
        Language::English => ("Integrity alarms", "None."),
        Language::Indonesian => ("Peringatan keutuhan", "Tidak ada."),
    };
    let mut html = format!(
        "<section aria-labelledby=\"alarms\"><h2 id=\"alarms\">{title} ({})</h2>",
        alarms.len()
    );
    if alarms.is_empty() {
        html.push_str(&format!("<p>{none}</p></section>"));
        return html;
    }
    html.push_str("<ul>");
    for alarm in alarms {
        let subject = alarm.subject.get(..8).unwrap_or(&alarm.subject);
        let line = write!(
            html,
            "<li class=\"alarm\">{} <code>{}</code> ({})</li>",
            meaning(alarm.kind, language),
            escape(subject),
            time::utc(alarm.at_ms),
        );
        line.expect("a string takes any text");
    }
    html.push_str("</ul></section>");
    html
}

fn meaning(kind: AlarmKind, language: Language) -> &'static str {
    let (en, id) = match kind {
        AlarmKind::Twin => (
            "Two entries hold one place in a phone's log: a restored phone, or a stolen key.",
            "Dua catatan menempati satu tempat dalam rangkaian sebuah ponsel: ponsel dipulihkan, atau kunci dicuri.",
        ),
        AlarmKind::SplitView => (
            "A phone has seen a checkpoint that this journal never had.",
            "Sebuah ponsel pernah melihat titik periksa yang tidak pernah ada di jurnal ini.",
        ),
        AlarmKind::HubBehind => (
            "A phone says it holds a newer checkpoint than this hub: was a copy put back without restore?",
            "Sebuah ponsel menyatakan memegang titik periksa yang lebih baru daripada pusat ini: apakah salinan dipasang tanpa pemulihan?",
        ),
        AlarmKind::PlainDigest => (
            "A file is not the one that its entry describes; it was refused.",
            "Sebuah berkas bukan yang dijelaskan catatannya; berkas ditolak.",
        ),
    };
    match language {
        Language::English => en,
        Language::Indonesian => id,
    }
}
