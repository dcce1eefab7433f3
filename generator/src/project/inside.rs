//! Paths that stay inside the project.

use std::io;
use std::path::{Component, Path, PathBuf};

/// The path of a file of the project, from its name relative to the project's folder.
///
/// Refuses names that lead out of the project, by `..` or by a symbolic link on the way.
pub fn inside(root: &Path, name: &str) -> io::Result<PathBuf> {
    let refuse = |reason: &str| {
        Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{name}: {reason}; nothing was written")))
    };
    let relative = Path::new(name);
    if name.is_empty() || !relative.components().all(|component| matches!(component, Component::Normal(_))) {
        return refuse("not a path inside the project");
    }
    let path = root.join(relative);
    let above = path.ancestors().skip(1).find(|above| above.symlink_metadata().is_ok());
    if let Some(above) = above {
        let root = root.canonicalize()?;
        if !above.canonicalize()?.starts_with(&root) {
            return refuse("a symbolic link on the way leads out of the project");
        }
    }
    if path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
        return refuse("a symbolic link, which is not followed");
    }
    Ok(path)
}

/// A path relative to the project, with `/` between its parts on every machine.
pub fn name(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_inside() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        assert!(inside(root, "src/app/[id]/route.rs").is_ok());
        for name in ["../x", "/etc/passwd", "src/../../x", "", "."] {
            assert!(inside(root, name).is_err(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn follows_no_link_out_of_the_project() {
        let (folder, other) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let root = folder.path();
        std::fs::create_dir_all(root.join("src/real")).expect("a folder");
        std::os::unix::fs::symlink(other.path(), root.join("src/out")).expect("a link");
        std::os::unix::fs::symlink(root.join("src/real"), root.join("src/in")).expect("a link");
        std::os::unix::fs::symlink("/nowhere", root.join("src/route.rs")).expect("a link");
        assert!(inside(root, "src/out/route.rs").is_err());
        assert!(inside(root, "src/out/deep/er/route.rs").is_err());
        assert!(inside(root, "src/route.rs").is_err());
        assert!(inside(root, "src/in/deep/route.rs").is_ok());
    }
}
