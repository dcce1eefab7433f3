//! Whose turn it is to speak on a connection.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

use super::arriving::Rest;

/// Nothing is being answered.
const LISTENING: u8 = 0;
/// An answer is on its way.
const ANSWERING: u8 = 1;
/// All of the answer is written, but not sent yet.
const WRITTEN: u8 = 2;

/// So many beats may pass without a request before the client is given up.
const PATIENCE: u8 = 3;

/// Whose turn it is to speak on a connection, as far as the parts of the server must know of each other. One task drives
/// them all, so nothing here orders anything.
#[derive(Debug, Default)]
pub(super) struct Turn {
    state: AtomicU8,
    /// Whether a request has come since the last beat.
    spoke: AtomicBool,
    /// For how many beats none has.
    quiet: AtomicU8,
    /// Whether a body is still arriving.
    arriving: AtomicBool,
    /// What was left of a body when nobody wanted it any more.
    rest: Mutex<Option<Rest>>,
    /// Whether the client may still be sending something that nobody will read.
    unread: AtomicBool,
}

impl Turn {
    /// A request has come.
    pub(super) fn begin(&self, has_body: bool) {
        self.state.store(ANSWERING, Ordering::Relaxed);
        self.spoke.store(true, Ordering::Relaxed);
        self.arriving.store(has_body, Ordering::Relaxed);
    }

    /// The answer is written.
    pub(super) fn written(&self) {
        self.state.store(WRITTEN, Ordering::Relaxed);
    }

    /// Whatever is written has been sent.
    pub(super) fn sent(&self) {
        if self.state.load(Ordering::Relaxed) == WRITTEN {
            self.state.store(LISTENING, Ordering::Relaxed);
        }
    }

    /// Whether nobody has asked anything that is not answered yet.
    pub(super) fn is_listening(&self) -> bool {
        self.state.load(Ordering::Relaxed) == LISTENING
    }

    /// The body has come to its end, or nobody wants the rest of it.
    pub(super) fn arrived(&self, rest: Option<Rest>) {
        self.arriving.store(false, Ordering::Relaxed);
        if rest.is_some() {
            *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = rest;
        }
    }

    /// The rest of a body that nobody wants.
    pub(super) fn take_rest(&self) -> Option<Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Something that the client sends will not be read.
    pub(super) fn leave_unread(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    /// Whether something that the client sends will not be read.
    pub(super) fn leaves_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }

    /// A beat has passed. Says whether it was one too many without a request.
    pub(super) fn beat(&self) -> bool {
        let is_quiet = self.is_listening() && !self.arriving.load(Ordering::Relaxed);
        if self.spoke.swap(false, Ordering::Relaxed) || !is_quiet {
            self.quiet.store(0, Ordering::Relaxed);
            return false;
        }
        self.quiet.fetch_add(1, Ordering::Relaxed) + 1 >= PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_client_that_asks_nothing_is_given_up() {
        let turn = Turn::default();
        assert_eq!([turn.beat(), turn.beat(), turn.beat()], [false, false, true]);
        let turn = Turn::default();
        turn.begin(false);
        assert!((0..9).all(|_| !turn.beat()), "the answer takes its time");
        turn.written();
        turn.sent();
        assert_eq!([turn.beat(), turn.beat(), turn.beat()], [false, false, true]);
        let turn = Turn::default();
        turn.begin(true);
        turn.written();
        turn.sent();
        assert!((0..9).all(|_| !turn.beat()), "the body is still arriving");
    }

    #[test]
    fn an_answer_ends_when_all_of_it_is_sent() {
        let turn = Turn::default();
        assert!(turn.is_listening());
        turn.begin(false);
        turn.sent();
        assert!(!turn.is_listening(), "that was only the beginning");
        turn.written();
        assert!(!turn.is_listening());
        turn.sent();
        assert!(turn.is_listening());
    }
}
