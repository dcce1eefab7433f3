//! What is logged.

use std::cell::RefCell;
use std::sync::Once;

/// The log of this thread alone: each test runs its requests on a thread of its own.
///
/// One subscriber serves the whole process, because `tracing` remembers for all threads whether a line is wanted: a
/// subscriber of one thread can lose its lines to another thread that comes to the same line first and wants no log.
pub struct Log;

thread_local! {
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Log {
    /// Sends what is logged from now on to the thread that logs it.
    pub fn listen() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let subscriber = tracing_subscriber::fmt().with_ansi(false).without_time().with_target(false);
            subscriber.with_writer(|| Log).init();
        });
    }

    /// What this thread has logged since it was last asked.
    pub fn lines() -> Vec<String> {
        let text = String::from_utf8(LINES.take()).unwrap();
        text.lines().map(|line| line.trim().to_owned()).collect()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.extend_from_slice(line));
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
