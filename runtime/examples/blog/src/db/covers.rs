//! A picture for each post.

use routewright::Uuid;
use sqlx::Row;

use super::Db;
use super::error::{Error, Result, conflict};

/// A picture, as it was uploaded.
pub struct StoredCover {
    pub content_type: String,
    pub alt: Option<String>,
    pub bytes: Vec<u8>,
}

impl Db {
    /// The cover of a post.
    pub async fn cover(&self, post: Uuid) -> Result<StoredCover> {
        let row = sqlx::query("SELECT content_type, alt, bytes FROM covers WHERE post_id = $1")
            .bind(post.to_string())
            .fetch_one(&self.pool)
            .await?;
        Ok(StoredCover {
            content_type: row.try_get("content_type")?,
            alt: row.try_get("alt")?,
            bytes: row.try_get("bytes")?,
        })
    }

    /// Gives a post its cover, or another one.
    pub async fn put_cover(&self, post: Uuid, cover: &StoredCover) -> Result<()> {
        sqlx::query(
            "INSERT INTO covers (post_id, content_type, alt, bytes) VALUES ($1, $2, $3, $4)
             ON CONFLICT (post_id) DO UPDATE
             SET content_type = excluded.content_type, alt = excluded.alt, bytes = excluded.bytes",
        )
        .bind(post.to_string())
        .bind(cover.content_type.as_str())
        .bind(cover.alt.as_deref())
        .bind(cover.bytes.as_slice())
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
