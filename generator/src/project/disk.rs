//! The few things that are done to a disk, one at a time.

use std::io::{self, Write};
use std::path::Path;

/// What the switch from an old tree to a new one needs of a disk.
///
/// A trait, so that a test can pull the plug after any of the steps.
pub trait Disk {
    /// Makes a folder and those above it.
    fn make_folder(&mut self, path: &Path) -> io::Result<()>;
    /// Writes a file. `durable` files have reached the disk when this returns.
    fn write(&mut self, path: &Path, content: &[u8], durable: bool) -> io::Result<()>;
    /// Moves a file over whatever was there, in one instant.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file; one that is not there is no error.
    fn remove_file(&mut self, path: &Path) -> io::Result<()>;
    /// Removes a folder if it is empty.
    fn remove_empty_folder(&mut self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Local;

impl Disk for Local {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    fn write(&mut self, path: &Path, content: &[u8], durable: bool) -> io::Result<()> {
        let mut file = std::fs::File::create(path)?;
        file.write_all(content)?;
        if durable { file.sync_all() } else { Ok(()) }
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove_file(&mut self, path: &Path) -> io::Result<()> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn remove_empty_folder(&mut self, path: &Path) -> io::Result<()> {
        match std::fs::remove_dir(path) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty) =>
            {
                Ok(())
            }
            other => other,
        }
    }
}
