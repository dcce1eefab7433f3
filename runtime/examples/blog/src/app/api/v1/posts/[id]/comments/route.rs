//! `/api/v1/posts/{id}/comments`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{
    CommentList, CreateComment, CreateCommentBody, CreateCommentResponse, ListComments, ListCommentsResponse,
};

/// List the comments on a post.
pub async fn get(State(app): State<App>, req: ListComments) -> Result<ListCommentsResponse> {
    let limit = req.query.limit;
    // One more than asked for tells whether others follow.
    let mut items = app.db.comments(req.path.id, req.query.after, limit + 1).await?;
    let more = items.len() as i64 > limit;
    if more {
        items.pop();
    }
    Ok(ListCommentsResponse::Ok(CommentList { items, more }))
}

/// Comment on a post.
pub async fn post(State(app): State<App>, req: CreateComment) -> Result<CreateCommentResponse> {
    // A form of a page and a script may both post here.
    let (CreateCommentBody::Json(input) | CreateCommentBody::Form(input)) = req.body;
    let comment = app.db.create_comment(req.path.id, &input).await?;
    Ok(CreateCommentResponse::Created(comment))
}
