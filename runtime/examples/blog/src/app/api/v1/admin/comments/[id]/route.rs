//! `/api/v1/admin/comments/{id}`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{DeleteComment, DeleteCommentResponse};

/// Delete a comment.
pub async fn delete(State(app): State<App>, req: DeleteComment) -> Result<DeleteCommentResponse> {
    app.db.delete_comment(req.path.id).await?;
    Ok(DeleteCommentResponse::NoContent)
}
