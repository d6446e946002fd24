//! A file as a response body: read piece by piece on worker threads, never whole in memory.

use std::future::Future as _;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use saksi_domain::journal::Cid;
use saksi_domain::store::{BlobError, BlobStore as _};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::store::BlobFiles;

const PIECE: u64 = 256 << 10;

/// Bytes of a blob, as they are read.
pub(super) struct FileBody {
    files: BlobFiles,
    cid: Cid,
    left: Range<u64>,
    reading: Option<JoinHandle<Result<Vec<u8>, BlobError>>>,
}

impl FileBody {
    /// These bytes of a complete blob.
    pub(super) fn new(files: BlobFiles, cid: Cid, bytes: Range<u64>) -> Self {
        Self { files, cid, left: bytes, reading: None }
    }

    fn read_next(&self) -> JoinHandle<Result<Vec<u8>, BlobError>> {
        let (files, cid, from) = (self.files.clone(), self.cid, self.left.start);
        let len = PIECE.min(self.left.end - from);
        spawn_blocking(move || files.read(cid, from, usize::try_from(len).unwrap_or(0)))
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = BlobError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BlobError>>> {
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        let mut reading = self.reading.take().unwrap_or_else(|| self.read_next());
        let Poll::Ready(read) = Pin::new(&mut reading).poll(cx) else {
            self.reading = Some(reading);
            return Poll::Pending;
        };
        let read = read.unwrap_or(Err(BlobError::Absent));
        Poll::Ready(Some(match read {
            // Erased or cut off while it was given: the connection breaks, nothing is made up.
            Ok(bytes) if bytes.is_empty() => Err(BlobError::Absent),
            Ok(bytes) => {
                self.left.start += bytes.len() as u64;
                Ok(Frame::data(bytes.into()))
            }
            Err(error) => Err(error),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.end - self.left.start)
    }
}
