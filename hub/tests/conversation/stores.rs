//! The hub's stores keep the contracts that memory and the phone keep too.

use std::cell::Cell;

use saksi_domain::testing::contract;
use saksi_hub::store::{BlobFiles, SqliteStore};

/// Gives each store a file name of its own.
fn numbered(folder: &std::path::Path) -> impl Fn() -> std::path::PathBuf {
    let (folder, next) = (folder.to_owned(), Cell::new(0));
    move || {
        next.set(next.get() + 1);
        folder.join(next.get().to_string())
    }
}

#[test]
fn sqlite_keeps_the_contract_of_entries() {
    let folder = tempfile::tempdir().unwrap();
    let path = numbered(folder.path());
    contract::entry_store_suite(|| SqliteStore::open(&path(), contract::PROJECT).unwrap());
    let path = path();
    let store = SqliteStore::open(&path, contract::PROJECT).unwrap();
    contract::entry_store_reopens(store, |store| {
        drop(store);
        SqliteStore::open(&path, contract::PROJECT).unwrap()
    });
}

#[test]
fn blob_files_keep_the_contract_of_blobs() {
    let folder = tempfile::tempdir().unwrap();
    let path = numbered(folder.path());
    contract::blob_store_suite(|| BlobFiles::open(&path()).unwrap());
}
