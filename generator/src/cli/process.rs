//! Programs that this one starts, and does not leave behind.

use std::io;
use std::process::{Child, ChildStdout, Command, ExitStatus};
use std::time::{Duration, Instant};

/// How often a program is looked after.
pub const TICK: Duration = Duration::from_millis(30);

/// A program with everything that it starts itself. It ends when this is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    ended: Option<ExitStatus>,
}

impl Process {
    /// Starts a program in a process group of its own, so that all of it can be ended together.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Self { child: command.spawn()?, ended: None })
    }

    /// What it prints, if that is piped.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        if self.ended.is_none() {
            self.ended = self.child.try_wait().ok().flatten();
        }
        self.ended
    }

    /// Asks it to end, and ends it when it has not done so in time.
    pub fn stop(&mut self, grace: Duration) {
        // A program that watches its input sees the end of it.
        drop(self.child.stdin.take());
        self.signal(false);
        let start = Instant::now();
        while self.ended().is_none() && start.elapsed() < grace {
            std::thread::sleep(TICK);
        }
        if self.ended().is_none() {
            self.signal(true);
            let _ = self.child.kill();
            self.ended = self.child.wait().ok();
        }
    }

    #[cfg(unix)]
    fn signal(&self, forced: bool) {
        use rustix::process::{Pid, Signal, kill_process_group};
        let signal = if forced { Signal::KILL } else { Signal::TERM };
        if let (None, Some(group)) = (self.ended, i32::try_from(self.child.id()).ok().and_then(Pid::from_raw))
        {
            let _ = kill_process_group(group, signal);
        }
    }

    #[cfg(not(unix))]
    fn signal(&self, _forced: bool) {}
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.ended().is_none() {
            self.stop(Duration::from_secs(2));
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Process {
        Process::start(Command::new("sh").args(["-c", script])).expect("a shell")
    }

    #[test]
    fn ends_with_all_that_it_started() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("alive");
        let script = format!("(while true; do touch {0}; sleep 0.02; done) & wait", file.display());
        let process = shell(&script);
        while !file.exists() {
            std::thread::sleep(TICK);
        }
        drop(process);
        std::fs::remove_file(&file).expect("it was there");
        std::thread::sleep(Duration::from_millis(200));
        assert!(!file.exists(), "the inner shell still runs");
    }

    #[test]
    fn is_ended_when_it_does_not_end_itself() {
        let mut process = shell("trap '' TERM; while true; do sleep 0.02; done");
        std::thread::sleep(Duration::from_millis(100));
        process.stop(Duration::from_millis(200));
        assert!(process.ended().is_some());
    }
}
