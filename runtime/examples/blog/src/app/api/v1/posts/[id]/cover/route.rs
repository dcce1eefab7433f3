//! `/api/v1/posts/{id}/cover`

use routewright::extract::State;
use routewright::http::StatusCode;
use routewright::{Binary, Error, Result};

use crate::App;
use crate::generated::v1::{
    Cover, CoverUpload, DownloadCover, DownloadCoverNotModifiedHeaders, DownloadCoverOkHeaders,
    DownloadCoverResponse, UploadCover, UploadCoverResponse,
};
use crate::version::{etag, is_current};

/// One mebibyte, and a little for what a form puts around it.
pub const BODY_LIMIT: usize = (1 << 20) + 4096;

const TYPES: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/// Download the cover of a post.
pub async fn get(State(app): State<App>, req: DownloadCover) -> Result<DownloadCoverResponse> {
    let cover = app.db.cover(req.path.id).await?;
    let e_tag = etag(cover.version);
    if is_current(req.headers.if_none_match.as_deref(), cover.version) {
        return Ok(DownloadCoverResponse::NotModified { headers: DownloadCoverNotModifiedHeaders { e_tag } });
    }
    Ok(DownloadCoverResponse::Ok {
        headers: DownloadCoverOkHeaders { e_tag },
        body: Binary::from(cover.bytes).content_type(&cover.content_type),
    })
}

/// Upload the cover of a post.
pub async fn put(State(app): State<App>, req: UploadCover) -> Result<UploadCoverResponse> {
    let CoverUpload { file, alt } = req.body;
    let bytes = file.bytes().await?;
    let Some(content_type) = file.content_type.filter(|name| TYPES.contains(&name.as_str())) else {
        let detail = format!("a cover is one of {}", TYPES.join(", "));
        return Err(Error::status(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    };
    let cover = Cover { content_type, bytes: bytes.len() as i64, alt };
    app.db.put_cover(req.path.id, &cover, &bytes).await?;
    Ok(UploadCoverResponse::Ok(cover))
}
