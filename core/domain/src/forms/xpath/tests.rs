//! Tests are in files by subject.
