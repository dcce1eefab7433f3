//! Where the engine is in a value.

use smallvec::SmallVec;

use crate::schema::Pointer;

/// The steps from a value to the place in it where the engine is.
#[derive(Debug)]
pub(super) struct Path {
    /// The last step; none at the value itself. It changes with every member and stands apart, to be at hand.
    here: Step,
    /// The steps before it, of which the first is none.
    before: SmallVec<[Step; 12]>,
    /// The names of the steps that are no fields, one after the other.
    keys: String,
}

/// One step down into a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// To the field of that name.
    Name(&'static str),
    /// To the element with that number.
    Index(usize),
    /// To the member whose name is that part of the keys.
    Key(usize, usize),
}

/// The names that were kept before a step, for [`Path::forget`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept(usize);

impl Default for Path {
    fn default() -> Self {
        Self { here: Step::Index(0), before: SmallVec::new(), keys: String::new() }
    }
}

impl Path {
    /// How many steps there are.
    #[inline]
    pub(super) fn depth(&self) -> usize {
        self.before.len()
    }

    /// Goes one step further down.
    #[inline]
    pub(super) fn down(&mut self, step: Step) {
        self.before.push(std::mem::replace(&mut self.here, step));
    }

    /// Goes one step further down, to the member `name`, which is kept.
    pub(super) fn down_to(&mut self, name: &str) -> Kept {
        self.down(Step::Index(0));
        self.aside_to(name)
    }

    /// Goes to another place at the same depth.
    #[inline]
    pub(super) fn aside(&mut self, step: Step) {
        self.here = step;
    }

    /// The same, to the member `name`, which is kept.
    pub(super) fn aside_to(&mut self, name: &str) -> Kept {
        let kept = self.kept();
        self.keys.push_str(name);
        self.aside(Step::Key(kept.0, self.keys.len()));
        kept
    }

    /// Goes one step up.
    #[inline]
    pub(super) fn up(&mut self) {
        if let Some(step) = self.before.pop() {
            self.here = step;
        }
    }

    /// Goes up to where there are so many steps.
    pub(super) fn up_to(&mut self, depth: usize) {
        if let Some(step) = self.before.get(depth) {
            self.here = *step;
            self.before.truncate(depth);
        }
    }

    /// What names are kept.
    pub(super) fn kept(&self) -> Kept {
        Kept(self.keys.len())
    }

    /// Forgets the names that were kept since.
    pub(super) fn forget(&mut self, kept: Kept) {
        self.keys.truncate(kept.0);
    }

    /// It as a JSON pointer.
    pub(super) fn pointer(&self) -> Pointer {
        let mut pointer = Pointer::default();
        if let Some((_none, before)) = self.before.split_first() {
            before.iter().for_each(|step| self.push(&mut pointer, step));
            self.push(&mut pointer, &self.here);
        }
        pointer
    }

    fn push(&self, pointer: &mut Pointer, step: &Step) {
        match step {
            Step::Name(name) => pointer.push(name),
            Step::Index(index) => pointer.push_index(*index),
            Step::Key(start, end) => {
                pointer.push(self.keys.get(*start..*end).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_as_a_json_pointer() {
        let mut path = Path::default();
        assert_eq!(path.pointer(), "");
        path.down(Step::Name("lines"));
        path.down(Step::Index(0));
        path.aside(Step::Index(3));
        let kept = path.down_to("a/b~c");
        assert_eq!((path.pointer().as_str(), path.depth()), ("/lines/3/a~1b~0c", 3));
        path.up();
        path.forget(kept);
        assert_eq!(path.pointer(), "/lines/3");
        path.down(Step::Name("sku"));
        path.up_to(1);
        assert_eq!(path.pointer(), "/lines");
        path.up_to(5);
        path.up();
        assert_eq!((path.pointer().as_str(), path.depth()), ("", 0));
    }
}
