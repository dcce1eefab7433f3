//! `/api/v1/authors/{id}`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{ReadAuthor, ReadAuthorResponse};

/// Read an author.
pub async fn get(State(app): State<App>, req: ReadAuthor) -> Result<ReadAuthorResponse> {
    Ok(ReadAuthorResponse::Ok(app.db.author(req.path.id).await?))
}
