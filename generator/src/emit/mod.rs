//! Plans made text.
//!
//! Templates print tokens, never texts of the spec; what they print is read as Rust and written by
//! prettyplease, so what leaves this module is Rust, or an error.

mod doc;
mod engine;
mod error;
mod imports;
mod item;
mod operation;
mod rule;
mod skeleton;
mod source;
mod token;
mod version;
mod wiring;

use std::path::Path;

pub use error::Error;
pub use source::HEADER;

use engine::Engine;
use version::Version;

use crate::merge::Wiring;
use crate::plan::{Plans, Scheme};

/// A file of generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmittedFile {
    /// Its path, relative to the folder of generated code, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Writes files from plans.
#[derive(Debug)]
pub struct Emitter {
    engine: Engine,
}

impl Emitter {
    /// Reads the templates: those of the tool, each replaced by the one of the same name in the given folder.
    ///
    /// # Errors
    /// A template cannot be read, or is none.
    pub fn new(templates: Option<&Path>) -> Result<Self, Error> {
        Ok(Self { engine: Engine::new(templates)? })
    }

    /// All files of generated code, sorted by path.
    ///
    /// # Errors
    /// A template does not make Rust.
    pub fn generated(&self, plans: &Plans, wiring: &Wiring) -> Result<Vec<EmittedFile>, Error> {
        let mut files = wiring::files(&self.engine, plans, wiring)?;
        for plan in &plans.versions {
            let version = Version::new(&self.engine, plans, plan);
            files.extend(version.modules()?);
            files.extend(each(&version)?);
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }

    /// A new `route.rs` for a URL and its operations, by their positions in [`Plans::routes`].
    ///
    /// # Errors
    /// A template does not make Rust.
    pub fn route(&self, plans: &Plans, url: &str, routes: &[usize]) -> Result<String, Error> {
        skeleton::route(&self.engine, plans, url, routes)
    }

    /// A function for an operation, to be added to a `route.rs` that is there.
    ///
    /// # Errors
    /// A template does not make Rust.
    pub fn function(&self, plans: &Plans, route: usize) -> Result<String, Error> {
        skeleton::function(&self.engine, plans, route)
    }

    /// A new `auth.rs`.
    ///
    /// # Errors
    /// A template does not make Rust.
    pub fn auth(&self, plans: &Plans, schemes: &[&Scheme]) -> Result<String, Error> {
        skeleton::auth(&self.engine, plans, schemes)
    }

    /// The type and the function of a security scheme, to be added to an `auth.rs` that is there.
    ///
    /// # Errors
    /// A template does not make Rust.
    pub fn scheme(&self, plans: &Plans, scheme: &Scheme) -> Result<String, Error> {
        skeleton::scheme(&self.engine, plans, scheme)
    }

    /// A new `main.rs`.
    ///
    /// # Errors
    /// A template does not make Rust.
    pub fn main(&self, plans: &Plans) -> Result<String, Error> {
        skeleton::main(&self.engine, plans)
    }
}

/// The files of types, written by as many threads as there are processors.
fn each(version: &Version<'_>) -> Result<Vec<EmittedFile>, Error> {
    let threads =
        std::thread::available_parallelism().map_or(1, usize::from).min(8).min(version.len().max(1));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if index >= version.len() {
                return Ok(done);
            }
            done.extend(version.file(index)?);
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut files = work();
        for worker in workers {
            match (worker.join(), &mut files) {
                (Ok(Ok(more)), Ok(files)) => files.extend(more),
                (Ok(Err(error)), Ok(_)) => files = Err(error),
                (Ok(_), Err(_)) => {}
                (Err(panic), _) => std::panic::resume_unwind(panic),
            }
        }
        files
    })
}
