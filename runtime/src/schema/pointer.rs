//! The way from a value to a part of it.

use std::fmt;
use std::ops::Deref;

use smallvec::SmallVec;

/// A JSON pointer (RFC 6901): the names of members and the numbers of items on the way from a value to a part of it.
///
/// ```
/// use routewright::schema::Pointer;
///
/// let mut pointer = Pointer::default();
/// assert_eq!(pointer, "", "the value itself");
/// pointer.push("a/b");
/// pointer.push_index(3);
/// assert_eq!(pointer, "/a~1b/3");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Pointer {
    /// Each mistake in a value has one, and most are short.
    text: SmallVec<[u8; 24]>,
}

impl Pointer {
    /// To the item with that number, of a value that is a list.
    pub fn item(index: usize) -> Self {
        let mut pointer = Self::default();
        pointer.push_index(index);
        pointer
    }

    /// To the member `name`, of a value that is an object.
    pub fn member(name: &str) -> Self {
        let mut pointer = Self::default();
        pointer.push(name);
        pointer
    }

    /// Goes on to the member `name`. Of a long name only the beginning is told.
    pub fn push(&mut self, name: &str) {
        let name = shortened(name);
        self.text.push(b'/');
        if !is_special(name) {
            return self.text.extend_from_slice(name.as_bytes());
        }
        for byte in name.bytes() {
            match byte {
                b'~' => self.text.extend_from_slice(b"~0"),
                b'/' => self.text.extend_from_slice(b"~1"),
                other => self.text.push(other),
            }
        }
    }

    /// Goes on to the item with that number.
    pub fn push_index(&mut self, index: usize) {
        self.text.push(b'/');
        self.text.extend_from_slice(itoa::Buffer::new().format(index).as_bytes());
    }

    /// Goes on as another pointer does.
    pub fn append(&mut self, other: &Self) {
        self.text.extend_from_slice(&other.text);
    }

    /// The pointer as it is written.
    pub fn as_str(&self) -> &str {
        // It is made of whole texts.
        std::str::from_utf8(&self.text).unwrap_or_default()
    }
}

/// So much of a member's name stands in a pointer. Clients choose names, and may choose a megabyte that is in the way to
/// every error.
const LONGEST_NAME: usize = 128;

fn shortened(name: &str) -> &str {
    &name[..name.floor_char_boundary(LONGEST_NAME)]
}

/// Whether a name is not written as it is.
fn is_special(name: &str) -> bool {
    name.bytes().any(|byte| byte == b'~' || byte == b'/')
}

/// A name, as it is written in a pointer.
pub(crate) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name that is written so in a pointer.
pub(crate) fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

impl From<&str> for Pointer {
    /// A pointer that is written already.
    fn from(text: &str) -> Self {
        Self { text: SmallVec::from_slice(text.as_bytes()) }
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.as_str().to_owned()
    }
}

impl Deref for Pointer {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Pointer {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Pointer {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_read_back() {
        for name in
            ["", "plain", "a/b~c", "~1", "é/😀", "a name that is longer than what needs no allocation"]
        {
            let mut pointer = Pointer::default();
            pointer.push(name);
            assert_eq!(pointer.as_str(), format!("/{}", escaped(name)));
            assert_eq!(unescaped(&pointer[1..]), name);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(shortened("short"), "short");
        assert_eq!(shortened(&"é".repeat(100)).chars().count(), 64);
        assert_eq!(shortened(&format!("a{}", "é".repeat(100))).len(), 127);
    }

    #[test]
    fn one_goes_on_as_another() {
        let mut pointer = Pointer::from("/list");
        pointer.push_index(0);
        pointer.append(&"/name".into());
        assert_eq!(pointer, "/list/0/name");
        assert_eq!(format!("{pointer} {pointer:?}"), r#"/list/0/name "/list/0/name""#);
    }
}
