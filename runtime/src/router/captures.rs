//! The values of path parameters, as the router found them.

/// So many parameters need no allocation.
const INLINE: usize = 6;

/// Where the values of the path parameters stand in the path.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captures {
    inline: [(u32, u32); INLINE],
    len: usize,
    more: Vec<(u32, u32)>,
    /// The canonical path, where it is not the one that was sent.
    path: Option<Box<str>>,
}

impl Captures {
    pub(super) fn push(&mut self, start: usize, end: usize) {
        // Paths are far shorter than this: hyper takes none above 64 kB.
        let span = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        match self.inline.get_mut(self.len) {
            Some(place) => *place = span,
            None => self.more.push(span),
        }
        self.len += 1;
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.more.truncate(len.saturating_sub(INLINE));
        self.len = len;
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn keep_path(&mut self, path: String) {
        self.path = Some(path.into_boxed_str());
    }

    /// The value at `index`, still escaped. `path` is the path of the request.
    pub(crate) fn get<'p>(&'p self, index: usize, path: &'p str) -> Option<&'p str> {
        if index >= self.len {
            return None;
        }
        let (start, end) = match index.checked_sub(INLINE) {
            None => self.inline[index],
            Some(more) => *self.more.get(more)?,
        };
        self.path.as_deref().unwrap_or(path).get(start as usize..end as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_parameters_than_fit_inline_are_kept_too() {
        let mut captures = Captures::default();
        for index in 0..10 {
            captures.push(index, index + 1);
        }
        assert_eq!(captures.get(9, "0123456789"), Some("9"));
        assert_eq!(captures.get(10, "0123456789"), None);
        captures.truncate(7);
        assert_eq!(captures.get(7, "0123456789"), None);
        assert_eq!(captures.get(6, "0123456789"), Some("6"));
    }
}
