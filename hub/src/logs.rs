//! Structured logs: one JSON line per request, without bodies, tokens or members.

use tracing_subscriber::EnvFilter;

/// Writes log lines as JSON to standard error; `RUST_LOG` filters, `info` otherwise.
///
/// Call it once, in the program that runs the hub. A second call changes nothing.
pub fn to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt().json().with_env_filter(filter);
    drop(subscriber.with_writer(std::io::stderr).try_init());
}
