//! The pairs of a query or a form: `a=1&b=2`.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::text::{Escapes, unescape};

/// A name and a value, which is still escaped.
#[derive(Debug)]
pub(super) struct Pair<'q> {
    pub(super) name: Cow<'q, str>,
    pub(super) raw: &'q str,
}

/// The pairs in a text. A name with broken escapes is nobody's name.
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
            Pair { name: unescape(name, Escapes::Form).unwrap_or(Cow::Borrowed(name)), raw }
        })
        .collect()
}

/// The value of the first pair of that name in a query, if it means any text.
pub(crate) fn text_of(query: &str, name: &str) -> Option<String> {
    let pair = pairs(query).into_iter().find(|pair| pair.name == name)?;
    unescape(pair.raw, Escapes::Form).ok().map(Cow::into_owned)
}

/// The values of the pairs of that name, each still escaped.
pub(super) fn named<'q>(pairs: &[Pair<'q>], name: &str) -> SmallVec<[&'q str; 2]> {
    pairs.iter().filter(|pair| pair.name == name).map(|pair| pair.raw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_cut_before_their_escapes_are_read() {
        let found: Vec<_> = pairs("a=1&&b&c=&%64=%26=%3D&+=%2B")
            .into_iter()
            .map(|it| (it.name.into_owned(), it.raw))
            .collect();
        let expected = [("a", "1"), ("b", ""), ("c", ""), ("d", "%26=%3D"), (" ", "%2B")];
        assert_eq!(found, expected.map(|(name, raw)| (name.to_owned(), raw)));
        assert_eq!(text_of("x=1&k=a%20b&k=c", "k").as_deref(), Some("a b"));
        assert_eq!(text_of("k=%ff", "k"), None);
    }
}
