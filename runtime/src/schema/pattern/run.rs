//! The whole text is a run of one kind of character, as in `^[a-z]{1,50}$`: what most patterns of real documents are.
//!
//! It needs no automaton: a table says of each ASCII character whether it is of that kind.

use super::translate::Counted;

/// A run of one kind of character.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Whether a byte is a character of that kind; none beyond ASCII is.
    ascii: [bool; 256],
    /// Any number of such characters, for texts that are not ASCII alone.
    characters: regex::Regex,
    least: usize,
    most: Option<usize>,
}

impl Run {
    pub(super) fn new(counted: &Counted) -> Result<Self, String> {
        let characters = super::linear(&format!(r"\A(?:{})*\z", counted.atom))?;
        let mut ascii = [false; 256];
        for byte in 0..128_u8 {
            ascii[usize::from(byte)] = characters.is_match(char::from(byte).encode_utf8(&mut [0]));
        }
        Ok(Self { ascii, characters, least: counted.least, most: counted.most })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        match text.bytes().find(|&byte| !self.ascii[usize::from(byte)]) {
            None => self.has_room_for(text.len()),
            Some(byte) if byte.is_ascii() => false,
            Some(_) => self.has_room_for(text.chars().count()) && self.characters.is_match(text),
        }
    }

    fn has_room_for(&self, length: usize) -> bool {
        length >= self.least && self.most.is_none_or(|most| length <= most)
    }
}
