//! Takes connections.

use std::io::{self, ErrorKind, Write};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream, lookup_host};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::connection;
use super::pulse::{BEAT, Pulse};
use crate::error::{Error, Result};
use crate::router::Service;

/// How many connections may wait to be taken.
const BACKLOG: u32 = 1024;

/// Prints a line. That nobody reads it is no reason to stop.
pub(super) fn say(line: &str) {
    _ = writeln!(io::stdout(), "{line}");
}

/// Takes the address. Clients cannot connect before [`listen`]: until then there is nothing to answer them.
pub(super) async fn bind(host: &str, port: u16) -> Result<TcpSocket> {
    let mut refusal = ErrorKind::AddrNotAvailable.into();
    for address in lookup_host((host, port)).await.map_err(|error| advise(host, port, &error))? {
        match socket(address) {
            Ok(socket) => return Ok(socket),
            Err(error) => refusal = error,
        }
    }
    Err(advise(host, port, &refusal))
}

/// Lets clients connect.
pub(super) fn listen(socket: TcpSocket, host: &str, port: u16) -> Result<TcpListener> {
    socket.listen(BACKLOG).map_err(|error| advise(host, port, &error))
}

fn socket(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that starts again does not wait for the last connections of the one before. Elsewhere, this would take the
    // address of a server that runs.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

fn advise(host: &str, port: u16, error: &io::Error) -> Error {
    Error::internal(match error.kind() {
        ErrorKind::AddrInUse => {
            format!("port {port} is in use by another program; choose another with --port or PORT")
        }
        ErrorKind::PermissionDenied => {
            format!("port {port} is not for everybody; choose one above 1023 with --port or PORT")
        }
        _ => format!("cannot listen at {host}:{port}: {error}"),
    })
}

/// Serves connections until `stop` is done. Gives what tells those that are still open then.
pub(super) async fn accept(listener: TcpListener, service: Service, stop: impl Future<Output = ()>) -> Pulse {
    let open = Pulse::new();
    let mut stop = pin!(stop);
    let mut clock = interval_at(Instant::now() + BEAT, BEAT);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return open,
            _ = clock.tick() => open.beat(),
            stream = listener.accept() => match stream {
                Ok((stream, _)) => start(stream, &service, &open),
                Err(error) => recover(&error).await,
            },
        }
    }
}

fn start(stream: TcpStream, service: &Service, open: &Pulse) {
    // Small answers should not wait for company; if that cannot be had, they do.
    _ = stream.set_nodelay(true);
    tokio::spawn(connection::serve(stream, service.clone(), open.listener()));
}

/// A client that is gone already is no trouble; running out of files is, and waiting helps.
async fn recover(error: &io::Error) {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!("cannot take connections: {error}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
