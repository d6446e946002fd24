//! A sealed blob read as if it were the original: for the preview and for players, without ever
//! holding more than two chunks.
//!
//! Reading a part by its place is [`super::chunk_place`]; the whole at once is [`super::open_all`].

use super::{OpenError, Opener};
use std::io::{self, Read};

/// Reads original bytes out of a reader of sealed ones.
///
/// The end is only reported after the last chunk was authenticated; damage is an error of kind
/// `InvalidData` that carries the [`OpenError`], and comes again at every later call.
#[derive(Debug)]
pub struct PlainReader<R> {
    sealed: R,
    state: State,
    plain: Vec<u8>,
    at: usize,
}

#[derive(Debug)]
enum State {
    Open(Box<Opener>),
    Whole,
    Broken(OpenError),
}

impl<R: Read> PlainReader<R> {
    /// Opens what `sealed` reads under `key`.
    pub fn new(key: &[u8; 32], sealed: R) -> Self {
        let state = State::Open(Box::new(Opener::begin(key)));
        Self { sealed, state, plain: Vec::new(), at: 0 }
    }

    /// Fills `plain` with something new, or leaves it empty at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.plain.clear();
        self.at = 0;
        let mut piece = [0; 16 * 1024];
        while self.plain.is_empty() {
            let result = match &mut self.state {
                State::Whole => return Ok(()),
                State::Broken(error) => return Err(invalid(*error)),
                State::Open(opener) => match self.sealed.read(&mut piece)? {
                    0 => Ok(true),
                    len => opener.push(&piece[..len], &mut self.plain).map(|()| false),
                },
            };
            let result = match (result, std::mem::replace(&mut self.state, State::Whole)) {
                (Ok(true), State::Open(opener)) => opener.finish(&mut self.plain).map(|_| ()),
                (Ok(_), open) => {
                    self.state = open;
                    Ok(())
                }
                (Err(error), _) => Err(error),
            };
            if let Err(error) = result {
                self.state = State::Broken(error);
                return Err(invalid(error));
            }
        }
        Ok(())
    }
}

fn invalid(error: OpenError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

impl<R: Read> Read for PlainReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.plain.len() && !out.is_empty() {
            self.refill()?;
        }
        let len = out.len().min(self.plain.len() - self.at);
        out[..len].copy_from_slice(&self.plain[self.at..self.at + len]);
        self.at += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CHUNK, Sealer};
    use super::*;

    const KEY: [u8; 32] = [9; 32];

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut sealer = Sealer::begin(&KEY, &mut out);
        sealer.push(plain, &mut out);
        let _ = sealer.finish(&mut out);
        out
    }

    #[test]
    fn a_sealed_photo_gives_the_same_preview_as_the_original() {
        use crate::evidence::{capture::Orientation, preview::make_preview};
        use crate::testing::jpeg::JpegMaker;
        let photo = JpegMaker { width: 1200, height: 900, ..JpegMaker::small(4) }.make();
        let sealed = sealed(&photo);
        let reader = PlainReader::new(&KEY, &sealed[..]);
        let from_sealed = make_preview(reader, Orientation::UPRIGHT);
        assert_eq!(from_sealed, make_preview(&photo[..], Orientation::UPRIGHT));
        assert!(from_sealed.is_ok());
    }

    #[test]
    fn every_size_reads_back_and_the_end_is_reported_once_it_is_sure() {
        for len in [0, 1, CHUNK, 2 * CHUNK + 3] {
            let plain = vec![7; len];
            let mut read = Vec::new();
            PlainReader::new(&KEY, &sealed(&plain)[..]).read_to_end(&mut read).unwrap();
            assert!(read == plain);
        }
    }

    #[test]
    fn damage_is_reported_again_at_every_read_and_never_as_an_end() {
        let mut bytes = sealed(&vec![7; 2 * CHUNK]);
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let mut reader = PlainReader::new(&KEY, &bytes[..]);
        let mut read = Vec::new();
        assert!(reader.read_to_end(&mut read).is_err());
        assert_eq!(read.len(), CHUNK, "the good chunk before it came out");
        for _ in 0..2 {
            let error = reader.read(&mut [0; 10]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            let inner = error.into_inner().unwrap();
            assert_eq!(inner.downcast_ref(), Some(&OpenError::Altered { chunk: 1 }));
        }
    }
}
