//! Which files belong to a document, and reading them.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::identifiers::Identifiers;
use super::reference::{decode, is_url};
use super::{Document, Kind, Limits, Node, Options, Unresolved, read, uri};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Sources};

/// Reads a document file by file.
pub(super) struct Loader<'a> {
    limits: &'a Limits,
    root: Option<PathBuf>,
    sources: Sources,
    files: Vec<Node>,
    /// The name that is shown, and the real path if there is one, of each file.
    paths: Vec<(PathBuf, Option<PathBuf>)>,
    /// What became of each real path.
    known: HashMap<PathBuf, Result<FileId, Unresolved>>,
    links: HashMap<(FileId, String), Result<FileId, Unresolved>>,
    identifiers: Identifiers,
    /// Folders that stand for places on the network.
    mirrors: Vec<(String, PathBuf)>,
    /// The URIs of files that were found by one.
    found: HashMap<FileId, String>,
    /// What documents call themselves: `$self`.
    selves: HashMap<FileId, String>,
    bytes: usize,
    allow_missing: bool,
    /// What is wrong with files that are there.
    problems: Vec<Diagnostic>,
}

impl<'a> Loader<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self {
            limits: &options.limits,
            root: options.root.clone(),
            sources: Sources::new(),
            files: Vec::new(),
            paths: Vec::new(),
            known: HashMap::new(),
            links: HashMap::new(),
            identifiers: Identifiers::default(),
            mirrors: options.mirrors.clone(),
            found: HashMap::new(),
            selves: HashMap::new(),
            bytes: 0,
            allow_missing: options.allow_missing,
            problems: Vec::new(),
        }
    }

    pub(super) fn load(mut self, path: &Path) -> Result<Document, Diagnostics> {
        if let Err(message) = self.enter(path) {
            return Err(self.fail(Diagnostic::error(None, message)));
        }
        self.follow()
    }

    pub(super) fn load_text(mut self, name: &str, text: &str) -> Result<Document, Diagnostics> {
        if text.len() > self.limits.bytes {
            return Err(self.fail(Diagnostic::error(None, format!("{name} is too large"))));
        }
        self.add(PathBuf::from(name), None, text.to_owned());
        self.follow()
    }

    /// Reads the first file, and settles the root directory.
    fn enter(&mut self, path: &Path) -> Result<(), String> {
        let shown = path.display();
        let real = path.canonicalize().map_err(|error| format!("{shown} cannot be read: {error}"))?;
        let root = match &self.root {
            Some(root) => {
                root.canonicalize().map_err(|error| format!("{} cannot be read: {error}", root.display()))?
            }
            None => real.parent().unwrap_or(&real).to_owned(),
        };
        if !real.starts_with(&root) {
            return Err(format!("{shown} is not below {}", root.display()));
        }
        self.root = Some(root);
        let text = self.text(&real).map_err(|message| format!("{shown} {message}"))?;
        self.add(path.to_owned(), Some(real), text);
        Ok(())
    }

    /// Reads what the files refer to, and what those refer to.
    fn follow(mut self) -> Result<Document, Diagnostics> {
        if !self.problems.iter().any(Diagnostic::is_error) {
            let mut next = 0;
            while next < self.files.len() {
                let file = FileId(next as u32);
                for name in self.references(file) {
                    let result = self.link(file, &name);
                    self.links.insert((file, name), result);
                }
                next += 1;
            }
        }
        if self.problems.iter().any(Diagnostic::is_error) {
            return Err(Diagnostics { sources: self.sources, list: self.problems });
        }
        let Self { sources, files, links, identifiers, problems: warnings, allow_missing, .. } = self;
        Ok(Document {
            sources,
            warnings,
            allow_missing,
            files,
            links,
            identifiers,
            suggestions: Default::default(),
        })
    }

    /// The file that a name in another file means.
    fn link(&mut self, from: FileId, name: &str) -> Result<FileId, Unresolved> {
        let (shown, real) = &self.paths[from.index()];
        let (Some(real), Some(root)) = (real, &self.root) else {
            return Err(Unresolved::new(format!(
                "\"{name}\" is another file, and this text comes from none"
            )));
        };
        if let Some(path) = self.mirrored(name) {
            let path = path.canonicalize().map_err(|error| {
                let missing = format!("the file \"{}\" cannot be read: {error}", path.display());
                Unresolved::new(missing).help(format!("it stands for {name}"))
            })?;
            let file = self.file(name, Path::new(name).to_owned(), path)?;
            self.found.entry(file).or_insert_with(|| name.to_owned());
            return Ok(file);
        }
        let relative = decode(self.beside(from, name).unwrap_or(name));
        if Path::new(&*relative).has_root() || relative.contains('\0') {
            return Err(Unresolved::new(format!("\"{name}\" is not a relative path")).help(
                "refer to files by their path from the file that refers to them, such as ./schemas.yaml",
            ));
        }
        let folder = real.parent().unwrap_or(real);
        let shown = tidy(&shown.parent().unwrap_or(Path::new("")).join(&*relative));
        let path = match folder.join(&*relative).canonicalize() {
            Ok(path) => path,
            Err(_) if !tidy(&folder.join(&*relative)).starts_with(root) => return Err(outside(name, root)),
            Err(error) => {
                let missing = format!("the file \"{}\" cannot be read: {error}", shown.display());
                return Err(Unresolved::new(missing).help(help_for(name)));
            }
        };
        self.file(name, shown, path)
    }

    /// The file that stands for a place on the network.
    fn mirrored(&self, name: &str) -> Option<PathBuf> {
        let mut mirrors = self.mirrors.iter();
        mirrors.find_map(|(uri, folder)| Some(folder.join(&*decode(name.strip_prefix(uri.as_str())?))))
    }

    /// The relative path of a file whose URI says that it lies beside a document, by what that calls itself.
    fn beside<'n>(&self, from: FileId, name: &'n str) -> Option<&'n str> {
        let own = self.selves.get(&from).filter(|own| is_url(own))?;
        let folder = &own[..=own.rfind('/')?];
        name.strip_prefix(folder).filter(|rest| !folder.ends_with("//") && !rest.is_empty())
    }

    /// The file with a real path.
    fn file(&mut self, name: &str, shown: PathBuf, path: PathBuf) -> Result<FileId, Unresolved> {
        if let Some(root) = self.root.as_ref().filter(|root| !path.starts_with(root)) {
            return Err(outside(name, root));
        }
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let result = match self.text(&path) {
            Ok(text) => Ok(self.add(shown, Some(path.clone()), text)),
            Err(message) => Err(Unresolved::new(format!("the file \"{}\" {message}", shown.display()))),
        };
        self.known.insert(path, result.clone());
        result
    }

    /// Reads the text of a file.
    fn text(&mut self, path: &Path) -> Result<String, String> {
        let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
        let file = File::open(path).map_err(unreadable)?;
        if !file.metadata().map_err(unreadable)?.is_file() {
            return Err("is not a file".to_owned());
        }
        if self.files.len() >= self.limits.files {
            return Err(format!("is one too many: more than {} are not read", self.limits.files));
        }
        let left = self.limits.bytes - self.bytes;
        let mut bytes = Vec::new();
        file.take(left as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > left {
            return Err(format!("is too large: more than {} bytes are not read", self.limits.bytes));
        }
        self.bytes += bytes.len();
        String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            format!("is not UTF-8, line {line}")
        })
    }

    /// Takes a text in, and reads it as a tree.
    fn add(&mut self, shown: PathBuf, real: Option<PathBuf>, text: String) -> FileId {
        let name = shown.display().to_string();
        let file = self.sources.add(&*name, text);
        let node = match read(file, &name, self.sources.text(file), self.limits) {
            Ok((node, warnings)) => {
                self.problems.extend(warnings);
                node
            }
            Err(problems) => {
                self.problems.extend(problems);
                Node { place: crate::diagnostic::Place::new(file, 0, 0), kind: Kind::Null }
            }
        };
        self.files.push(node);
        if let Some(real) = &real {
            self.known.insert(real.clone(), Ok(file));
        }
        self.paths.push((shown, real));
        file
    }

    /// The names of files in the references of a file. Where a document only looks like one (in an example), the name may lead
    /// nowhere: that matters when somebody asks.
    fn references(&mut self, file: FileId) -> Vec<String> {
        let uri = match self.found.get(&file) {
            Some(uri) => uri.clone(),
            None => format!("file:///{}/", file.index()),
        };
        let uri = match named(&self.files[file.index()]) {
            Some(own) => {
                let own = uri::join(&uri, own);
                self.selves.insert(file, own.clone());
                own
            }
            None => uri,
        };
        let mut names = self.identifiers.read(file, uri, &self.files[file.index()]);
        names.retain(|name| {
            !is_url(name) || self.mirrored(name).is_some() || self.beside(file, name).is_some()
        });
        names.sort_unstable();
        names.dedup();
        names
    }

    fn fail(self, problem: Diagnostic) -> Diagnostics {
        Diagnostics { sources: self.sources, list: vec![problem] }
    }
}

/// What a document calls itself, since OpenAPI 3.2.
fn named(root: &Node) -> Option<&str> {
    let is_new = match &root.get("openapi")?.kind {
        Kind::String(version) => version.starts_with("3.2"),
        Kind::Number(version) => version.to_string() == "3.2",
        _ => false,
    };
    let own = root.get("$self").and_then(Node::as_str)?;
    (is_new && !own.is_empty() && !own.contains('#')).then_some(own)
}

fn outside(name: &str, root: &Path) -> Unresolved {
    Unresolved::new(format!("\"{name}\" is outside of {}", root.display()))
        .help("move the file below that directory")
}

/// What may have been meant by a name that is no file.
fn help_for(name: &str) -> String {
    if name.contains(['/', '.']) {
        "paths in references start at the file that they stand in".to_owned()
    } else {
        format!("did you mean \"#/components/schemas/{name}\"?")
    }
}

/// A path without `.` and `..`, as far as that can be said without looking at the disk.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match tidy.components().next_back() {
                Some(Component::Normal(_)) => {
                    tidy.pop();
                }
                _ => tidy.push(".."),
            },
            other => tidy.push(other),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::load::load;

    struct Project(tempfile::TempDir);

    impl Project {
        fn new(files: &[(&str, &str)]) -> Self {
            let directory = tempfile::tempdir().expect("a directory");
            for (name, text) in files {
                let path = directory.path().join(name);
                fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                fs::write(path, text).expect("a file");
            }
            Self(directory)
        }

        fn load(&self, name: &str, root: &str) -> Document {
            let options = Options { root: Some(self.0.path().join(root)), ..Options::default() };
            load(&self.0.path().join(name), &options).unwrap_or_else(|problems| panic!("{problems}"))
        }
    }

    fn found(document: &Document, reference: &str) -> Result<String, Unresolved> {
        let target = document.find(document.entry(), reference)?;
        Ok(document.sources.slice(target.node.place).to_owned())
    }

    #[test]
    fn reads_the_files_that_are_referred_to() {
        let project = Project::new(&[
            (
                "specs/v1.yaml",
                "a: {$ref: './schemas/post.yaml#/Post'}\nb: {$ref: '../shared/my%20file.json'}\nc: 1\n",
            ),
            ("specs/schemas/post.yaml", "Post: {$ref: '../v1.yaml#/c'}\n"),
            ("shared/my file.json", "{\"x/y\": {\"~\": [7]}}"),
        ]);
        let document = project.load("specs/v1.yaml", "");
        assert_eq!(document.files().count(), 3);
        assert_eq!(found(&document, "#/c").as_deref(), Ok("1"));
        assert_eq!(found(&document, "./schemas/post.yaml#/Post").as_deref(), Ok("{$ref: '../v1.yaml#/c'}"));
        assert_eq!(found(&document, "../shared/my%20file.json#/x~1y/~0/0").as_deref(), Ok("7"));
        let post = document.find(document.entry(), "./schemas/post.yaml#/Post").expect("Post");
        let c = document.find(post.file, "../v1.yaml#/c").expect("c");
        assert_eq!(c.file, document.entry());
        assert!(document.sources.name(post.file).ends_with("specs/schemas/post.yaml"));
    }

    #[test]
    fn stays_below_the_root() {
        let project = Project::new(&[
            (
                "specs/v1.yaml",
                "a: {$ref: '../secret.yaml'}\nb: {$ref: '/etc/passwd'}\nc: {$ref: 'https://example.com/x.yaml'}\nd: {$ref: '../../../../../../../../../../etc/hostname'}\ne: {$ref: link.yaml}\nf: {$ref: '//host/x'}\n",
            ),
            ("secret.yaml", "x: 1"),
        ]);
        #[cfg(unix)]
        std::os::unix::fs::symlink(
            project.0.path().join("secret.yaml"),
            project.0.path().join("specs/link.yaml"),
        )
        .expect("a link");
        let document = project.load("specs/v1.yaml", "specs");
        assert_eq!(document.files().count(), 1);
        let message = |reference: &str| found(&document, reference).expect_err("refused").message;
        assert!(message("../secret.yaml").contains("is outside of"));
        assert!(message("link.yaml").contains("is outside of") || cfg!(not(unix)));
        assert!(message("/etc/passwd").contains("is not a relative path"));
        assert!(message("../../../../../../../../../../etc/hostname").contains("is outside of"));
        assert!(message("https://example.com/x.yaml").contains("on the network"));
        assert!(message("//host/x").contains("on the network"));
    }

    #[test]
    fn says_what_may_have_been_meant() {
        let project = Project::new(&[(
            "v1.yaml",
            "components: {schemas: {Post: {}}}\na: {$ref: Post}\nb: {$ref: ./nowhere.yaml}\nd: {$ref: .}\n",
        )]);
        let document = project.load("v1.yaml", "");
        let unresolved = |reference: &str| found(&document, reference).expect_err("nothing there");
        let pots = unresolved("#/components/schemas/Pots");
        assert_eq!(pots.message, "there is no \"Pots\" in components.schemas");
        assert_eq!(pots.help.as_deref(), Some("did you mean \"Post\"?"));
        assert_eq!(unresolved("Post").help.as_deref(), Some("did you mean \"#/components/schemas/Post\"?"));
        assert!(unresolved("./nowhere.yaml").message.contains("nowhere.yaml\" cannot be read"));
        assert!(unresolved(".").message.contains("is not a file"));
        assert!(unresolved("#/component/schemas/Post").help.is_some_and(|help| help.contains("components")));
        assert!(unresolved("#Post").help.is_some_and(|help| help.contains("#/Post")));
    }

    #[test]
    fn follows_references_within_a_pointer_and_not_for_ever() {
        let project = Project::new(&[(
            "v1.yaml",
            "a: {$ref: '#/b'}\nb: {c: 5}\nx: {$ref: '#/y'}\ny: {$ref: '#/x'}\nz: {$ref: '#/z/z'}\n",
        )]);
        let document = project.load("v1.yaml", "");
        assert_eq!(found(&document, "#/a/c").as_deref(), Ok("5"));
        assert!(found(&document, "#/x/c").expect_err("a circle").message.contains("circles"));
        assert!(found(&document, "#/z/z").expect_err("a circle").message.contains("circles"));
    }

    #[test]
    fn bounds_files_and_bytes() {
        let project = Project::new(&[
            ("a.yaml", "x: {$ref: b.yaml}\n"),
            ("b.yaml", "y: {$ref: c.yaml}\n"),
            ("c.yaml", "1"),
        ]);
        let limits = |files, bytes| Limits { files, bytes, ..Limits::default() };
        let path = project.0.path().join("a.yaml");
        let files = |limits| {
            load(&path, &Options { limits, ..Options::default() }).map(|document| document.files().count())
        };
        assert_eq!(files(limits(10, 1000)).ok(), Some(3));
        assert_eq!(files(limits(2, 1000)).ok(), Some(2));
        assert_eq!(files(limits(10, 36)).ok(), Some(2));
        assert!(files(limits(10, 3)).is_err_and(|problems| problems.to_string().contains("too large")));
    }

    #[test]
    fn names_schemas_by_identifier_and_anchor() {
        let project = Project::new(&[(
            "v1.yaml",
            "a: {$id: 'https://example.com/a', $defs: {b: {$anchor: here, const: 1}}}\n\
             r: {$ref: 'https://example.com/a#/$defs/b'}\n",
        )]);
        let document = project.load("v1.yaml", "");
        assert_eq!(found(&document, "https://example.com/a#/$defs/b/const").as_deref(), Ok("1"));
        assert_eq!(found(&document, "#here").as_deref(), Ok("{$anchor: here, const: 1}"));
    }

    /// What a reference means depends on the schema with an `$id` that it stands in; what only looks like one is none.
    #[test]
    fn references_are_seen_from_the_identifier_around_them() {
        let project = Project::new(&[(
            "v1.yaml",
            "a: {$id: 'https://example.com/a/', enum: [{$id: b}], items: {$ref: b}, not: {$ref: '#here'},\n  \
             $defs: {b: {$id: b, title: B, $defs: {in: {$anchor: here, title: other}}}, h: {$anchor: here, title: H}}}\n",
        )]);
        let document = project.load("v1.yaml", "");
        let title = |keyword: &str| {
            let node = document.root(document.entry()).get("a").and_then(|a| a.get(keyword)?.get("$ref"));
            let node = node.expect("a reference");
            let target = document.find_at(node.place, node.as_str().expect("a text")).expect("a target");
            target.node.get("title").and_then(Node::as_str).map(str::to_owned)
        };
        assert_eq!(title("items").as_deref(), Some("B"));
        assert_eq!(title("not").as_deref(), Some("H"));
    }

    #[test]
    fn a_document_says_where_it_is() {
        let project = Project::new(&[
            (
                "v1.yaml",
                "openapi: 3.2.0\n$self: https://example.com/api/one.yaml\nc: 1\nr: {$ref: two.yaml}\ns: {$ref: 'https://example.com/api/more/three.yaml'}\nt: {$ref: 'https://example.com/other.yaml'}\nu: {$ref: 'https://example.com/api/../../x.yaml'}\n",
            ),
            ("two.yaml", "openapi: 3.2.0\n$self: https://example.com/api/2\nr: {$ref: 'one.yaml#/c'}\n"),
            ("more/three.yaml", "three: 3\n"),
        ]);
        let document = project.load("v1.yaml", "");
        assert_eq!(found(&document, "https://example.com/api/one.yaml#/c").as_deref(), Ok("1"));
        assert_eq!(found(&document, "2#/r/$ref").as_deref(), Ok("'one.yaml#/c'"));
        let two = document.find(document.entry(), "two.yaml").expect("a file");
        assert_eq!(document.find(two.file, "one.yaml#/c").expect("a place").file, document.entry());
        assert_eq!(found(&document, "https://example.com/api/more/three.yaml#/three").as_deref(), Ok("3"));
        let refused = found(&document, "https://example.com/other.yaml").expect_err("elsewhere");
        assert!(refused.message.contains("on the network"), "{}", refused.message);
        assert!(found(&document, "https://example.com/api/../../x.yaml").is_err());
    }

    #[test]
    fn a_folder_stands_for_a_place_on_the_network() {
        let project = Project::new(&[
            ("v1.yaml", "r: {$ref: 'https://example.com/x/one.yaml#/a'}\n"),
            ("vendor/one.yaml", "a: {$ref: two.yaml}\n"),
            ("vendor/two.yaml", "two: 2\n"),
        ]);
        let mirrors = vec![("https://example.com/x/".to_owned(), project.0.path().join("vendor"))];
        let path = project.0.path().join("v1.yaml");
        let document = load(&path, &Options { mirrors, ..Options::default() }).expect("a document");
        assert_eq!(found(&document, "https://example.com/x/one.yaml#/a/two").as_deref(), Ok("2"));
        let refused = found(&document, "https://example.com/y").expect_err("not mirrored");
        assert!(refused.message.contains("on the network"), "{}", refused.message);
    }
}
