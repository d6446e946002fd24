//! Texts that a person is writing and that are no answer yet, such as a reason: the phone may end the
//! app in the middle of one. They lie in the encrypted database and are never sent.

use super::Field;
use crate::error::DeviceError;

fn state_of(name: &str) -> String {
    format!("jotted/{name}")
}

impl Field {
    /// Keeps a text under a name, in place of the one before; `None` forgets it.
    ///
    /// # Errors
    /// [`DeviceError::Store`].
    pub fn jot(&self, name: &str, text: Option<&str>) -> Result<(), DeviceError> {
        Ok(self.project.store.set_state(&state_of(name), text.map(str::as_bytes))?)
    }

    /// The text that was kept last under this name.
    ///
    /// # Errors
    /// [`DeviceError::Store`].
    pub fn jotted(&self, name: &str) -> Result<Option<String>, DeviceError> {
        let kept = self.project.store.state(&state_of(name))?;
        Ok(kept.and_then(|bytes| String::from_utf8(bytes).ok()))
    }
}
