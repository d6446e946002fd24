//! What a store must survive: wrong keys, damage, a full disk, a newer program.

use super::*;
use saksi_domain::journal::Cid;
use saksi_domain::store::{BlobStore as _, EntryStore as _};
use sha2::{Digest as _, Sha256};

fn made(dir: &Path) -> Store {
    let store = Store::create(dir, &[7; 32]).unwrap();
    store.set_state("project", Some(&[0; 32])).unwrap();
    for i in 0..200 {
        store.set_state(&format!("s{i}"), Some(&[i as u8; 500])).unwrap();
    }
    store
}

fn bytes_of(dir: &Path) -> Vec<u8> {
    std::fs::read(dir.join(DATABASE)).unwrap()
}

#[test]
fn what_was_stored_is_there_after_reopening_and_is_not_readable_without_the_key() {
    let dir = tempfile::tempdir().unwrap();
    drop(made(dir.path()));
    let store = Store::open(dir.path(), &[7; 32]).unwrap();
    assert_eq!(store.state("s199").unwrap(), Some(vec![199; 500]));
    store.check().unwrap();
    let bytes = bytes_of(dir.path());
    assert!(!bytes.windows(6).any(|w| w == b"SQLite"));
}

#[test]
fn a_wrong_key_is_told_and_nothing_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    drop(made(dir.path()));
    let before = bytes_of(dir.path());
    assert_eq!(Store::open(dir.path(), &[8; 32]).unwrap_err(), StoreError::Key);
    assert_eq!(bytes_of(dir.path()), before);
    assert!(Store::open(dir.path(), &[7; 32]).is_ok());
    assert!(Store::create(dir.path(), &[7; 32]).is_err(), "an existing store is not replaced");
}

#[test]
fn a_truncated_or_damaged_file_is_told_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    drop(made(dir.path()));
    let whole = bytes_of(dir.path());
    let path = dir.path().join(DATABASE);
    for keep in [0, 100, 4096, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..keep]).unwrap();
        let error = match Store::open(dir.path(), &[7; 32]) {
            Err(error) => error,
            Ok(store) => store.check().unwrap_err(),
        };
        assert!(matches!(error, StoreError::Corrupt(_) | StoreError::Key), "{keep}: {error:?}");
        assert_eq!(bytes_of(dir.path()).len(), keep, "nothing is repaired");
    }
    for at in (0..whole.len()).step_by(whole.len() / 23) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        std::fs::write(&path, &damaged).unwrap();
        let error = match Store::open(dir.path(), &[7; 32]) {
            Err(error) => error,
            Ok(store) => store.check().unwrap_err(),
        };
        assert!(matches!(error, StoreError::Corrupt(_) | StoreError::Key), "{at}: {error:?}");
        assert_eq!(bytes_of(dir.path()), damaged, "byte {at}");
    }
}

#[test]
fn a_newer_schema_is_refused_and_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let store = made(dir.path());
    store.connection().pragma_update(None, "user_version", 99).unwrap();
    drop(store);
    assert_eq!(Store::open(dir.path(), &[7; 32]).unwrap_err(), StoreError::Newer(99));
}

#[test]
fn a_form_that_a_store_of_the_first_version_kept_is_there_and_has_no_titles_yet() {
    let mut old = rusqlite::Connection::open_in_memory().unwrap();
    schema::migrate(&mut old, &schema::MIGRATIONS[..1]).unwrap();
    let row = "INSERT INTO form VALUES (zeroblob(32), 'F02', '1', 1, x'2a')";
    old.execute(row, []).unwrap();
    schema::migrate(&mut old, schema::MIGRATIONS).unwrap();
    let (source, titles): (Vec<u8>, Option<String>) = old
        .query_row("SELECT source, titles FROM form WHERE id = 'F02'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!((source, titles), (vec![0x2a], None));
}

#[test]
fn a_full_disk_is_told_and_the_transaction_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let store = made(dir.path());
    let pages: u32 =
        store.connection().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    store.limit_pages(pages).unwrap();
    let full = store.in_transaction(|tx| {
        write_state(tx, "small", Some(&[1]))?;
        write_state(tx, "large", Some(&vec![1; 100_000]))
    });
    assert_eq!(full, Err(StoreError::Full));
    assert_eq!(store.state("small").unwrap(), None);
    store.limit_pages(1 << 20).unwrap();
    store.set_state("large", Some(&vec![1; 100_000])).unwrap();
}

#[test]
fn a_blob_may_stop_and_go_on_and_is_kept_only_if_it_is_what_its_name_says() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = made(dir.path());
    let bytes: Vec<u8> = (0..100_000u32).map(|i| i as u8).collect();
    let cid = Cid(Sha256::digest(&bytes).into());
    store.append(cid, 0, &bytes[..40_000]).unwrap();
    drop(store);
    let mut store = Store::open(dir.path(), &[7; 32]).unwrap();
    assert_eq!(store.staged(cid).unwrap(), 40_000);
    let wrong = store.append(cid, 10, &bytes[10..]).unwrap_err();
    assert_eq!(wrong, saksi_domain::store::BlobError::Offset(40_000));
    store.append(cid, 40_000, &bytes[40_000..]).unwrap();
    assert_eq!(store.finish(cid).unwrap(), 100_000);
    assert_eq!(store.read(cid, 99_990, 100).unwrap(), &bytes[99_990..]);
    let other = Cid([9; 32]);
    store.append(other, 0, b"not that").unwrap();
    assert_eq!(store.finish(other).unwrap_err(), saksi_domain::store::BlobError::Digest);
    assert_eq!(store.staged(other).unwrap(), 0);
    store.delete(cid).unwrap();
    assert_eq!(store.size(cid).unwrap(), None);
    assert!(store.records(None).unwrap().is_empty());
}

#[test]
fn the_store_keeps_the_contracts_that_every_store_keeps() {
    use saksi_domain::testing::contract;
    let dir = tempfile::tempdir().unwrap();
    let next = std::cell::Cell::new(0);
    let make = || {
        next.set(next.get() + 1);
        made_empty(&dir.path().join(next.get().to_string()))
    };
    contract::entry_store_suite(make);
    contract::blob_store_suite(make);
    let home = dir.path().join("again");
    contract::entry_store_reopens(made_empty(&home), |store| {
        drop(store);
        Store::open(&home, &[7; 32]).unwrap()
    });
}

fn made_empty(dir: &Path) -> Store {
    let store = Store::create(dir, &[7; 32]).unwrap();
    let project = saksi_domain::testing::contract::PROJECT;
    store.set_state("project", Some(&project.0)).unwrap();
    store
}
