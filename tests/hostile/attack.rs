//! Running the command on a document that attacks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use routewright_tests::usage::{self, End, Limits, Usage};
use routewright_tests::{program, workspace};
use tempfile::TempDir;

/// How far the command may go with a document that is not large.
const LIMITS: Limits = Limits { time: Duration::from_secs(60), memory: 2 << 30 };

/// A document that was given to `routewright new`, and what came of it.
pub struct Attack {
    /// The folder in which all of it took place.
    folder: TempDir,
    /// What the command did.
    pub usage: Usage,
}

impl Attack {
    /// Has a project made of a document.
    pub fn with(document: impl AsRef<[u8]>) -> Attack {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (specs, projects) = (folder.path().join("specs"), folder.path().join("projects"));
        for folder in [&specs, &projects] {
            fs::create_dir(folder).expect("a folder");
        }
        fs::write(specs.join("evil.yaml"), document).expect("writing a document");
        let mut command = Command::new(program::routewright());
        command.args(["new", "shop", "--spec"]).arg(specs.join("evil.yaml")).current_dir(&projects);
        command.arg("--runtime").arg(workspace::root().join("runtime"));
        let usage = usage::run(&mut command, LIMITS);
        let attack = Attack { folder, usage };
        attack.stayed_inside();
        attack
    }

    /// The project.
    pub fn project(&self) -> PathBuf {
        self.folder.path().join("projects/shop")
    }

    /// Makes sure that the command ended by itself, in one of the two ways that are right.
    pub fn is_refused(&self, name: &str) -> bool {
        match self.usage.end {
            End::Success => false,
            End::Failure(Some(1)) if !self.usage.stderr.contains("panicked at") => true,
            end => panic!("{name}: {end:?} after {:?}:\n{}", self.usage.time, brief(&self.usage.stderr)),
        }
    }

    /// Makes sure that there is nothing new outside of the project.
    fn stayed_inside(&self) {
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).expect("reading a folder").flatten();
            let mut names: Vec<String> =
                entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(names(self.folder.path()), ["projects", "specs"]);
        assert_eq!(names(&self.folder.path().join("specs")), ["evil.yaml"]);
        let projects = names(&self.folder.path().join("projects"));
        assert!(projects.iter().all(|name| name == "shop"), "{projects:?}");
    }

    /// Every file of Rust in the project.
    pub fn sources(&self) -> Vec<(PathBuf, String)> {
        let mut sources = Vec::new();
        collect(&self.project(), &mut sources);
        sources
    }
}

fn collect(folder: &Path, sources: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        assert!(!path.is_symlink(), "{} is a link", path.display());
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).expect("reading a source");
            sources.push((path, text));
        }
    }
}

/// The start of a text that may be very long.
pub fn brief(text: &str) -> String {
    text.chars().take(2000).collect()
}
