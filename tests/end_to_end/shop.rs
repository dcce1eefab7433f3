//! A project that `routewright new` makes, and what its tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use routewright_tests::{Server, program, workspace};
use tempfile::TempDir;

pub const SPEC: &str = include_str!("shop.yaml");
pub const LIST: &str = "src/app/shop/articles/route.rs";
pub const READ: &str = "src/app/shop/articles/[id]/route.rs";

/// A fresh project in a folder of its own.
pub struct Shop {
    root: TempDir,
}

impl Shop {
    pub fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::write(root.path().join("shop.yaml"), SPEC).expect("a writable folder");
        let made = program::run(
            Command::new(program::routewright())
                .current_dir(root.path())
                .args(["new", "shop", "--spec", "shop.yaml", "--runtime"])
                .arg(workspace::root().join("runtime")),
        );
        assert!(made.status.success(), "{}", program::said(&made));
        let shop = Self { root };
        // The versions that were tested here, and no others.
        fs::copy(workspace::root().join("Cargo.lock"), shop.path("Cargo.lock")).expect("a lock file");
        shop
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join("shop").join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, text).expect("a writable file");
    }

    /// Replaces one text in a file, which must be there.
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "no {old:?} in {path}:\n{text}");
        self.write(path, &text.replace(old, new));
    }

    /// Where the project keeps its spec.
    pub fn spec(&self) -> String {
        let settings = self.read("routewright.toml");
        let path = settings.lines().find_map(|line| line.strip_prefix("path = ")).expect("a spec");
        path.trim_matches('"').to_owned()
    }

    /// Runs `routewright` in the project.
    pub fn routewright(&self, arguments: &[&str]) -> Output {
        program::run(Command::new(program::routewright()).current_dir(self.path("")).args(arguments))
    }

    /// Runs `routewright`, which must succeed, and gives what it said.
    #[track_caller]
    pub fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.routewright(arguments);
        assert!(output.status.success(), "{arguments:?}\n{}", program::said(&output));
        program::said(&output)
    }

    /// Runs `routewright`, which must end with 1, and gives what it said.
    #[track_caller]
    pub fn fails(&self, arguments: &[&str]) -> String {
        let output = self.routewright(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}\n{}", program::said(&output));
        program::said(&output)
    }

    /// Compiles the project without building it, and gives what the compiler said.
    pub fn check(&self) -> Result<(), String> {
        let output = program::run(program::cargo(&self.path("")).args(["check", "--offline"]));
        if output.status.success() { Ok(()) } else { Err(program::said(&output)) }
    }

    /// Builds and starts it.
    pub fn serve(&self, arguments: &[&str]) -> Server {
        // Several shops share a target folder and a name; each starts a copy of its own.
        let built = program::project(&self.path(""), "shop");
        let own = self.root.path().join("server");
        fs::copy(built, &own).expect("a program");
        Server::start(Command::new(own).arg("serve").args(arguments))
    }
}

/// Every file below a folder, with its text, by its path.
pub fn tree(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    files.sort();
    files
}
