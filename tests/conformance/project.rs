//! The generated project that serves the schemas.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use routewright_tests::{Server, program, workspace};

use crate::suite;

/// Where the projects are.
const ROOM: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/conformance");

/// A project whose handlers give back what they get.
pub struct Project {
    name: &'static str,
    folder: PathBuf,
}

impl Project {
    /// Makes a project of that name, which no other test may use, with the documents to which schemas of the suite refer.
    pub fn new(name: &'static str, suite: &Path) -> Self {
        let folder = Path::new(ROOM).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(ROOM).expect("a writable folder");
        let spec = Path::new(ROOM).join(format!("{name}.json"));
        let nothing = r#"{"openapi":"3.1.0","info":{"title":"Nothing","version":"1"},"paths":{}}"#;
        fs::write(&spec, nothing).expect("a writable folder");
        let mut command = Command::new(program::routewright());
        command.current_dir(ROOM).args(["new", name, "--spec"]).arg(spec);
        let made = program::run(command.arg("--runtime").arg(workspace::root().join("runtime")));
        assert!(made.status.success(), "{}", program::said(&made));
        // The versions that were tested here, and no others.
        fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        for remote in suite::files(&suite.join("remotes")) {
            let beside = remote.strip_prefix(suite).expect("a file of the suite");
            let copy = folder.join("specs").join(beside);
            fs::create_dir_all(copy.parent().expect("a folder")).expect("a writable folder");
            fs::copy(&remote, copy).expect("a writable file");
        }
        Self { name, folder }
    }

    /// Where its specs are.
    pub fn specs(&self) -> PathBuf {
        self.folder.join("specs")
    }

    /// Generates it with these settings, and fills in the handlers.
    pub fn generate(&self, settings: &str) {
        fs::write(self.folder.join("routewright.toml"), settings).expect("a writable file");
        let mut command = Command::new(program::routewright());
        let generated = program::run(command.current_dir(&self.folder).arg("generate"));
        assert!(generated.status.success(), "{}", program::said(&generated));
        fill_in(&self.folder.join("src/app"));
    }

    /// Builds and starts it.
    pub fn serve(&self) -> Server {
        let program = program::project(&self.folder, self.name);
        Server::start(Command::new(program).arg("serve"))
    }
}

/// Has every handler below a folder give back what it gets.
fn fill_in(folder: &Path) {
    for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            fill_in(&path);
        } else if path.ends_with("route.rs") {
            let text = fs::read_to_string(&path).expect("a text");
            fs::write(&path, filled_in(&text)).expect("a writable file");
        }
    }
}

fn filled_in(text: &str) -> String {
    let response = text.split_once("-> Result<").and_then(|(_, rest)| rest.split_once('>'));
    let Some((response, _)) = response else { return text.to_owned() };
    text.replace("_req: ", "req: ")
        .replace("Result, not_implemented}", "Result}")
        .replace("use routewright::{Result}", "use routewright::Result")
        .replace("not_implemented()", &format!("Ok({response}::Ok(req.body))"))
}
