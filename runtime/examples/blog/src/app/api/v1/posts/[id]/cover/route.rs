//! `/api/v1/posts/{id}/cover`

use routewright::extract::State;
use routewright::http::StatusCode;
use routewright::{Binary, Error, Result};

use crate::App;
use crate::db::StoredCover;
use crate::generated::v1::{Cover, DownloadCover, DownloadCoverResponse, UploadCover, UploadCoverResponse};

/// One mebibyte, and a little for what a form puts around it.
pub const BODY_LIMIT: usize = (1 << 20) + 4096;

const TYPES: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/// Download the cover of a post.
pub async fn get(State(app): State<App>, req: DownloadCover) -> Result<DownloadCoverResponse> {
    let cover = app.db.cover(req.path.id).await?;
    Ok(DownloadCoverResponse::Ok(Binary::from(cover.bytes).content_type(&cover.content_type)))
}

/// Upload the cover of a post.
pub async fn put(State(app): State<App>, req: UploadCover) -> Result<UploadCoverResponse> {
    let file = req.body.file;
    // The word of the client is taken for the type; browsers are told not to guess another one.
    let Some(content_type) = file.content_type.filter(|name| TYPES.contains(&name.as_str())) else {
        let detail = format!("a cover is one of {}", TYPES.join(", "));
        return Err(Error::status(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    };
    let cover = StoredCover { content_type, alt: req.body.alt, bytes: file.bytes.into() };
    app.db.put_cover(req.path.id, &cover).await?;
    let bytes = cover.bytes.len() as i64;
    Ok(UploadCoverResponse::Ok(Cover { content_type: cover.content_type, bytes, alt: cover.alt }))
}
