//! What is in the user's room.

use std::collections::BTreeMap;

use super::pattern::{Name, Pattern, Segment, Shape};
use super::{Broken, Module};
use crate::diagnostic::{Diagnostic, FileId, Place, Sources};

/// A file of the user's room, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path relative to the project: `src/app/posts/route.rs`.
    pub path: String,
    /// Its path as it is shown: relative to where the command runs.
    pub shown: String,
    /// Its folder relative to the room: `posts`.
    pub folder: String,
    /// What is in it.
    pub text: String,
}

/// The user's room.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Where it is, relative to the project: `src/app`.
    pub root: String,
    /// Every `route.rs`, sorted by path.
    pub routes: Vec<RouteFile>,
    /// Every `middleware.rs`, sorted by path.
    pub middleware: Vec<Attachment>,
    /// Every `error.rs`, sorted by path.
    pub errors: Vec<Attachment>,
    /// `auth.rs`.
    pub auth: Option<UserFile>,
    /// Every folder that can hold routes, with the URLs that it stands for, sorted by path.
    pub folders: BTreeMap<String, Pattern>,
}

/// A file of the user's room that was understood.
#[derive(Clone, Debug)]
pub struct UserFile {
    /// Its path relative to the project.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// What it declares.
    pub module: Module,
    /// Its number among the sources.
    pub file: FileId,
}

/// A `route.rs`.
#[derive(Clone, Debug)]
pub struct RouteFile {
    /// The file.
    pub source: UserFile,
    /// Its folder relative to the room.
    pub folder: String,
    /// The URLs of its folder.
    pub pattern: Pattern,
}

/// A `middleware.rs` or an `error.rs`.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its path relative to the project.
    pub path: String,
    /// Its folder relative to the room.
    pub folder: String,
}

impl UserFile {
    /// A place in it.
    pub fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place::new(self.file, range.start, range.end)
    }
}

impl Tree {
    /// Understands the files of the user's room. `root` is the room's path relative to the project.
    pub fn read(root: &str, found: Vec<Found>, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Self {
        let mut tree = Self { root: root.to_owned(), ..Self::default() };
        for found in found {
            let name = found.path.rsplit('/').next().unwrap_or_default().to_owned();
            let pattern = match pattern(&found.folder) {
                Ok(Some(pattern)) => pattern,
                Ok(None) => continue,
                Err(reason) => {
                    faults.push(Diagnostic::error(None, format!("{}: {reason}", found.path)));
                    continue;
                }
            };
            tree.add_folders(&found.folder);
            let attachment = Attachment { path: found.path.clone(), folder: found.folder.clone() };
            match name.as_str() {
                "middleware.rs" => tree.middleware.push(attachment),
                "error.rs" => {
                    if let Some(source) = understand(found, sources, faults) {
                        faults.extend(without_function(&source));
                        tree.errors.push(attachment);
                    }
                }
                "route.rs" => {
                    let folder = found.folder.clone();
                    if let Some(source) = understand(found, sources, faults) {
                        tree.routes.push(RouteFile { source, folder, pattern });
                    }
                }
                "auth.rs" if found.folder.is_empty() => tree.auth = understand(found, sources, faults),
                _ => {}
            }
        }
        tree.routes.sort_by(|a, b| a.source.path.cmp(&b.source.path));
        tree.middleware.sort_by(|a, b| a.path.cmp(&b.path));
        tree.errors.sort_by(|a, b| a.path.cmp(&b.path));
        tree.one_name_a_position(faults);
        tree
    }

    /// The path of a file in a folder of the room.
    pub fn file(&self, folder: &str, name: &str) -> String {
        if folder.is_empty() {
            format!("{}/{name}", self.root)
        } else {
            format!("{}/{folder}/{name}", self.root)
        }
    }

    fn add_folders(&mut self, folder: &str) {
        let mut above = Some(folder);
        while let Some(folder) = above {
            if let Ok(Some(pattern)) = pattern(folder) {
                self.folders.insert(folder.to_owned(), pattern);
            }
            above = match folder.rsplit_once('/') {
                Some((above, _)) => Some(above),
                None if folder.is_empty() => None,
                None => Some(""),
            };
        }
    }

    /// Two folders with differently named parameters for one position are a mistake: a reader cannot know which one
    /// answers.
    fn one_name_a_position(&self, faults: &mut Vec<Diagnostic>) {
        let mut known: BTreeMap<(Vec<Shape>, Shape), (&Segment, &str)> = BTreeMap::new();
        for (folder, pattern) in &self.folders {
            let Some((last, above)) = pattern.segments.split_last().filter(|(last, _)| last.is_dynamic())
            else {
                continue;
            };
            let position = (above.iter().map(Segment::shape).collect(), last.shape());
            match known.get(&position) {
                Some((segment, first)) if *segment != last => {
                    let (a, b) = (self.example(first), self.example(folder));
                    let message = format!("{a} and {b} have two names for one position of the URL");
                    faults.push(Diagnostic::error(None, message).help("give both folders the same name"));
                }
                Some(_) => {}
                None => {
                    known.insert(position, (last, folder));
                }
            }
        }
    }

    /// A file in or below a folder, to show.
    fn example(&self, folder: &str) -> String {
        let below = format!("{folder}/");
        let paths = self.routes.iter().map(|route| (&route.folder, &route.source.path));
        let attached = self.middleware.iter().chain(&self.errors).map(|file| (&file.folder, &file.path));
        paths
            .chain(attached)
            .find(|(of, _)| *of == folder || of.starts_with(&below))
            .map_or_else(|| self.file(folder, "route.rs"), |(_, path)| path.clone())
    }
}

/// The URLs of a folder; none below a private one.
fn pattern(folder: &str) -> Result<Option<Pattern>, String> {
    let mut segments = Vec::new();
    for name in folder.split('/').filter(|name| !name.is_empty()) {
        if let Some(Segment::Rest { .. }) = segments.last() {
            return Err("nothing can follow a catch-all, which takes the rest of the path".to_owned());
        }
        match Name::read(name) {
            Name::Segment(segment) => segments.push(segment),
            Name::Group => {}
            Name::Private => return Ok(None),
            Name::Wrong(reason) => {
                return Err(format!("`{name}` is no name for a folder of routes: {reason}"));
            }
        }
    }
    Ok(Some(Pattern { segments }))
}

/// An `error.rs` that shapes no errors.
fn without_function(source: &UserFile) -> Option<Diagnostic> {
    let module = &source.module;
    if module.function("error").is_some() || !module.opaque.is_empty() {
        return None;
    }
    let place = module.value("error").map(|taken| source.place(&taken.place));
    let place = place.unwrap_or_else(|| source.place(&(0..0)));
    let message = format!("`{}` has no function `error` that the wiring can reach", source.path);
    Some(Diagnostic::error(place, message).help(
        "write `pub fn error(problem: Problem, request: &Parts) -> impl IntoResponse`, or give the file another name",
    ))
}

fn understand(found: Found, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<UserFile> {
    let file = sources.add(found.shown, found.text.clone());
    match Module::read(&found.text) {
        Ok(module) => Some(UserFile { path: found.path, text: found.text, module, file }),
        Err(Broken { message, place }) => {
            let place = Place::new(file, place.start, place.end);
            faults.push(
                Diagnostic::error(place, format!("not Rust: {message}"))
                    .help("nothing was written; mend the file and run it again"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &str, name: &str, text: &str) -> Found {
        let path =
            if folder.is_empty() { format!("src/app/{name}") } else { format!("src/app/{folder}/{name}") };
        Found { shown: path.clone(), path, folder: folder.to_owned(), text: text.to_owned() }
    }

    fn read(files: &[(&str, &str)]) -> (Tree, String) {
        let mut sources = Sources::new();
        let mut faults = Vec::new();
        let files = files.iter().map(|(folder, text)| found(folder, "route.rs", text)).collect();
        let tree = Tree::read("src/app", files, &mut sources, &mut faults);
        (tree, faults.iter().map(|fault| sources.render(fault)).collect())
    }

    #[test]
    fn folders_are_urls() {
        let (tree, faults) = read(&[
            ("", ""),
            ("api/v1/posts/[id]", ""),
            ("(internal)/healthz", ""),
            ("files/[...path]", ""),
            ("docs/[[...path]]", ""),
            ("_lib/posts", "not even Rust"),
        ]);
        assert_eq!(faults, "");
        let urls: Vec<String> = tree.routes.iter().map(|route| route.pattern.to_string()).collect();
        assert_eq!(urls, ["/healthz", "/api/v1/posts/{id}", "/docs/{**path}", "/files/{*path}", "/"]);
        assert!(tree.folders.contains_key("api/v1") && tree.folders.contains_key("(internal)"));
        assert!(!tree.folders.contains_key("_lib"));
    }

    #[test]
    fn a_file_that_does_not_parse_is_shown() {
        let (_, faults) = read(&[("posts", "pub async fn get( {}\n")]);
        assert!(faults.contains("src/app/posts/route.rs:1:"), "{faults}");
    }

    #[test]
    fn one_position_has_one_name() {
        let (_, faults) = read(&[("posts/[id]", ""), ("posts/[slug]/comments", "")]);
        assert!(faults.contains("src/app/posts/[id]/route.rs"), "{faults}");
        assert!(faults.contains("src/app/posts/[slug]/comments/route.rs"), "{faults}");
        let (_, faults) =
            read(&[("posts/[id]", ""), ("(other)/posts/[id]/comments", ""), ("posts/[id].json", "")]);
        assert_eq!(faults, "");
        let (_, faults) = read(&[("a/[...x]", ""), ("a/[[...x]]", "")]);
        assert!(faults.contains("two names"), "{faults}");
    }

    #[test]
    fn names_that_mean_nothing_are_refused() {
        let (_, faults) = read(&[("posts/[id", ""), ("files/[...path]/more", "")]);
        assert!(faults.contains("`[id` is no name"), "{faults}");
        assert!(faults.contains("catch-all"), "{faults}");
    }
}
