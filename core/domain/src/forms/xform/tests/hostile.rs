//! What a definition holds.
