//! What phones and a hub say to each other, over real sockets, every answer held against the
//! OpenAPI document.

mod http;
mod schema;
mod stage;

mod blobs;
mod catalogue;
mod exchange;
mod refusals;
mod restoring;
mod stores;
mod tls;
