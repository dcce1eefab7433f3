//! Where a difference is.

use std::fmt;
use std::rc::Rc;

/// A JSON pointer that shares its beginning with the pointers that it was made from, so that walking a large document
/// does not copy the way down at each step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointer(Option<Rc<Step>>);

#[derive(Debug, PartialEq, Eq)]
struct Step {
    before: Pointer,
    token: String,
}

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Pointer(None)
    }

    /// The member `token` of what this pointer points at.
    #[must_use]
    pub fn then(&self, token: impl Into<String>) -> Self {
        Pointer(Some(Rc::new(Step { before: self.clone(), token: token.into() })))
    }

    fn tokens(&self) -> Vec<&str> {
        let mut tokens = Vec::new();
        let mut pointer = self;
        while let Some(step) = &pointer.0 {
            tokens.push(step.token.as_str());
            pointer = &step.before;
        }
        tokens.reverse();
        tokens
    }
}

impl Drop for Step {
    /// Takes a long pointer apart step by step: dropping it recursively could run out of stack.
    fn drop(&mut self) {
        let mut next = self.before.0.take();
        while let Some(step) = next {
            next = Rc::try_unwrap(step).ok().and_then(|mut step| step.before.0.take());
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_none() {
            return f.write_str("/");
        }
        for token in self.tokens() {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_its_tokens() {
        let pointer = Pointer::root().then("paths").then("/a~b").then("get");
        assert_eq!(pointer.to_string(), "/paths/~1a~0b/get");
    }

    #[test]
    fn goes_deep_without_recursion() {
        let deep = (0..200_000).fold(Pointer::root(), |pointer, _| pointer.then("a"));
        assert_eq!(deep.to_string().len(), 400_000);
    }
}
