//! What SQLite and the file system say, as the few answers that a store gives.

use std::io;

use rusqlite::ErrorCode;
use saksi_domain::store::StoreError;

/// Names the cause without content: SQLite's messages may quote values, so they are left out.
pub(crate) fn sql(error: rusqlite::Error) -> StoreError {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::NotADatabase => StoreError::Key,
            ErrorCode::DatabaseCorrupt => StoreError::Corrupt("a page of the database".to_owned()),
            code => StoreError::Io(format!("sqlite {code:?} {}", failure.extended_code)),
        },
        rusqlite::Error::FromSqlConversionFailure(column, ..)
        | rusqlite::Error::InvalidColumnType(column, ..)
        | rusqlite::Error::IntegralValueOutOfRange(column, _) => {
            StoreError::Corrupt(format!("column {column} of a row"))
        }
        rusqlite::Error::QueryReturnedNoRows => StoreError::Corrupt("a row is missing".to_owned()),
        _ => StoreError::Io("sqlite".to_owned()),
    }
}

/// The same for files.
pub(crate) fn file(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        kind => StoreError::Io(format!("file: {kind:?}")),
    }
}
