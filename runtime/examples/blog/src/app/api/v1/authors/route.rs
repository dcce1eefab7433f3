//! `/api/v1/authors`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{
    CreateAuthor, CreateAuthorCreatedHeaders, CreateAuthorResponse, ListAuthors, ListAuthorsResponse,
};

/// List the authors.
pub async fn get(State(app): State<App>, _req: ListAuthors) -> Result<ListAuthorsResponse> {
    Ok(ListAuthorsResponse::Ok(app.db.authors().await?))
}

/// Register an author.
pub async fn post(State(app): State<App>, req: CreateAuthor) -> Result<CreateAuthorResponse> {
    let author = app.db.create_author(req.body).await?;
    Ok(CreateAuthorResponse::Created {
        headers: CreateAuthorCreatedHeaders { location: format!("/api/v1/authors/{}", author.id) },
        body: author,
    })
}
