//! Goes behind values that nobody reads.

use super::reader::Reader;
use super::syntax::{Fault, Stop};

impl Reader<'_> {
    /// Goes behind one value, in which lists and objects are nested `most` levels deep at most. It has to be JSON all
    /// the same.
    pub(crate) fn skip(&mut self, most: u8) -> Result<(), Stop> {
        self.skip_within(most, most)
    }

    fn skip_within(&mut self, left: u8, most: u8) -> Result<(), Stop> {
        match self.peek()? {
            b'"' => self.text().map(drop),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            b'[' | b'{' if left == 0 => self.fault(Fault::Deep(most)),
            b'[' => {
                self.open();
                let mut is_first = true;
                while self.element_follows(is_first)? {
                    is_first = false;
                    self.skip_within(left - 1, most)?;
                }
                Ok(())
            }
            b'{' => {
                self.open();
                let mut is_first = true;
                while self.member_follows(is_first)? {
                    is_first = false;
                    self.text()?;
                    self.colon()?;
                    self.skip_within(left - 1, most)?;
                }
                Ok(())
            }
            _ => self.fault(Fault::Value),
        }
    }
}
