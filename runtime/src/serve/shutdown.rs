//! Stops without dropping what is being answered.

use std::time::Duration;

use super::pulse::Pulse;

/// So long may requests go on that are being answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// Done when the process is to end: because it was asked to, or because nobody is left who would ask.
pub(super) async fn asked() {
    tokio::select! {
        () = signalled() => {}
        () = abandoned() => {}
    }
}

/// Done when the process is asked to end: by Ctrl-C, or SIGTERM where there is such a thing.
async fn signalled() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without the signal there is still the other one.
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => _ = signal.recv().await,
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// Done when the `routewright dev` that started this server is gone, however it ended: it holds the other end of the
/// standard input for as long as it lives.
async fn abandoned() {
    if !super::is_developed() {
        return std::future::pending().await;
    }
    let (gone, wait) = tokio::sync::oneshot::channel();
    // A thread of its own: a blocking read within the runtime would keep it from stopping.
    std::thread::spawn(move || {
        let read = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        drop(read);
        // Nobody may be waiting any more, because a signal came first.
        _ = gone.send(());
    });
    if wait.await.is_err() {
        std::future::pending().await
    }
}

/// Waits for open connections; asking a second time, or waiting too long, ends it.
pub(super) async fn wait(open: Pulse) {
    if open.is_lonely() {
        return;
    }
    tracing::info!("stopping: waiting for open connections");
    tokio::select! {
        () = open.stop() => {}
        () = tokio::time::sleep(PATIENCE) => tracing::warn!("stopped with open connections"),
        () = signalled() => {}
    }
}
