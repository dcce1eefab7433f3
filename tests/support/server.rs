//! Servers that live as long as a test.

use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::client::Client;

/// How long a server may take until it accepts connections.
const START: Duration = Duration::from_secs(30);

/// A process that serves on a port of its own, and ends with this value.
pub struct Server {
    child: Child,
    address: SocketAddr,
    output: Arc<Mutex<String>>,
}

impl Server {
    /// Starts a program on a free port and waits until it listens. `command` gets `--host` and `--port`.
    ///
    /// # Panics
    /// When the program does not start, or ends, or does not listen in time.
    pub fn start(command: &mut Command) -> Self {
        let mut server = Self::launch(command);
        assert!(server.listens(START), "{command:?} does not listen:\n{}", server.output());
        server
    }

    /// Starts a program and does not wait.
    ///
    /// # Panics
    /// When the program does not start.
    pub fn launch(command: &mut Command) -> Self {
        let address = free();
        command
            .args(["--host", "127.0.0.1", "--port", &address.port().to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let output = Arc::default();
        collect(child.stdout.take(), &output);
        collect(child.stderr.take(), &output);
        Self { child, address, output }
    }

    /// Waits until the server accepts connections; false when it ended instead, or the time is over.
    pub fn listens(&mut self, at_most: Duration) -> bool {
        let end = Instant::now() + at_most;
        while Instant::now() < end {
            if TcpStream::connect(self.address).is_ok() {
                return true;
            }
            if !matches!(self.child.try_wait(), Ok(None)) {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// When it does not in time; the message shows what the server said.
    pub fn until(&self, what: &str, at_most: Duration, condition: impl Fn(&Client) -> bool) {
        let end = Instant::now() + at_most;
        let client = self.client();
        while !condition(&client) {
            assert!(Instant::now() < end, "{what}: not after {at_most:?}\n{}", self.output());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// The address of its root.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A client of this server.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything that the program has printed.
    pub fn output(&self) -> String {
        self.output.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked first, so that a program which has children of its own can end them.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let end = Instant::now() + Duration::from_secs(5);
        while asked.is_ok() && Instant::now() < end {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that was free a moment ago.
fn free() -> SocketAddr {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    TcpListener::bind(any).and_then(|listener| listener.local_addr()).unwrap_or(any)
}

fn collect(stream: Option<impl Read + Send + 'static>, output: &Arc<Mutex<String>>) {
    let Some(stream) = stream else { return };
    let output = Arc::clone(output);
    std::thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut line = Vec::new();
        while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
            output.lock().unwrap_or_else(PoisonError::into_inner).push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    });
}
