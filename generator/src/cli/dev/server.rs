//! The server that answers while a project is worked on.

use std::io;
use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::cli::Failure;
use crate::cli::process::{Process, TICK};
use crate::project::Project;

/// How long a server may take until it listens: it opens its state before.
const START: Duration = Duration::from_secs(120);
/// How long it may take to answer what it has begun to answer.
const GRACE: Duration = Duration::from_secs(3);

/// Where to serve.
#[derive(Clone, Debug)]
pub struct Address {
    /// A name or an address.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Address {
    /// The URL of the server's root, as it can be asked from this machine.
    pub fn url(&self) -> String {
        let host = match self.host.as_str() {
            "0.0.0.0" | "::" | "[::]" => "127.0.0.1".to_owned(),
            host if host.contains(':') && !host.starts_with('[') => format!("[{host}]"),
            host => host.to_owned(),
        };
        format!("http://{host}:{}", self.port)
    }

    /// The same with the port that it stands for, where it is any free one. Refuses when somebody else listens there.
    pub fn free(self) -> Result<Self, Failure> {
        let Self { host, port } = self;
        match TcpListener::bind((host.as_str(), port)).and_then(|listener| listener.local_addr()) {
            Ok(address) => Ok(Self { host, port: address.port() }),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                let next = port.checked_add(1).unwrap_or(3000);
                Err(Failure::say(format!("port {port} is taken; try `--port {next}`")))
            }
            Err(error) => Err(Failure::say(format!("{host}:{port}: {error}"))),
        }
    }

    fn answers(&self) -> bool {
        let host = match self.host.as_str() {
            "0.0.0.0" => "127.0.0.1",
            "::" | "[::]" => "::1",
            host => host,
        };
        let addresses = (host, self.port).to_socket_addrs().into_iter().flatten();
        addresses
            .into_iter()
            .any(|address| TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok())
    }
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    process: Process,
    program: Program,
}

/// A copy of a program, which a build cannot overwrite. It goes when this is dropped.
#[derive(Debug)]
struct Program {
    path: PathBuf,
    /// The program that it was copied from, with its size and the time of its last change.
    of: (PathBuf, u64, Option<std::time::SystemTime>),
}

/// What became of an attempt to put a new server in the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swap {
    /// The new one answers.
    New,
    /// It is the program that runs already.
    Same,
    /// Somebody wanted everything to end meanwhile.
    Stopped,
}

impl Server {
    /// Puts a newly built program in the place of the running server. When it does not come up, the old one does again.
    pub fn swap(
        current: &mut Option<Self>,
        program: &Path,
        project: &Project,
        address: &Address,
        is_stopped: impl Fn() -> bool,
    ) -> Result<Swap, Failure> {
        if current.as_ref().is_some_and(|server| server.program.of == identity(program)) {
            return Ok(Swap::Same);
        }
        let new = Program::copy(program)
            .map_err(|error| Failure::say(format!("{} cannot be copied: {error}", program.display())))?;
        let mut old = current.take();
        if let Some(server) = &mut old {
            server.stop();
        }
        match Self::start(new, project, address, &is_stopped) {
            Ok(None) => Ok(Swap::Stopped),
            Ok(server) => {
                *current = server;
                Ok(Swap::New)
            }
            Err(failure) => {
                if let Some(Self { process, program }) = old {
                    drop(process);
                    *current = Self::start(program, project, address, &is_stopped).ok().flatten();
                }
                Err(failure)
            }
        }
    }

    /// Starts a server and waits until it answers; none when somebody wanted everything to end meanwhile.
    fn start(
        program: Program,
        project: &Project,
        address: &Address,
        is_stopped: &impl Fn() -> bool,
    ) -> Result<Option<Self>, Failure> {
        let mut command = Command::new(&program.path);
        command.arg("serve").args(["--host", &address.host, "--port", &address.port.to_string()]);
        // The server ends when its input does: not even a killed parent leaves it behind.
        command.env("ROUTEWRIGHT_DEV", "1").current_dir(&project.root).stdin(Stdio::piped());
        let mut process = Process::start(&mut command)
            .map_err(|error| Failure::say(format!("{} did not start: {error}", program.path.display())))?;
        let start = Instant::now();
        while !address.answers() {
            if is_stopped() {
                return Ok(None);
            }
            if let Some(status) = process.ended() {
                return Err(Failure::say(format!("the server ended before it answered ({status})")));
            }
            if start.elapsed() > START {
                let seconds = START.as_secs();
                return Err(Failure::say(format!(
                    "the server did not listen on {} in {seconds} s",
                    address.url()
                )));
            }
            std::thread::sleep(TICK);
        }
        match process.ended() {
            Some(status) => {
                Err(Failure::say(format!("the server ended ({status}); something else listens there")))
            }
            None => Ok(Some(Self { process, program })),
        }
    }

    /// How it ended, if it has.
    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.process.ended()
    }

    /// Lets it finish what it has begun, and ends it.
    pub fn stop(&mut self) {
        self.process.stop(GRACE);
    }
}

impl Program {
    fn copy(program: &Path) -> io::Result<Self> {
        let of = identity(program);
        let folder = program.with_file_name("routewright-dev");
        std::fs::create_dir_all(&folder)?;
        let name = program.file_name().unwrap_or_default();
        let numbered = (0..).map(|number: u32| folder.join(format!("{}-{number}", std::process::id())));
        for folder in numbered {
            match std::fs::create_dir(&folder) {
                Ok(()) => {
                    let path = folder.join(name);
                    std::fs::copy(program, &path)?;
                    return Ok(Self { path, of });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("no free name"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
        let _ = self.path.parent().map(std::fs::remove_dir);
    }
}

fn identity(program: &Path) -> (PathBuf, u64, Option<std::time::SystemTime>) {
    let metadata = std::fs::metadata(program).ok();
    let size = metadata.as_ref().map_or(0, std::fs::Metadata::len);
    (program.to_owned(), size, metadata.and_then(|metadata| metadata.modified().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_zero_is_any_free_one() {
        let any = Address { host: "127.0.0.1".to_owned(), port: 0 }.free().expect("a free port");
        assert_ne!(any.port, 0);
        let taken = TcpListener::bind(("127.0.0.1", any.port)).expect("the same port");
        assert!(any.free().is_err());
        drop(taken);
    }
}
