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
mod tests;
