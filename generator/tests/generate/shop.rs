//! A project in a temporary folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

pub const LIST: &str = "src/app/api/items/route.rs";
pub const READ: &str = "src/app/api/items/[id]/route.rs";

/// A spec with two paths.
pub const SPEC: &str = r##"openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: /api }]
paths:
  /items:
    get:
      operationId: listItems
      responses:
        "200": { description: All., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Item" } } } } }
    post:
      operationId: createItem
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
      responses:
        "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Receipt" } } } }
  /items/{id}:
    get:
      operationId: readItem
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
components:
  schemas:
    Item: { type: object, required: [name], properties: { name: { type: string } } }
    Receipt: { type: object, properties: { item: { $ref: "#/components/schemas/Item" }, last: { $ref: "#/components/schemas/Receipt" } } }
"##;

/// The files of a project with their texts and the times of their last change.
pub type Files = BTreeMap<String, (String, SystemTime)>;

pub struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    /// A project before its first run.
    pub fn new(spec: &str) -> Self {
        let shop = Self { folder: tempfile::tempdir().expect("a folder") };
        shop.write("routewright.toml", "[[spec]]\nname = \"v1\"\npath = \"specs/v1.yaml\"\n");
        shop.write("specs/v1.yaml", spec);
        shop
    }

    /// A project after its first run.
    pub fn generated() -> Self {
        let shop = Self::new(SPEC);
        shop.generate();
        shop
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn spec(&self, old: &str, new: &str) {
        let spec = self.read("specs/v1.yaml");
        assert!(spec.contains(old), "no {old} in\n{spec}");
        self.write("specs/v1.yaml", &spec.replacen(old, new, 1));
    }

    /// Takes a part of the spec out: from one line to before another.
    pub fn cut(&self, from: &str, to: &str) {
        let spec = self.read("specs/v1.yaml");
        let start = spec.find(from).unwrap_or_else(|| panic!("no {from}"));
        let end =
            start + from.len() + spec[start + from.len()..].find(to).unwrap_or_else(|| panic!("no {to}"));
        self.write("specs/v1.yaml", &format!("{}{}", &spec[..start], &spec[end..]));
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_routewright"));
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("it starts")
    }

    /// What a command that must succeed says.
    pub fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    }

    /// What a command that must fail says.
    pub fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
        said(&output)
    }

    pub fn generate(&self) -> String {
        self.succeeds(&["generate"])
    }

    /// Every file, below every folder.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        walk(self.folder.path(), self.folder.path(), &mut files);
        files
    }

    /// Every file without its time.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.files().into_iter().map(|(path, (text, _))| (path, text)).collect()
    }
}

pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn walk(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            let time = entry.metadata().and_then(|data| data.modified()).expect("a time");
            files.insert(name, (std::fs::read_to_string(&path).expect("text"), time));
        }
    }
}
