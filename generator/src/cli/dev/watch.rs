//! Which files matter, and whether they are what they were.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{EventKind, RecursiveMode, Watcher};

use super::Event;
use crate::project::config::{Config, FILE};
use crate::project::switch::{Change, Room};
use crate::project::{Project, inside};

/// The folders of a project, beside `src`, whose files a build may read.
const FOLDERS: &[&str] = &["migrations", "queries", "specs", "src", "templates"];
/// The files of a project's root that matter to a build.
const FILES: &[&str] = &["Cargo.toml", "build.rs", FILE];

/// Looks after the files that a person edits.
///
/// The system says that something happened; what happened is seen by looking. So what the generator writes itself is no
/// news, and neither is a file that was saved without a change.
pub struct Watch {
    project: Project,
    watcher: Option<notify::RecommendedWatcher>,
    /// What to look at, relative to the project: folders with all below them, and files.
    roots: Vec<PathBuf>,
    /// A folder that belongs to the tool.
    generated: PathBuf,
    known: BTreeMap<PathBuf, u64>,
}

impl Watch {
    /// Starts to watch.
    pub fn start(project: &Project, events: Sender<Event>) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let is_news = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
            if is_news {
                let _ = events.send(Event::Saved);
            }
        });
        let mut watch = Self {
            project: project.clone(),
            watcher: watcher.ok(),
            roots: Vec::new(),
            generated: project.root.join("src/generated"),
            known: BTreeMap::new(),
        };
        watch.follow(None);
        watch
    }

    /// Whether the system does not say when something happens, so that one has to look from time to time.
    pub fn is_deaf(&self) -> bool {
        self.watcher.is_none()
    }

    /// Takes what is there now for known.
    pub fn learn(&mut self) {
        self.known = self.look();
    }

    /// Takes for known what the generator has written.
    pub fn expect(&mut self, changes: &[Change]) {
        for change in changes.iter().filter(|change| change.room == Room::Yours) {
            if let Some(after) = &change.after {
                self.known.insert(self.project.root.join(&change.path), hash(after));
            }
        }
    }

    /// The first of the files that are not what they were.
    pub fn news(&mut self) -> Option<String> {
        let now = self.look();
        let is_other = |(path, hash): &(&PathBuf, &u64)| self.known.get(*path) != Some(*hash);
        let changed = now.iter().find(is_other).map(|(path, _)| path.clone());
        let changed = changed.or_else(|| self.known.keys().find(|path| !now.contains_key(*path)).cloned());
        self.known = now;
        changed.map(|path| self.project.display(&inside::name(&self.project.root, &path)))
    }

    /// Watches what a configuration names.
    pub fn follow(&mut self, config: Option<&Config>) {
        let root = &self.project.root;
        let mut roots: Vec<PathBuf> = FOLDERS.iter().chain(FILES).map(|name| root.join(name)).collect();
        if let Some(config) = config {
            self.generated = root.join(&config.project.generated);
            roots.extend(config.project.templates.iter().map(|folder| root.join(folder)));
            for spec in &config.specs {
                let file = root.join(&spec.path);
                // The files that it refers to lie beside it.
                let folder = file.parent().filter(|folder| *folder != root.as_path()).map(Path::to_owned);
                roots.push(folder.unwrap_or(file));
            }
        }
        roots.sort();
        roots.dedup();
        if let Some(watcher) = &mut self.watcher {
            for path in roots.iter().filter(|path| !self.roots.contains(path)) {
                if path.is_dir() {
                    let _ = watcher.watch(path, RecursiveMode::Recursive);
                }
            }
            if self.roots.is_empty() {
                // Editors replace files, so it is their folder that has to be watched.
                let _ = watcher.watch(root, RecursiveMode::NonRecursive);
            }
        }
        let mut found = BTreeMap::new();
        for path in roots.iter().filter(|path| !self.roots.contains(path)) {
            self.visit(path, &mut found);
        }
        // What was known before stays what it was.
        found.append(&mut self.known);
        self.known = found;
        self.roots = roots;
    }

    fn look(&self) -> BTreeMap<PathBuf, u64> {
        let mut found = BTreeMap::new();
        for path in &self.roots {
            self.visit(path, &mut found);
        }
        found
    }

    fn visit(&self, path: &Path, found: &mut BTreeMap<PathBuf, u64>) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name.ends_with('~') || name == "target" || *path == self.generated {
            return;
        }
        if path.is_dir() {
            for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
                let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
                if !(is_link && entry.path().is_dir()) {
                    self.visit(&entry.path(), found);
                }
            }
        } else if let Ok(content) = std::fs::read(path) {
            found.insert(path.to_owned(), hash(&content));
        }
    }
}

fn hash(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_what_a_person_changed_is_news() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        write("src/app/posts/route.rs", "1");
        write("src/generated/mod.rs", "1");
        write("routewright.toml", "1");
        let (sender, events) = channel();
        let mut watch = Watch::start(&Project { root: root.to_owned() }, sender);
        assert_eq!(watch.news(), None);
        write("src/generated/mod.rs", "2");
        write("src/app/posts/route.rs", "1");
        write("blog.db", "2");
        assert_eq!(watch.news(), None);
        write("src/app/posts/[id]/route.rs", "1");
        events.recv_timeout(Duration::from_secs(10)).expect("the system says so");
        assert!(watch.news().is_some_and(|path| path.ends_with("src/app/posts/[id]/route.rs")));
        assert_eq!(watch.news(), None);
        std::fs::remove_file(root.join("src/app/posts/route.rs")).expect("it was there");
        assert!(watch.news().is_some_and(|path| path.ends_with("src/app/posts/route.rs")));
        write("routewright.toml", "2");
        watch.learn();
        assert_eq!(watch.news(), None);
        write("src/app/new/route.rs", "generated");
        let change = |path: &str, room: Room| Change {
            path: path.to_owned(),
            room,
            before: None,
            after: Some(b"generated".to_vec()),
        };
        watch.expect(&[
            change("src/app/new/route.rs", Room::Yours),
            change("src/generated/new.rs", Room::Generated),
        ]);
        assert_eq!(watch.news(), None);
    }
}
