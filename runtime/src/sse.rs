//! Server-sent events.
//!
//! ```
//! use futures_util::stream;
//! use routewright::sse::{Event, Events};
//!
//! let posts = stream::iter([Event::json(&7_i64).id("1").name("created"), Event::text("two\nlines")]);
//! let events = Events::new(posts);
//! ```

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use http::{HeaderValue, header};
use tokio::time::{Instant, Sleep};

use crate::model::{Direction, Slot, write_json};
use crate::response::Outgoing;

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    id: Option<String>,
    name: Option<String>,
    retry: Option<Duration>,
    data: String,
}

impl Event {
    /// An event with text, which may have several lines.
    pub fn text(data: impl Into<String>) -> Self {
        Self { data: data.into(), ..Self::default() }
    }

    /// An event with a value as JSON.
    pub fn json(value: &impl Slot) -> Self {
        let mut text = Vec::new();
        write_json(value, Direction::Response, &mut text);
        // What writes JSON writes UTF-8.
        Self::text(String::from_utf8(text).unwrap_or_default())
    }

    /// Names it, so that a client that comes back can say what it saw last. Line breaks are left out.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(one_line(id.into()));
        self
    }

    /// Says which kind of event it is; clients listen for kinds. Line breaks are left out.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(one_line(name.into()));
        self
    }

    /// Tells the client to wait so long before it comes back after the connection is lost.
    #[must_use]
    pub fn retry(mut self, after: Duration) -> Self {
        self.retry = Some(after);
        self
    }

    fn write(&self) -> String {
        use std::fmt::Write;
        let mut text = String::with_capacity(self.data.len() + 32);
        // Writing to a string cannot fail.
        if let Some(id) = &self.id {
            _ = writeln!(text, "id: {id}");
        }
        if let Some(name) = &self.name {
            _ = writeln!(text, "event: {name}");
        }
        if let Some(retry) = self.retry {
            _ = writeln!(text, "retry: {}", retry.as_millis());
        }
        for line in self.data.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        {
            _ = writeln!(text, "data: {line}");
        }
        text.push('\n');
        text
    }
}

fn one_line(mut text: String) -> String {
    text.retain(|character| !matches!(character, '\n' | '\r' | '\0'));
    text
}

/// A response that goes on: an event for each item of a stream.
pub struct Events {
    stream: Pin<Box<dyn Stream<Item = Event> + Send>>,
    keep_alive: Duration,
}

impl Events {
    /// The events of a stream. While there are none, a comment every 15 seconds keeps the connection open.
    pub fn new(stream: impl Stream<Item = Event> + Send + 'static) -> Self {
        Self { stream: Box::pin(stream), keep_alive: Duration::from_secs(15) }
    }

    /// Sends a comment after so long a time without an event.
    #[must_use]
    pub fn keep_alive(mut self, every: Duration) -> Self {
        self.keep_alive = every;
        self
    }

    /// The body to send.
    pub fn into_outgoing(self) -> Outgoing {
        let timer = Box::pin(tokio::time::sleep(self.keep_alive));
        let lines = Lines { events: self.stream, keep_alive: self.keep_alive, timer };
        let mut outgoing = Outgoing::new(Body::from_stream(lines));
        outgoing.content_type = Some(HeaderValue::from_static("text/event-stream"));
        outgoing.headers.push((header::CACHE_CONTROL, HeaderValue::from_static("no-cache")));
        outgoing
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events").field("keep_alive", &self.keep_alive).finish_non_exhaustive()
    }
}

struct Lines {
    events: Pin<Box<dyn Stream<Item = Event> + Send>>,
    keep_alive: Duration,
    timer: Pin<Box<Sleep>>,
}

impl Stream for Lines {
    type Item = Result<Bytes, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let text = match self.events.poll_next_unpin(cx) {
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Ready(Some(event)) => event.write(),
            Poll::Pending => {
                std::task::ready!(self.timer.as_mut().poll(cx));
                ":\n\n".to_owned()
            }
        };
        let next = Instant::now() + self.keep_alive;
        self.timer.as_mut().reset(next);
        Poll::Ready(Some(Ok(Bytes::from(text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[test]
    fn an_event_is_written_line_by_line() {
        let event =
            Event::text("one\ntwo\r\nthree\rid: 4").id("7\nid: 8").name("x").retry(Duration::from_secs(2));
        assert_eq!(
            event.write(),
            "id: 7id: 8\nevent: x\nretry: 2000\ndata: one\ndata: two\ndata: three\ndata: id: 4\n\n"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_without_events_is_kept_open() {
        let later = async {
            tokio::time::sleep(Duration::from_secs(20)).await;
            Event::text("late")
        };
        let body = Events::new(stream::once(later)).into_outgoing().body;
        let bytes = axum::body::to_bytes(body, 1000).await.unwrap();
        assert_eq!(bytes, ":\n\ndata: late\n\n");
    }
}
