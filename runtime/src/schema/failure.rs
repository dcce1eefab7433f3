//! What is wrong with a value, and where.

/// One thing that is wrong with a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// Where: a JSON pointer into the value.
    pub pointer: String,
    /// The keyword that the value breaks.
    pub keyword: &'static str,
    /// What it should have been, in words for the caller. It never repeats the value.
    pub detail: String,
}
