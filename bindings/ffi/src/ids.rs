//! Identifiers as Kotlin sees them: hex text, which it can print, compare and put into a URI.
//! Mirrored here once, so that the domain knows nothing of uniffi.

use saksi_device::field::{DraftId, SealId};
use saksi_domain::journal::{Cid, Digest, EntryId, MemberId, ProjectId, Role, RowId, ScopeLabel};

use crate::error::FieldError;

macro_rules! hex_text {
    ($($id:ident),*) => {$(
        uniffi::custom_type!($id, String, {
            remote,
            try_lift: |text| text.parse().map_err(|e| FieldError::from(e).into()),
            lower: |id| id.to_string(),
        });
    )*};
}

hex_text!(EntryId, MemberId, ProjectId, ScopeLabel, Cid, Digest, RowId, DraftId);

// A capture is named like a member: sixteen bytes.
uniffi::custom_type!(SealId, String, {
    remote,
    try_lift: |text| Ok(SealId(text.parse::<MemberId>().map_err(FieldError::from)?.0)),
    lower: |id| id.to_string(),
});

// A role crosses as its code, for example `MON`.
uniffi::custom_type!(Role, String, {
    remote,
    try_lift: |code| Role::from_code(&code).ok_or_else(|| FieldError::unreadable("role").into()),
    lower: |role| role.code().to_owned(),
});

uniffi::custom_type!(usize, u64, {
    remote,
    try_lift: |count| Ok(usize::try_from(count)?),
    lower: |count| count as u64,
});
