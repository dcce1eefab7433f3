//! `/api/v1/admin/posts/{id}/publish`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{PublishPost, PublishPostResponse};

/// Publish a post.
pub async fn post(State(app): State<App>, req: PublishPost) -> Result<PublishPostResponse> {
    let saved = app.db.publish_post(req.path.id).await?;
    app.announce(&saved);
    Ok(PublishPostResponse::Ok(saved.summary()))
}
