//! What the app can say in a recorded voice: the one catalogue of prompts, and what a recording of
//! one is called and made of.
//!
//! The app, the command line and the core read the same list. Not here: recording and playing
//! (the app's), sealing and publishing (the device's).

mod prompts;
mod recording;

pub use prompts::{Prompt, prompts};
pub use recording::{ENDINGS, LANGUAGES, RecordingError, RecordingName, check_recording};
