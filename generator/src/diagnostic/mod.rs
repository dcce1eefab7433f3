//! What went wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] is data; [`Sources`] turns it into the text that a person reads.

mod diagnostics;
mod kind;
mod place;
mod render;
mod sources;
mod suggestion;

pub use diagnostics::Diagnostics;
pub use kind::Kind;
pub use place::{FileId, Place};
pub use render::Colour;
pub use sources::{Position, Sources};
pub use suggestion::closest;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth mending; the meaning was clear enough to go on.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word that starts the message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing to tell the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Option<Place>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The name of the feature that is not there yet, when that is the reason.
    pub capability: Option<&'static str>,
    /// Another place that belongs to the story, such as the first of two duplicates.
    pub related: Option<Box<Related>>,
}

/// Another place that explains a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where it is.
    pub place: Place,
    /// What is to be seen there.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic of any severity.
    pub fn new(severity: Severity, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self {
            severity,
            place: place.into(),
            message: message.into(),
            help: None,
            capability: None,
            related: None,
        }
    }

    /// Something that stops the generation.
    pub fn error(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, place, message)
    }

    /// Something that was understood, and should be mended.
    pub fn warning(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, place, message)
    }

    /// Something that is good to know.
    pub fn note(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, place, message)
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers the candidate that looks most like what was written, if any does.
    pub fn did_you_mean<'a>(self, written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match closest(written, candidates) {
            Some(candidate) => self.help(format!("did you mean \"{candidate}\"?")),
            None => self,
        }
    }

    /// Names the feature that is not there yet.
    pub fn capability(mut self, capability: &'static str) -> Self {
        self.capability = Some(capability);
        self
    }

    /// Points at another place that explains this one.
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related = Some(Box::new(Related { place, message: message.into() }));
        self
    }

    /// Whether this stops the generation.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
