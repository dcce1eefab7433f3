//! `true`, `false` and `null`.

use super::reader::Reader;
use super::syntax::{Fault, Stop};

impl Reader<'_> {
    /// Goes behind the word that begins here.
    pub(crate) fn word(&mut self, word: &'static str) -> Result<(), Stop> {
        for expected in word.bytes() {
            if self.byte(self.at) != Some(expected) {
                return self.fault(Fault::Value);
            }
            self.at += 1;
        }
        Ok(())
    }
}
