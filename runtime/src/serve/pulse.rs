//! What connections hear while they are open: the passing of time, and that it is time to stop.

use std::pin::Pin;
use std::task::Context;
use std::time::Duration;

use tokio::sync::watch;

/// How often connections look whether their client still does anything.
pub(super) const BEAT: Duration = Duration::from_secs(5);

/// Tells all open connections. A timer for each of them would have to be set anew for each request.
#[derive(Debug)]
pub(super) struct Pulse(watch::Sender<Sign>);

/// What a connection hears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sign {
    /// Some time has passed.
    #[default]
    Beat,
    /// No further requests are answered.
    Stop,
}

impl Pulse {
    pub(super) fn new() -> Self {
        Self(watch::Sender::default())
    }

    /// What a new connection listens with.
    pub(super) fn listener(&self) -> Listener {
        let signs = self.0.subscribe();
        Listener { wake: wake(signs.clone()), signs, is_waiting: false }
    }

    pub(super) fn beat(&self) {
        self.0.send_replace(Sign::Beat);
    }

    /// Whether no connection is open.
    pub(super) fn is_lonely(&self) -> bool {
        self.0.is_closed()
    }

    /// Tells them to stop, and waits until all have.
    pub(super) async fn stop(self) {
        self.0.send_replace(Sign::Stop);
        self.0.closed().await;
    }
}

/// What a connection listens with.
pub(super) struct Listener {
    signs: watch::Receiver<Sign>,
    /// Done when there is something to hear.
    wake: Pin<Box<dyn Future<Output = ()> + Send>>,
    /// Whether it will wake the task, which is always the same one.
    is_waiting: bool,
}

impl Listener {
    /// What is to be heard now. The task is woken when there is something; asking more often costs next to nothing.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Option<Sign> {
        // Nothing more is to be heard when nobody is there who would beat.
        let has_come = self.signs.has_changed().unwrap_or(false);
        if !has_come && (self.is_waiting || self.wake.as_mut().poll(cx).is_pending()) {
            self.is_waiting = true;
            return None;
        }
        if self.signs.has_changed().is_err() {
            self.is_waiting = true;
            return None;
        }
        let sign = *self.signs.borrow_and_update();
        self.wake = wake(self.signs.clone());
        self.is_waiting = self.wake.as_mut().poll(cx).is_pending();
        if !self.is_waiting {
            // The next one has come already.
            cx.waker().wake_by_ref();
        }
        Some(sign)
    }
}

fn wake(mut signs: watch::Receiver<Sign>) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        // Whoever beat is gone: there is nothing to hear any more.
        _ = signs.changed().await;
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use std::task::Poll;

    async fn next(listener: &mut Listener) -> Sign {
        poll_fn(|cx| listener.poll(cx).map_or(Poll::Pending, Poll::Ready)).await
    }

    #[tokio::test]
    async fn everybody_hears_the_beat_and_the_end() {
        let pulse = Pulse::new();
        let (mut one, mut other) = (pulse.listener(), pulse.listener());
        let heard = tokio::spawn(async move { [next(&mut one).await, next(&mut one).await] });
        tokio::task::yield_now().await;
        pulse.beat();
        assert_eq!(next(&mut other).await, Sign::Beat);
        let stopped = tokio::spawn(pulse.stop());
        assert_eq!(next(&mut other).await, Sign::Stop);
        drop(other);
        assert_eq!(heard.await.unwrap(), [Sign::Beat, Sign::Stop]);
        stopped.await.unwrap();
    }
}
