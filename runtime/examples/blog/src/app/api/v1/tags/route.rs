//! `/api/v1/tags`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{ListTags, ListTagsResponse};

/// List the tags.
pub async fn get(State(app): State<App>, _req: ListTags) -> Result<ListTagsResponse> {
    Ok(ListTagsResponse::Ok(app.db.tags().await?))
}
