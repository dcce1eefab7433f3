//! `/api/v1/posts/{id}`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{
    DeletePost, DeletePostResponse, PatchPost, PatchPostBody, PatchPostOkHeaders, PatchPostResponse,
    ReadPost, ReadPostNotModifiedHeaders, ReadPostOkHeaders, ReadPostResponse, ReplacePost,
    ReplacePostOkHeaders, ReplacePostResponse,
};
use crate::version::{etag, expected, is_current};

/// Read a post.
pub async fn get(State(app): State<App>, req: ReadPost) -> Result<ReadPostResponse> {
    let saved = app.db.post(req.path.id).await?;
    let e_tag = etag(saved.version);
    if is_current(req.headers.if_none_match.as_deref(), saved.version) {
        return Ok(ReadPostResponse::NotModified { headers: ReadPostNotModifiedHeaders { e_tag } });
    }
    Ok(ReadPostResponse::Ok { headers: ReadPostOkHeaders { e_tag }, body: saved.post })
}

/// Replace a post.
pub async fn put(State(app): State<App>, req: ReplacePost) -> Result<ReplacePostResponse> {
    let expected = expected(req.headers.if_match.as_deref());
    let saved = app.db.replace_post(req.path.id, expected, req.body).await?;
    app.announce(&saved);
    Ok(ReplacePostResponse::Ok {
        headers: ReplacePostOkHeaders { e_tag: etag(saved.version) },
        body: saved.post,
    })
}

/// Change a post in part.
pub async fn patch(State(app): State<App>, req: PatchPost) -> Result<PatchPostResponse> {
    // Two media types, one meaning.
    let (PatchPostBody::Json(patch) | PatchPostBody::MergePatchJson(patch)) = req.body;
    let expected = expected(req.headers.if_match.as_deref());
    let saved = app.db.patch_post(req.path.id, expected, patch).await?;
    app.announce(&saved);
    Ok(PatchPostResponse::Ok { headers: PatchPostOkHeaders { e_tag: etag(saved.version) }, body: saved.post })
}

/// Delete a post.
pub async fn delete(State(app): State<App>, req: DeletePost) -> Result<DeletePostResponse> {
    app.db.delete_post(req.path.id, expected(req.headers.if_match.as_deref())).await?;
    Ok(DeletePostResponse::NoContent)
}
