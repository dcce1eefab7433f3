use super::{Colour, Diagnostic, Sources};

/// What went wrong together with the texts in which it went wrong, so that it can be shown.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// The files that the places refer to.
    pub sources: Sources,
    /// What to tell.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The text for a terminal without colours.
    pub fn render(&self) -> String {
        self.sources.render_all(&self.list, Colour::Never)
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.render())
    }
}

impl std::error::Error for Diagnostics {}
