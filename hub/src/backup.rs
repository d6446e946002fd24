//! Copies of a hub, and the new epoch after a restore.
