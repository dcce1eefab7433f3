//! Members that are there more than once. Programs differ in which of them counts, so none does.

use smallvec::SmallVec;

use super::decode::Decode;
use super::path::Step;
use crate::json::{Position, Reader, Stop};
use crate::schema::Reason;

/// Where the names of members stand that no field has, and that nobody keeps.
#[derive(Default)]
pub(super) struct Others(SmallVec<[usize; 4]>);

impl Others {
    pub(super) fn note(&mut self, at: usize) {
        self.0.push(at);
    }

    #[inline]
    pub(super) fn are_several(&self) -> bool {
        self.0.len() > 1
    }
}

impl Decode<'_, '_> {
    /// Notes that the name at `at` stands before already in the object that begins at `start`. The reader stays where
    /// it is.
    #[cold]
    pub(super) fn twice(&mut self, start: usize, at: usize) {
        if !self.cx.is_listed() {
            // To look for places that nobody is told would let a client keep the server busy.
            return self.cx.fail(Reason::Duplicate);
        }
        let text = self.reader.whole();
        // It has been read before, so it can be read again.
        let first = first_of_that_name(text, start, at).unwrap_or(at);
        self.cx.fail(Reason::Twice { first: Position::of(text, first), again: Position::of(text, at) });
    }

    /// Goes behind a value that is dropped. No member of it may be there more than once either.
    pub(super) fn skip_single(&mut self) -> Result<(), Stop> {
        match self.reader.peek()? {
            b'{' => {
                let start = self.reader.at();
                let mut others = Others::default();
                self.step_down(Step::Name(""))?;
                self.reader.open();
                while self.reader.member_follows(others.0.is_empty())? {
                    others.note(self.reader.at());
                    let name = self.reader.text()?;
                    let kept = self.cx.path.aside_to(name);
                    self.reader.colon()?;
                    self.skip_single()?;
                    self.cx.path.forget(kept);
                }
                self.cx.path.up();
                if others.are_several() {
                    self.others_twice(&mut others, start);
                }
                Ok(())
            }
            b'[' => {
                let mut index = 0;
                self.step_down(Step::Index(0))?;
                self.reader.open();
                while self.reader.element_follows(index == 0)? {
                    self.cx.path.aside(Step::Index(index));
                    self.skip_single()?;
                    index += 1;
                }
                self.cx.path.up();
                Ok(())
            }
            _ => self.skip(),
        }
    }

    /// Notes the members among `others` that are there more than once.
    pub(super) fn others_twice(&mut self, others: &mut Others, start: usize) {
        let text = self.reader.whole();
        let mut names = Vec::with_capacity(others.0.len());
        for at in &others.0 {
            names.push((name_at(text, *at).unwrap_or_default(), *at));
        }
        names.sort_unstable();
        for pair in names.windows(2) {
            if let [(name, _), (again, at)] = pair
                && name == again
            {
                let kept = self.cx.path.down_to(name);
                self.twice(start, *at);
                self.cx.path.up();
                self.cx.path.forget(kept);
            }
        }
    }
}

fn name_at(text: &str, at: usize) -> Result<String, Stop> {
    let mut reader = Reader::new(text);
    reader.go_to(at);
    reader.text().map(ToOwned::to_owned)
}

/// Where, in the object that begins at `start`, the name at `at` stands for the first time.
fn first_of_that_name(text: &str, start: usize, at: usize) -> Result<usize, Stop> {
    let name = name_at(text, at)?;
    let mut reader = Reader::new(text);
    reader.go_to(start);
    reader.open();
    let mut is_first = true;
    while reader.member_follows(is_first)? && reader.at() < at {
        is_first = false;
        let here = reader.at();
        if reader.text()? == name {
            return Ok(here);
        }
        reader.colon()?;
        reader.skip(u8::MAX)?;
    }
    Ok(at)
}
