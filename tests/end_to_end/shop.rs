//! A project that `routewright new` makes, and what its tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use routewright_tests::{Server, program, workspace};

/// Where the projects are.
const ROOM: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/projects");
pub const SPEC: &str = include_str!("shop.yaml");
pub const LIST: &str = "src/app/shop/articles/route.rs";
pub const READ: &str = "src/app/shop/articles/[id]/route.rs";

/// A fresh project.
pub struct Shop {
    name: &'static str,
}

impl Shop {
    /// Makes a project of that name, which no other test may use. It is in the same folder each time, so that what is built
    /// from it takes the place of what was built before.
    pub fn new(name: &'static str) -> Self {
        Self::of(name, SPEC)
    }

    /// Makes a project of that name from a spec.
    pub fn of(name: &'static str, text: &str) -> Self {
        let _ = fs::remove_dir_all(Path::new(ROOM).join(name));
        fs::create_dir_all(ROOM).expect("a writable folder");
        let spec = Path::new(ROOM).join(format!("{name}.yaml"));
        fs::write(&spec, text).expect("a writable folder");
        let mut command = Command::new(program::routewright());
        command.current_dir(ROOM).args(["new", name, "--spec"]).arg(spec);
        let made = program::run(command.arg("--runtime").arg(workspace::root().join("runtime")));
        assert!(made.status.success(), "{}", program::said(&made));
        let shop = Self { name };
        // The versions that were tested here, and no others.
        fs::copy(workspace::root().join("Cargo.lock"), shop.path("Cargo.lock")).expect("a lock file");
        shop
    }

    pub fn path(&self, path: &str) -> PathBuf {
        Path::new(ROOM).join(self.name).join(path)
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
        let program = program::project(&self.path(""), self.name);
        Server::start(Command::new(program).arg("serve").args(arguments))
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
