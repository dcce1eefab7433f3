use std::fmt;
use std::path::PathBuf;

/// Why there is no text.
#[derive(Debug)]
pub enum Error {
    /// A template cannot be read.
    Read {
        /// Its file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A template is wrong, or prints what is no token.
    Template(minijinja::Error),
    /// What a template printed is not Rust.
    Syntax {
        /// The template.
        template: &'static str,
        /// What it should have become.
        file: String,
        /// What the parser says.
        message: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Template(error) => write!(f, "{error:#}"),
            Self::Syntax { template, file, message } => {
                write!(f, "the template `{template}` does not make Rust of `{file}`: {message}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } => Some(error),
            Self::Template(error) => Some(error),
            Self::Syntax { .. } => None,
        }
    }
}

impl From<minijinja::Error> for Error {
    fn from(error: minijinja::Error) -> Self {
        Self::Template(error)
    }
}
