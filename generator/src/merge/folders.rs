//! Where operations go: the folder that a person has made for their URL, or a new one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Tree;
use super::pattern::Shape;
use crate::api::{Method, PathTemplate, Piece};
use crate::plan::{folder, names};

/// Finds a folder for each URL, and remembers those that it makes up.
///
/// One dynamic folder per position: `/posts/{id}` and `/posts/{post}/comments` share `posts/[id]`.
#[derive(Debug)]
pub struct Folders {
    /// The files that serve what a path matches, each with the functions that it has.
    files: HashMap<Vec<Shape>, Vec<(String, HashSet<String>)>>,
    /// The folders that stand for a part of a URL: first the one to go on in.
    known: HashMap<Vec<Shape>, Vec<String>>,
    /// The names in each folder, without regard to case, since some file systems have none.
    taken: HashMap<String, BTreeMap<String, String>>,
}

impl Folders {
    /// Starts from what is there.
    pub fn new(tree: &Tree) -> Self {
        let mut folders = Self { files: HashMap::new(), known: HashMap::new(), taken: HashMap::new() };
        for route in &tree.routes {
            let module = &route.source.module;
            let declared = module.declared.iter().map(|declared| &declared.name);
            let functions = declared.filter(|name| module.function(name).is_some());
            let entry = (route.folder.clone(), functions.cloned().collect());
            folders.files.entry(route.pattern.shapes()).or_default().push(entry);
        }
        for (folder, pattern) in &tree.folders {
            folders.known.entry(pattern.shapes()).or_default().push(folder.clone());
            if let Some((above, name)) =
                folder.rsplit_once('/').or((!folder.is_empty()).then_some(("", folder)))
            {
                folders.take(above, name);
            }
        }
        folders.known.entry(Vec::new()).or_default().push(String::new());
        for same in folders.known.values_mut() {
            // A folder outside of groups comes first.
            same.sort_by_key(|folder| {
                (folder.split('/').filter(|name| name.starts_with('(')).count(), folder.clone())
            });
            same.dedup();
        }
        folders
    }

    /// The folder of an operation that has a file, relative to the user's room: one that serves the method before others.
    pub fn existing(&self, mount: &str, template: &PathTemplate, method: &Method) -> Option<&str> {
        let shapes: Vec<Shape> = segments(mount, template).iter().map(|pieces| Shape::of(pieces)).collect();
        let files = self.files.get(&shapes)?;
        let function = names::function(method);
        let serving = files.iter().find(|(_, functions)| functions.contains(&function)).or(files.first());
        serving.map(|(folder, _)| folder.as_str())
    }

    /// The folder of an operation, relative to the user's room.
    pub fn folder(&mut self, mount: &str, template: &PathTemplate, method: &Method) -> String {
        if let Some(folder) = self.existing(mount, template, method) {
            return folder.to_owned();
        }
        let segments = segments(mount, template);
        let shapes: Vec<Shape> = segments.iter().map(|pieces| Shape::of(pieces)).collect();
        let mut folder = String::new();
        for (index, pieces) in segments.iter().enumerate() {
            folder = self.child(folder, pieces, &shapes[..=index]);
        }
        folder
    }

    fn child(&mut self, parent: String, pieces: &[Piece], shapes: &[Shape]) -> String {
        if let Some(known) = self.known.get(shapes).and_then(|known| known.first()) {
            return known.clone();
        }
        let plain = folder::name(pieces);
        let names = self.taken.entry(parent.clone()).or_default();
        let name = match names.get(&plain.to_lowercase()) {
            Some(_) => apart(&plain, |name| names.contains_key(&name.to_lowercase())),
            None => plain,
        };
        self.take(&parent, &name);
        let child = if parent.is_empty() { name } else { format!("{parent}/{name}") };
        self.known.insert(shapes.to_vec(), vec![child.clone()]);
        child
    }

    fn take(&mut self, parent: &str, name: &str) {
        self.taken.entry(parent.to_owned()).or_default().insert(name.to_lowercase(), name.to_owned());
    }
}

/// The segments of a mounted path.
pub(super) fn segments(mount: &str, template: &PathTemplate) -> Vec<Vec<Piece>> {
    let mount = mount.split('/').filter(|segment| !segment.is_empty());
    let mut segments: Vec<_> = mount.map(|segment| vec![Piece::Literal(segment.to_owned())]).collect();
    segments.extend(template.segments.iter().cloned());
    segments
}

/// A name for the same segment that differs from all others in more than case: its letters escaped, capitals first.
fn apart(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let escaped = |of: fn(&char) -> bool| -> String {
        let mut out = String::new();
        let mut inside = false;
        let mut skip = 0;
        for c in name.chars() {
            match c {
                '[' => inside = true,
                ']' => inside = false,
                '%' => skip = 3,
                _ => {}
            }
            if skip == 0 && !inside && of(&c) {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            } else {
                out.push(c);
            }
            skip = usize::saturating_sub(skip, 1);
        }
        out
    };
    let capitals = escaped(char::is_ascii_uppercase);
    if is_taken(&capitals) { escaped(char::is_ascii_alphabetic) } else { capitals }
}

#[cfg(test)]
mod tests {
    use super::super::Found;
    use super::*;
    use crate::diagnostic::Sources;

    fn folders(existing: &[(&str, &str)]) -> Folders {
        let found = existing
            .iter()
            .map(|(folder, text)| Found {
                path: format!("src/app/{folder}/route.rs"),
                shown: format!("src/app/{folder}/route.rs"),
                folder: (*folder).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        let mut faults = Vec::new();
        let tree = Tree::read("src/app", found, &mut Sources::new(), &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        Folders::new(&tree)
    }

    fn place(folders: &mut Folders, mount: &str, template: &str) -> String {
        let template = PathTemplate::parse(template).expect("a template");
        folders.folder(mount, &template, &Method::Get)
    }

    #[test]
    fn new_folders_are_named_after_the_url() {
        let folders = &mut folders(&[]);
        assert_eq!(place(folders, "/api/v1", "/posts"), "api/v1/posts");
        assert_eq!(place(folders, "/api/v1", "/posts/{id}"), "api/v1/posts/[id]");
        assert_eq!(place(folders, "/api/v1", "/posts/{post}/comments"), "api/v1/posts/[id]/comments");
        assert_eq!(place(folders, "/api/v1", "/posts/{id}.json"), "api/v1/posts/[id].json");
        assert_eq!(place(folders, "", "/"), "");
        assert_eq!(place(folders, "/api", "/"), "api");
    }

    #[test]
    fn what_a_person_made_is_used() {
        let folders = &mut folders(&[
            ("(blog)/api/posts", "pub async fn get() {}"),
            ("api/posts/[slug]/likes", ""),
            ("(users)/users/[name]", ""),
        ]);
        assert_eq!(place(folders, "/api", "/posts"), "(blog)/api/posts");
        assert_eq!(place(folders, "/api", "/posts/{id}"), "api/posts/[slug]");
        assert_eq!(place(folders, "/api", "/posts/{id}/likes"), "api/posts/[slug]/likes");
        assert_eq!(place(folders, "", "/users/{id}/posts"), "(users)/users/[name]/posts");
        assert_eq!(place(folders, "/api", "/tags"), "api/tags");
    }

    #[test]
    fn the_file_that_serves_the_method_comes_first() {
        let folders =
            &mut folders(&[("(a)/posts", "pub async fn post() {}"), ("(b)/posts", "pub async fn get() {}")]);
        assert_eq!(place(folders, "", "/posts"), "(b)/posts");
    }

    #[test]
    fn names_that_differ_in_case_alone_are_kept_apart() {
        let folders = &mut folders(&[("posts", "")]);
        assert_eq!(place(folders, "", "/Posts"), "%50osts");
        assert_eq!(place(folders, "", "/POSTS"), "%50%4F%53%54%53");
        assert_eq!(place(folders, "", "/{Id}.JSON"), "[Id].JSON");
        assert_eq!(place(folders, "", "/{id}.json"), "[id].%6A%73%6F%6E");
    }
}
