//! What pieces of text mean together, before it is held against its type.

use indexmap::IndexMap;

use crate::json::write;
use crate::model::{Context, Direction, Rules, Slot, read_text};
use crate::schema::{Failures, Pointer, Reason};

use super::text::Broken;

/// A value that is put together from pieces. Numbers in it are as they were written, to the last digit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// What is JSON already.
    Json(Vec<u8>),
    /// A list.
    List(Vec<Tree>),
    /// An object.
    Object(Members),
    /// A text that means nothing: why, and how it was written.
    Broken(Broken, String),
}

/// The members of an object.
pub(crate) type Members = IndexMap<String, Tree>;

impl Tree {
    /// `null`.
    pub(super) fn null() -> Self {
        Self::Json(b"null".to_vec())
    }

    /// A text.
    pub(super) fn text(text: &str) -> Self {
        let mut json = Vec::with_capacity(text.len() + 2);
        write::text(&mut json, text);
        Self::Json(json)
    }

    /// Reads it into a slot, and notes in `cx` everything that is wrong.
    pub(crate) fn read(&self, slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
        match self {
            Self::Json(json) => read_text(json, slot, rules, cx),
            _ => {
                // What is read one way only cannot be understood in two.
                let mut json = Vec::with_capacity(128);
                self.write(&mut json);
                let mut broken = Vec::new();
                self.find_broken(&Pointer::default(), &mut broken);
                if broken.is_empty() {
                    return read_text(&json, slot, rules, cx);
                }
                let mut whole = Context::new(Direction::Request);
                read_text(&json, slot, rules, &mut whole);
                let mut failures = Failures::new();
                let mut others = whole.into_failures();
                for (place, reason) in broken {
                    // Nobody cares what else is wrong with it.
                    others.drop_within(&place);
                    failures.add(reason, || place);
                }
                failures.append(others, &Pointer::default());
                cx.adopt(failures);
            }
        }
    }

    /// Finds what is broken within it, which is at `here`.
    fn find_broken(&self, here: &Pointer, found: &mut Vec<(Pointer, Reason)>) {
        match self {
            Self::Json(_) => {}
            Self::Broken(broken, _) => found.push((here.clone(), broken.reason())),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.find_broken_below(here, |place| place.push_index(index), found);
                }
            }
            Self::Object(members) => {
                for (name, member) in members {
                    member.find_broken_below(here, |place| place.push(name), found);
                }
            }
        }
    }

    /// The same, one step below `above`. Most parts are fine, and need no place.
    fn find_broken_below(
        &self,
        above: &Pointer,
        step: impl FnOnce(&mut Pointer),
        found: &mut Vec<(Pointer, Reason)>,
    ) {
        if !matches!(self, Self::Json(_)) {
            let mut here = above.clone();
            step(&mut here);
            self.find_broken(&here, found);
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Json(json) => out.extend_from_slice(json),
            // So that others are told apart from it.
            Self::Broken(_, text) => write::text(out, text),
            Self::List(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    item.write(out);
                }
                out.push(b']');
            }
            Self::Object(members) => {
                out.push(b'{');
                for (index, (name, member)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    write::text(out, name);
                    out.push(b':');
                    member.write(out);
                }
                out.push(b'}');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_json() {
        let number = Tree::Json(b"0.10000000000000000000000000001".to_vec());
        let list = Tree::List(vec![Tree::text("\"a\"\n"), number, Tree::null(), Tree::List(Vec::new())]);
        let object = Members::from([("b\\".to_owned(), list), (String::new(), Tree::Object(Members::new()))]);
        let mut json = Vec::new();
        Tree::Object(object).write(&mut json);
        let expected = r#"{"b\\":["\"a\"\n",0.10000000000000000000000000001,null,[]],"":{}}"#;
        assert_eq!(String::from_utf8(json).unwrap(), expected);
    }
}
