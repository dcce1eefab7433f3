//! Cuts a body into the parts of a form while it comes.

use axum::body::Body;
use bytes::{Buf, Bytes, BytesMut};
use memchr::memmem::{self, Finder};

use super::head::Head;
use crate::error::Error;
use crate::request::body::Pieces;

/// The headers of a part are no longer than this.
pub(super) const MOST_HEADERS: usize = 8 * 1024;

/// Why a body cannot be cut.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is no form: what is wrong with it.
    Form(&'static str),
    /// It cannot be read.
    Body(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Body(error)
    }
}

/// Cuts a body into parts. It holds no more of it than a piece that came and the headers of a part.
pub(super) struct Cutter {
    body: Pieces,
    /// What has come and is not handed out yet.
    buffer: BytesMut,
    /// A line break and the boundary after it.
    delimiter: Finder<'static>,
    is_at_end: bool,
}

impl Cutter {
    pub(super) fn new(body: Body, boundary: &str) -> Self {
        Self {
            body: Pieces::new(body),
            // So that the first boundary stands on a line of its own as well.
            buffer: BytesMut::from(&b"\r\n"[..]),
            delimiter: Finder::new(&format!("\r\n--{boundary}")).into_owned(),
            is_at_end: false,
        }
    }

    /// The head of the first part, behind whatever stands before it; `None` for a form without parts.
    pub(super) async fn first(&mut self) -> Result<Option<Head>, Fault> {
        loop {
            match self.data().await {
                Ok(Some(_)) => {}
                Ok(None) => return self.next().await,
                Err(Fault::Form(_)) => {
                    return Err(Fault::Form("does not have the boundary that its content type names"));
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    /// The head of the next part, once the data of the one before is read; `None` after the last one.
    pub(super) async fn next(&mut self) -> Result<Option<Head>, Fault> {
        const CUT: &str = "breaks off after a boundary";
        self.expect(2, CUT).await?;
        if self.buffer.starts_with(b"--") {
            // What follows the last boundary means nothing, but belongs to the body.
            while self.fill().await? {
                self.buffer.clear();
            }
            return Ok(None);
        }
        while self.buffer.starts_with(b" ") || self.buffer.starts_with(b"\t") {
            self.buffer.advance(1);
            self.expect(2, CUT).await?;
        }
        if !self.buffer.starts_with(b"\r\n") {
            return Err(Fault::Form("has a boundary that no line break follows"));
        }
        let lines = self.head().await?;
        Head::parse(&lines).map(Some).map_err(Fault::Form)
    }

    /// The lines of a head, each with a line break before it.
    async fn head(&mut self) -> Result<Bytes, Fault> {
        let mut searched = 0_usize;
        loop {
            if let Some(found) = memmem::find(&self.buffer[searched..], b"\r\n\r\n") {
                let end = searched + found;
                if end > MOST_HEADERS {
                    break;
                }
                let lines = self.buffer.split_to(end).freeze();
                self.buffer.advance(4);
                return Ok(lines);
            }
            searched = self.buffer.len().saturating_sub(3);
            if searched > MOST_HEADERS {
                break;
            }
            if !self.fill().await? {
                return Err(Fault::Form("breaks off in the headers of a part"));
            }
        }
        Err(Fault::Form("has a part with too many headers"))
    }

    /// The next data of the part; `None` at its end.
    pub(super) async fn data(&mut self) -> Result<Option<Bytes>, Fault> {
        loop {
            let length = self.delimiter.needle().len();
            match self.delimiter.find(&self.buffer) {
                Some(0) => {
                    self.buffer.advance(length);
                    return Ok(None);
                }
                Some(at) => return Ok(Some(self.buffer.split_to(at).freeze())),
                // The end may be the beginning of a boundary.
                None if self.buffer.len() >= length => {
                    let safe = self.buffer.len() + 1 - length;
                    return Ok(Some(self.buffer.split_to(safe).freeze()));
                }
                None => {
                    if !self.fill().await? {
                        return Err(Fault::Form("breaks off within a part"));
                    }
                }
            }
        }
    }

    /// Reads until so many bytes are there.
    async fn expect(&mut self, bytes: usize, or: &'static str) -> Result<(), Fault> {
        while self.buffer.len() < bytes {
            if !self.fill().await? {
                return Err(Fault::Form(or));
            }
        }
        Ok(())
    }

    /// Reads the next piece of the body; false when there is none.
    async fn fill(&mut self) -> Result<bool, Error> {
        if self.is_at_end {
            return Ok(false);
        }
        match self.body.next().await? {
            Some(piece) => self.buffer.extend_from_slice(&piece),
            None => self.is_at_end = true,
        }
        Ok(!self.is_at_end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use proptest::prelude::*;

    /// The names and data of the parts of a body that comes in pieces of that size.
    async fn cut(body: &[u8], size: usize) -> Result<Vec<(String, Vec<u8>)>, Fault> {
        let pieces: Vec<_> =
            body.chunks(size).map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece))).collect();
        let mut cutter = Cutter::new(Body::from_stream(stream::iter(pieces)), "X");
        let mut parts = Vec::new();
        let mut next = cutter.first().await?;
        while let Some(head) = next {
            let mut whole = Vec::new();
            while let Some(data) = cutter.data().await? {
                whole.extend_from_slice(&data);
            }
            parts.push((head.name, whole));
            next = cutter.next().await?;
        }
        Ok(parts)
    }

    fn part(name: &str, data: &[u8]) -> Vec<u8> {
        [
            format!("--X \t\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes(),
            data,
            b"\r\n",
        ]
        .concat()
    }

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
    }

    proptest! {
        #[test]
        fn parts_are_cut_whatever_pieces_they_come_in(
            data in proptest::collection::vec("[-X\r\na]{0,12}", 0..4), size in 1_usize..40,
        ) {
            // No part may have a boundary in it.
            let data: Vec<String> = data.into_iter().map(|data| data.replace("\r\n--X", "")).collect();
            prop_assume!(!data.iter().any(|data| format!("\r\n{data}\r\n").contains("\r\n--X")));
            let mut body = b"before\r\n".to_vec();
            let mut expected = Vec::new();
            for (index, data) in data.iter().enumerate() {
                body.extend(part(&index.to_string(), data.as_bytes()));
                expected.push((index.to_string(), data.clone().into_bytes()));
            }
            body.extend(b"--X--\r\nafter");
            prop_assert_eq!(run(cut(&body, size)).unwrap(), expected);
        }

        #[test]
        fn no_bytes_do_any_harm(body in proptest::collection::vec(any::<u8>(), 0..200), size in 1_usize..40) {
            _ = run(cut(&body, size));
            let body = [b"--X\r\n", body.as_slice()].concat();
            _ = run(cut(&body, size));
        }
    }

    #[test]
    fn each_place_to_break_off_has_its_message() {
        let whole = [part("a", b"1"), b"--X--".to_vec()].concat();
        for end in 0..whole.len() {
            for size in [1, 3, 1000] {
                let fault = run(cut(&whole[..end], size)).expect_err("it is not whole");
                assert!(matches!(fault, Fault::Form(_)), "{end}");
            }
        }
        assert_eq!(run(cut(&whole, 7)).unwrap(), [("a".to_owned(), b"1".to_vec())]);
        let message = |body: &[u8]| match run(cut(body, 5)) {
            Err(Fault::Form(message)) => message,
            other => panic!("{other:?}"),
        };
        assert_eq!(message(b"--Y\r\n"), "does not have the boundary that its content type names");
        assert_eq!(message(b"--X\r\n"), "breaks off in the headers of a part");
        assert_eq!(message(b"--Xa\r\n"), "has a boundary that no line break follows");
        assert_eq!(message(b"--X\r\nA: b\r\n\r\n"), "has a part without a name");
        assert_eq!(message(&[part("a", b"1"), b"--X".to_vec()].concat()), "breaks off after a boundary");
        assert_eq!(message(&part("a", b"1")), "breaks off within a part");
        let long = [b"--X\r\nA: ".as_slice(), &vec![b'a'; MOST_HEADERS + 10], b"\r\n\r\n"].concat();
        assert_eq!(message(&long), "has a part with too many headers");
    }
}
