//! Takes connections.

use std::io::{ErrorKind, Write};
use std::pin::pin;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::connection;
use super::pulse::{BEAT, Pulse};
use crate::error::{Error, Result};
use crate::router::Service;

/// Prints a line. That nobody reads it is no reason to stop.
pub(super) fn say(line: &str) {
    _ = writeln!(std::io::stdout(), "{line}");
}

pub(super) async fn bind(host: &str, port: u16) -> Result<TcpListener> {
    TcpListener::bind((host, port)).await.map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::AddrInUse => {
                format!("port {port} is in use by another program; choose another with --port or PORT")
            }
            ErrorKind::PermissionDenied => {
                format!("port {port} is not for everybody; choose one above 1023 with --port or PORT")
            }
            _ => format!("cannot listen at {host}:{port}: {error}"),
        };
        Error::internal(advice)
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
async fn recover(error: &std::io::Error) {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!("cannot take connections: {error}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
