//! `/api/v1/posts/stream`

use futures_util::{StreamExt, future, stream};
use routewright::Result;
use routewright::extract::State;
use routewright::sse::{Event, Events};
use tokio_stream::wrappers::BroadcastStream;

use crate::App;
use crate::generated::v1::{PostSummary, StreamPosts, StreamPostsResponse};

/// Follow new posts.
pub async fn get(State(app): State<App>, req: StreamPosts) -> Result<StreamPostsResponse> {
    // Listens before it reads what was missed, so that nothing falls between.
    let live = BroadcastStream::new(app.published.subscribe());
    let missed = match req.headers.last_event_id {
        Some(id) => app.db.published_since(id).await?,
        None => Vec::new(),
    };
    let live = live.filter_map(|post| future::ready(post.ok()));
    let posts = stream::iter(missed).chain(live).take_until(tokio::time::sleep(app.settings.stream));
    Ok(StreamPostsResponse::Ok(Events::new(posts.map(event))))
}

fn event(post: PostSummary) -> Event {
    Event::json(&post).name("post").id(post.id.to_string())
}
