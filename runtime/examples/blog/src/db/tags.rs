//! What posts are about.

use routewright::Uuid;
use sqlx::{AnyConnection, Row};

use super::Db;
use super::error::Result;
use crate::generated::v1::{Slug, Tag};

impl Db {
    /// Every tag in use.
    pub async fn tags(&self) -> Result<Vec<Tag>> {
        let rows = sqlx::query("SELECT tag, COUNT(*) AS posts FROM post_tags GROUP BY tag ORDER BY tag")
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| Ok(Tag { name: Slug(row.try_get("tag")?), posts: row.try_get("posts")? }))
            .collect()
    }
}

/// Makes these the tags of a post.
pub async fn write(tx: &mut AnyConnection, post: Uuid, tags: &[Slug]) -> Result<()> {
    let post = post.to_string();
    sqlx::query("DELETE FROM post_tags WHERE post_id = $1").bind(&post).execute(&mut *tx).await?;
    for tag in tags {
        sqlx::query("INSERT INTO post_tags (post_id, tag) VALUES ($1, $2)")
            .bind(&post)
            .bind(tag.as_str())
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}
