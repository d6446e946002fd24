//! The database's schema, one numbered step after the other; a step is never changed.

use rusqlite::Connection;
use saksi_domain::store::StoreError;

use super::sql_error;

/// Step *n* takes the schema from version *n* to *n + 1*.
const STEPS: &[&str] = &["
    CREATE TABLE entry (
        id BLOB PRIMARY KEY,
        hub_index INTEGER UNIQUE,
        log BLOB NOT NULL,
        seq INTEGER NOT NULL,
        record BLOB NOT NULL,
        scope BLOB NOT NULL,
        cose BLOB NOT NULL,
        salt BLOB,
        body BLOB,
        recorded_ms INTEGER,
        seen_ms INTEGER,
        twin INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX entry_by_log ON entry (log, seq);
    CREATE INDEX entry_by_record ON entry (record);
    CREATE INDEX entry_by_scope ON entry (scope, record);
    CREATE TABLE checkpoint (
        size INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        time_ms INTEGER NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (size, epoch)
    );
    CREATE TABLE token (
        hash BLOB PRIMARY KEY,
        log BLOB NOT NULL,
        made_ms INTEGER NOT NULL
    );
    CREATE TABLE alarm (
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (kind, subject)
    );
    CREATE TABLE refused_blob (
        cid BLOB NOT NULL,
        entry BLOB NOT NULL,
        PRIMARY KEY (cid, entry)
    );
"];

/// Brings the schema up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let version = |c: &Connection| c.query_row("PRAGMA user_version", [], |row| row.get(0));
    let held: u32 = version(connection).map_err(sql_error)?;
    let newest = u32::try_from(STEPS.len()).expect("a handful of steps");
    if held > newest {
        return Err(StoreError::Newer(held));
    }
    for step in held..newest {
        let tx = connection.transaction().map_err(sql_error)?;
        tx.execute_batch(STEPS[step as usize]).map_err(sql_error)?;
        tx.pragma_update(None, "user_version", step + 1).map_err(sql_error)?;
        tx.commit().map_err(sql_error)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_program_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert_eq!(migrate(&mut connection), Err(StoreError::Newer(99)));
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }
}
