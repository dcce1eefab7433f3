//! Which project a command is about.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::config::{FILE, Located};
use super::disk::Local;
use super::switch;
use crate::diagnostic::{Diagnostic, Diagnostics, Sources};

/// A project on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
}

/// A project that nobody else changes as long as this exists.
#[derive(Debug)]
pub struct Held {
    /// Its configuration.
    pub located: Located,
    /// The text of the configuration, as the first of the sources.
    pub sources: Sources,
    /// Whether a generation that was cut off has been finished.
    pub recovered: bool,
    _lock: File,
}

impl Project {
    /// The project in a folder, or else in the nearest folder above `from`, or else, for whoever works on this tool, the
    /// example of its checkout.
    pub fn find(folder: Option<&Path>, from: &Path) -> Result<Self, Diagnostic> {
        if let Some(folder) = folder {
            if folder.join(FILE).is_file() {
                return Ok(Self { root: folder.to_owned() });
            }
            let message = format!("{} is no project: it has no {FILE}", folder.display());
            return Err(Diagnostic::error(None, message).help("`routewright new` makes a project"));
        }
        if let Some(root) = from.ancestors().find(|above| above.join(FILE).is_file()) {
            return Ok(Self { root: root.to_owned() });
        }
        match checkout().filter(|checkout| from.starts_with(checkout)) {
            Some(checkout) if example(&checkout).join(FILE).is_file() => {
                Ok(Self { root: example(&checkout) })
            }
            _ => {
                let message = format!("no {FILE} in {} or above it", from.display());
                let help = "go to a project, name one with `--project`, or make one with `routewright new`";
                Err(Diagnostic::error(None, message).help(help))
            }
        }
    }

    /// Its path as a person would write it here.
    pub fn shown(&self) -> String {
        let here = std::env::current_dir().ok();
        let relative = here.as_deref().and_then(|here| self.root.strip_prefix(here).ok());
        match relative {
            Some(path) if path.as_os_str().is_empty() => ".".to_owned(),
            Some(path) => path.display().to_string(),
            None => self.root.display().to_string(),
        }
    }

    /// The path of a file of it as a person would write it here, from its path relative to the project.
    pub fn display(&self, name: &str) -> String {
        match self.shown().as_str() {
            "." => tidy(name),
            root => tidy(&format!("{root}/{name}")),
        }
    }

    /// Takes the project for this process alone, finishes what was cut off, and reads the configuration.
    ///
    /// Calls `waiting` when somebody else has it.
    pub fn hold(&self, waiting: impl FnOnce()) -> Result<Held, Diagnostics> {
        let mut sources = Sources::new();
        let refuse = |error: io::Error| Diagnostics {
            sources: Sources::new(),
            list: vec![Diagnostic::error(None, format!("{}: {error}", self.display(FILE)))],
        };
        let mut file = File::open(self.root.join(FILE)).map_err(refuse)?;
        if file.try_lock().is_err() {
            waiting();
            file.lock().map_err(refuse)?;
        }
        let recovered = switch::recover(&mut Local, &self.root).map_err(refuse)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(refuse)?;
        let id = sources.add(self.display(FILE), text.clone());
        match Located::read(&text, id) {
            Ok(located) => Ok(Held { located, sources, recovered, _lock: file }),
            Err(list) => Err(Diagnostics { sources, list }),
        }
    }
}

/// A path without detours: `a/../b` is `b`.
fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !last.is_empty() && *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The checkout that this program was built from, if it is still there.
pub fn checkout() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    (above.join("generator").is_dir() && runtime(above).is_file()).then(|| above.to_owned())
}

fn runtime(checkout: &Path) -> PathBuf {
    checkout.join("runtime").join("Cargo.toml")
}

fn example(checkout: &Path) -> PathBuf {
    checkout.join("runtime").join("examples").join("blog")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_nearest_project() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("blog/src/app");
        std::fs::create_dir_all(&deep).expect("a folder");
        assert!(Project::find(None, &deep).is_err());
        std::fs::write(folder.path().join("blog").join(FILE), "").expect("a file");
        let blog = folder.path().join("blog");
        assert_eq!(Project::find(None, &deep), Ok(Project { root: blog.clone() }));
        assert_eq!(Project::find(Some(&blog), folder.path()), Ok(Project { root: blog }));
        assert!(Project::find(Some(&deep), folder.path()).is_err());
    }

    #[test]
    fn paths_are_shown_without_detours() {
        assert_eq!(tidy("runtime/examples/blog/../../../specs/v1.yaml"), "specs/v1.yaml");
        assert_eq!(tidy("/a/./b/../c"), "/a/c");
        assert_eq!(tidy("../x"), "../x");
        assert_eq!(tidy("a/../../x"), "../x");
    }

    #[test]
    fn holds_a_project_for_one_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(FILE), "").expect("a file");
        let project = Project { root: folder.path().to_owned() };
        let held = project.hold(|| panic!("nobody has it")).expect("held");
        let (told, tell) = std::sync::mpsc::channel();
        let other = std::thread::spawn(move || project.hold(move || told.send(()).expect("heard")).is_ok());
        tell.recv().expect("it waits");
        drop(held);
        assert!(other.join().expect("no panic"));
    }
}
