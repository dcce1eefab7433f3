//! From the old tree to the new one, all or nothing.
//!
//! Everything new is written beside the tree first. Then one rename puts a journal in place: from that instant on the
//! new tree is decided, and whoever finds the journal finishes what it says. Before it, nothing in the tree has been
//! touched, and what lies beside it is swept away.
//!
//! Files can only be replaced one by one. While that goes on, another text stands in place of one of them, the guard, so that
//! the compiler refuses what is neither the one tree nor the other.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::MARK;
use super::disk::Disk;
use super::inside::inside;

/// The folder beside the tree in which a switch is prepared. It is gone when the switch is done.
pub const FOLDER: &str = ".routewright";
const JOURNAL: &str = "journal.json";
const DRAFT: &str = "journal.part";
/// Where the file lies in whose place the guard stands.
const HELD: &str = "guarded.old";
/// What the compiler says of a tree that is neither the old one nor the new one.
const GUARD: &str =
    "compile_error!(\"`routewright generate` was cut off; run it again, and it finishes\");\n";

/// Whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// The user's: a file that changed in the meantime is left alone.
    Yours,
    /// The tool's.
    Generated,
}

/// One file that will be different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path relative to the project, with `/` between the parts.
    pub path: String,
    /// Whose it is.
    pub room: Room,
    /// What is in it now; `None` when it is not there.
    pub before: Option<Vec<u8>>,
    /// What will be in it; `None` when it goes.
    pub after: Option<Vec<u8>>,
}

/// What the journal says.
#[derive(Serialize, Deserialize)]
struct Journal {
    /// The file in whose place the guard stands while the others are replaced.
    guarded: String,
    entries: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    room: Room,
    /// Whether the old text lies beside the tree, to tell whether somebody changed the file.
    old: bool,
    /// Whether a new text lies beside the tree; the file goes otherwise.
    new: bool,
}

/// Makes all changes, or none when it fails. While it makes several, the guard stands in place of the file `guarded`, which may
/// be one of those that change, and none that goes.
///
/// The caller holds the project's lock and has called [`recover`].
pub fn switch(disk: &mut dyn Disk, root: &Path, guarded: &str, changes: &[Change]) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let folder = root.join(FOLDER);
    disk.make_folder(&folder)?;
    let mut entries = Vec::with_capacity(changes.len());
    for (number, change) in changes.iter().enumerate() {
        inside(root, &change.path)?;
        let durable = change.room == Room::Yours;
        if let Some(after) = &change.after {
            disk.write(&new_file(&folder, number), after, durable)?;
        }
        let old = change.before.as_ref().filter(|_| change.room == Room::Yours);
        if let Some(before) = old {
            disk.write(&old_file(&folder, number), before, durable)?;
        }
        entries.push(Entry {
            path: change.path.clone(),
            room: change.room,
            old: old.is_some(),
            new: change.after.is_some(),
        });
    }
    let journal = Journal { guarded: guarded.to_owned(), entries };
    disk.write(&folder.join(DRAFT), &serde_json::to_vec_pretty(&journal)?, true)?;
    for change in changes.iter().filter(|change| change.room == Room::Yours) {
        if read(&root.join(&change.path))? != change.before {
            let message =
                format!("{}: changed while it was read; nothing was written, run it again", change.path);
            return Err(io::Error::other(message));
        }
    }
    disk.rename(&folder.join(DRAFT), &folder.join(JOURNAL))?;
    finish(disk, root, &journal)
}

/// Finishes a switch that was cut off, or sweeps away what was prepared for one that never began.
///
/// Says whether there was something to finish.
pub fn recover(disk: &mut dyn Disk, root: &Path) -> io::Result<bool> {
    let folder = root.join(FOLDER);
    if !folder.is_dir() {
        return Ok(false);
    }
    let Some(text) = read(&folder.join(JOURNAL))? else {
        sweep(disk, &folder)?;
        return Ok(false);
    };
    let journal: Journal = serde_json::from_slice(&text)?;
    finish(disk, root, &journal)?;
    Ok(true)
}

/// Brings every file of the journal to its new state. It may have been begun before, any number of times.
fn finish(disk: &mut dyn Disk, root: &Path, journal: &Journal) -> io::Result<()> {
    let folder = root.join(FOLDER);
    let guarded = inside(root, &journal.guarded)?;
    if journal.entries.len() > 1 {
        put_guard(disk, &folder, &guarded)?;
    }
    for (number, entry) in journal.entries.iter().enumerate() {
        let target = inside(root, &entry.path)?;
        if target == guarded {
            continue;
        }
        if entry.room == Room::Yours && is_touched(&folder, number, entry, &target)? {
            continue;
        }
        if entry.new {
            let new = new_file(&folder, number);
            if new.exists() {
                if let Some(above) = target.parent() {
                    disk.make_folder(above)?;
                }
                disk.rename(&new, &target)?;
            }
        } else {
            disk.remove_file(&target)?;
            prune(disk, root, &target)?;
        }
    }
    let number = journal.entries.iter().position(|entry| entry.path == journal.guarded);
    let new = number.map(|number| new_file(&folder, number));
    take_guard_away(disk, &folder, &guarded, new)?;
    disk.remove_file(&folder.join(JOURNAL))?;
    sweep(disk, &folder)
}

/// Puts the guard in place of a file that is there.
fn put_guard(disk: &mut dyn Disk, folder: &Path, guarded: &Path) -> io::Result<()> {
    let held = folder.join(HELD);
    if !held.exists() {
        if !guarded.exists() {
            return Ok(());
        }
        disk.rename(guarded, &held)?;
    }
    disk.write(guarded, format!("{MARK}\n{GUARD}").as_bytes(), false)
}

/// Puts a file back where the guard is, or its new text, which may have been put there before.
fn take_guard_away(
    disk: &mut dyn Disk,
    folder: &Path,
    guarded: &Path,
    new: Option<PathBuf>,
) -> io::Result<()> {
    let held = folder.join(HELD);
    match new.filter(|new| new.exists()) {
        Some(new) => {
            if let Some(above) = guarded.parent() {
                disk.make_folder(above)?;
            }
            // Otherwise the old text would count once more.
            disk.remove_file(&held)?;
            disk.rename(&new, guarded)
        }
        None if held.exists() => disk.rename(&held, guarded),
        None => Ok(()),
    }
}

/// Whether a file of the user's is no longer what it was when its change was prepared.
fn is_touched(folder: &Path, number: usize, entry: &Entry, target: &Path) -> io::Result<bool> {
    let before = if entry.old { read(&old_file(folder, number))? } else { None };
    Ok(read(target)? != before)
}

/// Removes the folders above a removed file that are empty now.
fn prune(disk: &mut dyn Disk, root: &Path, file: &Path) -> io::Result<()> {
    for above in file.ancestors().skip(1).take_while(|above| *above != root) {
        match std::fs::read_dir(above).map(|mut entries| entries.next().is_none()) {
            Ok(true) => disk.remove_empty_folder(above)?,
            Ok(false) => break,
            // Removed before the switch was cut off.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Removes the folder of the switch with all that is left in it. The journal must be gone.
fn sweep(disk: &mut dyn Disk, folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        disk.remove_file(&entry?.path())?;
    }
    disk.remove_empty_folder(folder)
}

fn new_file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number}.new"))
}

fn old_file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number}.old"))
}

/// The content of a file; `None` when it is not there.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::disk::Local;
    use super::*;

    /// A disk whose machine dies at one of its steps, in the middle of a file if the step writes one.
    struct Dying {
        left: usize,
    }

    impl Dying {
        fn step(&mut self) -> io::Result<()> {
            self.left = self.left.checked_sub(1).ok_or_else(|| io::Error::other("dead"))?;
            Ok(())
        }
    }

    impl Disk for Dying {
        fn make_folder(&mut self, path: &Path) -> io::Result<()> {
            self.step()?;
            Local.make_folder(path)
        }
        fn write(&mut self, path: &Path, content: &[u8], durable: bool) -> io::Result<()> {
            if self.left == 1 {
                self.left = 0;
                Local.write(path, &content[..content.len() / 2], durable)?;
                return Err(io::Error::other("dead"));
            }
            self.step()?;
            Local.write(path, content, durable)
        }
        fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
            self.step()?;
            Local.rename(from, to)
        }
        fn remove_file(&mut self, path: &Path) -> io::Result<()> {
            self.step()?;
            Local.remove_file(path)
        }
        fn remove_empty_folder(&mut self, path: &Path) -> io::Result<()> {
            self.step()?;
            Local.remove_empty_folder(path)
        }
    }

    type Files = BTreeMap<String, String>;

    fn files(root: &Path) -> Files {
        fn walk(root: &Path, folder: &Path, out: &mut Files) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = super::super::inside::name(root, &path);
                if path.is_dir() {
                    out.insert(format!("{name}/"), String::new());
                    walk(root, &path, out);
                } else {
                    out.insert(name, std::fs::read_to_string(&path).expect("text"));
                }
            }
        }
        let mut out = Files::new();
        walk(root, root, &mut out);
        out
    }

    fn change(path: &str, room: Room, before: Option<&str>, after: Option<&str>) -> Change {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        Change { path: path.to_owned(), room, before: bytes(before), after: bytes(after) }
    }

    const GUARDED: &str = "src/generated/mod.rs";

    fn old_tree() -> (tempfile::TempDir, Vec<Change>) {
        let folder = tempfile::tempdir().expect("a folder");
        let changes = vec![
            change("src/app/posts/route.rs", Room::Yours, Some("yours\n"), Some("yours\nadded\n")),
            change("src/app/new/[id]/route.rs", Room::Yours, None, Some("skeleton\n")),
            change("src/generated/mod.rs", Room::Generated, Some("old\n"), Some("new\n")),
            change("src/generated/v1/stale/one.rs", Room::Generated, Some("stale\n"), None),
            change("src/generated/v2/mod.rs", Room::Generated, None, Some("v2\n")),
        ];
        for change in &changes {
            if let Some(before) = &change.before {
                let path = folder.path().join(&change.path);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(path, before).expect("a file");
            }
        }
        std::fs::write(folder.path().join("src/main.rs"), "untouched\n").expect("a file");
        (folder, changes)
    }

    #[test]
    fn switches_to_the_new_tree() {
        let (folder, changes) = old_tree();
        switch(&mut Local, folder.path(), GUARDED, &changes).expect("a switch");
        let now = files(folder.path());
        assert_eq!(now["src/app/posts/route.rs"], "yours\nadded\n");
        assert_eq!(now["src/app/new/[id]/route.rs"], "skeleton\n");
        assert_eq!(now["src/generated/mod.rs"], "new\n");
        assert!(!now.contains_key("src/generated/v1/"), "empty folders go: {now:?}");
        assert!(!now.contains_key(".routewright/"));
        assert!(!recover(&mut Local, folder.path()).expect("nothing to do"));
    }

    #[test]
    fn killed_at_any_step_it_leaves_the_old_tree_or_the_new_one() {
        let (folder, changes) = old_tree();
        let old = files(folder.path());
        switch(&mut Local, folder.path(), GUARDED, &changes).expect("a switch");
        let new = files(folder.path());
        let (mut olds, mut news) = (0, 0);
        for steps in 0.. {
            let (folder, changes) = old_tree();
            let finished = switch(&mut Dying { left: steps }, folder.path(), GUARDED, &changes).is_ok();
            // The recovery is killed as well, once at each of its steps.
            for again in 0.. {
                if recover(&mut Dying { left: again }, folder.path()).is_ok() {
                    break;
                }
            }
            let now = files(folder.path());
            if now == new {
                news += 1;
            } else {
                assert_eq!(now, old, "killed after {steps} steps");
                assert_eq!(news, 0, "once it is new it stays new");
                olds += 1;
            }
            if finished {
                break;
            }
        }
        assert!(olds > 5 && news > 5, "{olds} {news}");
    }

    #[test]
    fn killed_at_any_step_it_leaves_nothing_in_between_that_compiles() {
        let (folder, changes) = old_tree();
        let of_tree = |root: &Path| {
            let mut files = files(root);
            files.retain(|name, _| !name.starts_with(FOLDER) && !name.ends_with('/'));
            files
        };
        let old = of_tree(folder.path());
        switch(&mut Local, folder.path(), GUARDED, &changes).expect("a switch");
        let new = of_tree(folder.path());
        let mut guarded = 0;
        for steps in 0.. {
            let (folder, changes) = old_tree();
            let finished = switch(&mut Dying { left: steps }, folder.path(), GUARDED, &changes).is_ok();
            let now = of_tree(folder.path());
            if now != old && now != new {
                let guard = now.get(GUARDED).map_or("", String::as_str);
                assert!(format!("{MARK}\n{GUARD}").starts_with(guard), "killed after {steps} steps: {now:?}");
                guarded += 1;
            }
            if finished {
                break;
            }
        }
        assert!(guarded > 5, "{guarded}");
    }

    #[test]
    fn a_file_that_only_holds_the_guard_stays_as_it_was() {
        let (folder, mut changes) = old_tree();
        changes.retain(|change| change.path != GUARDED);
        let guarded = folder.path().join(GUARDED);
        let time = |path: &Path| std::fs::metadata(path).and_then(|it| it.modified()).expect("a time");
        let before = time(&guarded);
        switch(&mut Local, folder.path(), GUARDED, &changes).expect("a switch");
        assert_eq!(
            (std::fs::read_to_string(&guarded).expect("text").as_str(), time(&guarded)),
            ("old\n", before)
        );
    }

    #[test]
    fn what_was_edited_after_a_kill_is_not_overwritten() {
        for steps in 0.. {
            let (folder, changes) = old_tree();
            let finished = switch(&mut Dying { left: steps }, folder.path(), GUARDED, &changes).is_ok();
            let mine = folder.path().join("src/app/posts/route.rs");
            std::fs::write(&mine, "edited\n").expect("a file");
            recover(&mut Local, folder.path()).expect("a recovery");
            assert_eq!(
                std::fs::read_to_string(&mine).expect("text"),
                "edited\n",
                "killed after {steps} steps"
            );
            if finished {
                break;
            }
        }
    }

    #[test]
    fn refuses_when_a_file_changed_since_it_was_read() {
        let (folder, changes) = old_tree();
        std::fs::write(folder.path().join("src/app/posts/route.rs"), "edited\n").expect("a file");
        let mut before = files(folder.path());
        let error = switch(&mut Local, folder.path(), GUARDED, &changes).expect_err("refused");
        assert!(error.to_string().contains("src/app/posts/route.rs"), "{error}");
        recover(&mut Local, folder.path()).expect("a sweep");
        let mut after = files(folder.path());
        before.retain(|name, _| !name.starts_with(FOLDER));
        after.retain(|name, _| !name.starts_with(FOLDER));
        assert_eq!(before, after);
    }

    #[test]
    fn refuses_paths_outside_of_the_project() {
        let (folder, _) = old_tree();
        let changes = [change("../outside.rs", Room::Generated, None, Some("x"))];
        assert!(switch(&mut Local, folder.path(), GUARDED, &changes).is_err());
        assert!(!folder.path().join("../outside.rs").exists());
    }
}
