//! A picture for each post.

use routewright::Uuid;
use sqlx::Row;

use super::Db;
use super::error::{Error, Result, conflict};
use super::moment::now;
use crate::generated::v1::Cover;

/// A picture, as it was uploaded.
pub struct StoredCover {
    pub content_type: String,
    pub bytes: Vec<u8>,
    /// Another one for each picture of a post.
    pub version: i64,
}

impl Db {
    /// The cover of a post.
    pub async fn cover(&self, post: Uuid) -> Result<StoredCover> {
        let row = sqlx::query("SELECT content_type, bytes, stored_at FROM covers WHERE post_id = $1")
            .bind(post.to_string())
            .fetch_one(&self.pool)
            .await?;
        Ok(StoredCover {
            content_type: row.try_get("content_type")?,
            bytes: row.try_get("bytes")?,
            version: row.try_get("stored_at")?,
        })
    }

    /// Gives a post its cover, or another one.
    pub async fn put_cover(&self, post: Uuid, cover: &Cover, bytes: &[u8]) -> Result<()> {
        sqlx::query(
            "INSERT INTO covers (post_id, content_type, alt, bytes, stored_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (post_id) DO UPDATE
             SET content_type = excluded.content_type, alt = excluded.alt, bytes = excluded.bytes,
                 stored_at = excluded.stored_at",
        )
        .bind(post.to_string())
        .bind(cover.content_type.as_str())
        .bind(cover.alt.as_deref())
        .bind(bytes)
        .bind(now())
        .execute(&self.pool)
        .await
        .map_err(|error| match conflict(error, "", "") {
            // The one row that a cover refers to is its post.
            Error::Conflict(_) => Error::NotFound,
            error => error,
        })?;
        Ok(())
    }
}
