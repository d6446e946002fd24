//! Domain types as Kotlin sees them: mirrored here once, so that the domain knows nothing of
//! uniffi. An id crosses as its hex text, which Kotlin can print, compare and put into a URI.

use saksi_domain::journal::EntryId;

use crate::error::FieldError;

uniffi::custom_type!(EntryId, String, {
    remote,
    try_lift: |text| text.parse().map_err(|e| FieldError::from(e).into()),
    lower: |id| id.to_string(),
});
