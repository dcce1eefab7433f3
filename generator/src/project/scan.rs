//! The files of the user's room.

use std::io;
use std::path::Path;

use super::{Project, inside};
use crate::diagnostic::Diagnostic;
use crate::merge::Found;

/// The files that mean something, by name.
const NAMES: &[&str] = &["auth.rs", "error.rs", "middleware.rs", "route.rs"];

/// Reads the files of a room that mean something, in the order of their paths.
///
/// Folders behind symbolic links are not entered, and links that lead out of the project are not read.
pub fn scan(project: &Project, room: &str, faults: &mut Vec<Diagnostic>) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let folder = project.root.join(room);
    if folder.exists() {
        walk(project, &folder, &folder, &mut found, faults)?;
    }
    Ok(found)
}

fn walk(
    project: &Project,
    room: &Path,
    folder: &Path,
    found: &mut Vec<Found>,
    faults: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind, name) = (entry.path(), entry.file_type()?, entry.file_name());
        let inner = inside::name(&project.root, &path);
        let shown = project.display(&inner);
        if kind.is_dir() {
            walk(project, room, &path, found, faults)?;
            continue;
        }
        let is_folder = path.is_dir();
        if !(is_folder || NAMES.iter().any(|known| name == *known)) {
            continue;
        }
        if is_folder || (kind.is_symlink() && !stays_inside(&project.root, &path)) {
            let message = format!("{shown}: a symbolic link, which is not followed");
            faults.push(Diagnostic::warning(None, message).help("put a folder or a file in its place"));
            continue;
        }
        match String::from_utf8(std::fs::read(&path)?) {
            Ok(text) => found.push(Found { path: inner, shown, folder: inside::name(room, folder), text }),
            Err(_) => {
                faults.push(Diagnostic::error(None, format!("{shown}: not UTF-8, so it cannot be Rust")))
            }
        }
    }
    Ok(())
}

fn stays_inside(root: &Path, path: &Path) -> bool {
    match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, content: &[u8]) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    #[test]
    fn finds_what_means_something_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [
            "posts/[id]/route.rs",
            "posts/route.rs",
            "posts/helper.rs",
            "middleware.rs",
            "auth.rs",
            "x/mod.rs",
        ] {
            write(folder.path(), &format!("src/app/{path}"), b"// it");
        }
        let mut faults = Vec::new();
        let project = Project { root: folder.path().to_owned() };
        let found = scan(&project, "src/app", &mut faults).expect("a scan");
        let shown: Vec<_> = found.iter().map(|found| (found.path.as_str(), found.folder.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("src/app/auth.rs", ""),
                ("src/app/middleware.rs", ""),
                ("src/app/posts/[id]/route.rs", "posts/[id]"),
                ("src/app/posts/route.rs", "posts"),
            ]
        );
        assert!(faults.is_empty());
        assert!(scan(&project, "src/none", &mut faults).expect("no room yet").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn leaves_links_and_strange_bytes_alone() {
        let (folder, other) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        write(other.path(), "route.rs", b"secret");
        write(folder.path(), "src/app/bytes/route.rs", b"\xff");
        write(folder.path(), "src/lib/route.rs", b"// inside");
        let link = |from: std::path::PathBuf, to: &str| {
            std::os::unix::fs::symlink(from, folder.path().join(to)).expect("a link");
        };
        link(other.path().to_owned(), "src/app/linked");
        std::fs::create_dir_all(folder.path().join("src/app/a")).expect("a folder");
        std::fs::create_dir_all(folder.path().join("src/app/b")).expect("a folder");
        link(other.path().join("route.rs"), "src/app/a/route.rs");
        link(folder.path().join("src/lib/route.rs"), "src/app/b/route.rs");
        let mut faults = Vec::new();
        let project = Project { root: folder.path().to_owned() };
        let found = scan(&project, "src/app", &mut faults).expect("a scan");
        let shown: Vec<_> = found.iter().map(|found| (found.path.as_str(), found.text.as_str())).collect();
        assert_eq!(shown, [("src/app/b/route.rs", "// inside")]);
        let root = format!("{}/", folder.path().display());
        let faults: Vec<_> = faults.iter().map(|fault| fault.message.replace(&root, "")).collect();
        assert_eq!(
            faults,
            [
                "src/app/a/route.rs: a symbolic link, which is not followed",
                "src/app/bytes/route.rs: not UTF-8, so it cannot be Rust",
                "src/app/linked: a symbolic link, which is not followed",
            ]
        );
    }
}
