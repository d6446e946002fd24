//! Every effect a phone has: keys, the encrypted store, the network, and one facade over them.
//!
//! Deciding is in [`saksi_domain`]; here it is done. Read [`field`] first: the [`Field`] is what
//! the app (through ffi) and the command line use. Under it: [`vault`] (the master key), [`store`]
//! (SQLCipher and sealed files), [`lists`] (large lists for forms), [`writer`] (the phone's own log), [`net`] and [`sync`].
//! Blocking throughout; one current-thread runtime lives inside [`net`].

pub mod env;
mod error;
pub mod field;
pub mod lists;
pub mod net;
mod profile;
pub mod project;
pub mod store;
pub mod sync;
pub mod vault;
pub mod writer;

pub use error::{Advice, DeviceError};
pub use field::Field;
