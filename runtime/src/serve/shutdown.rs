//! Stops without dropping what is being answered.

use std::time::Duration;

use hyper_util::server::graceful::GracefulShutdown;

/// So long may requests go on that are being answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// Done when the process is asked to end: by Ctrl-C, or SIGTERM where there is such a thing.
pub(super) async fn asked() {
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

/// Waits for open connections; asking a second time, or waiting too long, ends it.
pub(super) async fn wait(open: GracefulShutdown) {
    if open.count() == 0 {
        return;
    }
    tracing::info!("stopping: waiting for {} connections", open.count());
    tokio::select! {
        () = open.shutdown() => {}
        () = tokio::time::sleep(PATIENCE) => tracing::warn!("stopped with open connections"),
        () = asked() => {}
    }
}
