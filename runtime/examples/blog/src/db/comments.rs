//! What readers say about a post.

use routewright::Uuid;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::Db;
use super::error::{Error, Result, conflict};
use super::moment::{at, now};
use crate::generated::v1::{Comment, CommentInput, Line, Prose};

impl Db {
    /// The comments on a post that came after a certain one, oldest first.
    pub async fn comments(&self, post: Uuid, after: Option<Uuid>, limit: i64) -> Result<Vec<Comment>> {
        sqlx::query("SELECT id FROM posts WHERE id = $1")
            .bind(post.to_string())
            .fetch_one(&self.pool)
            .await?;
        // Ids sort by time, so the last one seen is a cursor that stays right while comments come and go.
        let rows = sqlx::query(
            "SELECT id, post_id, name, text, created_at FROM comments
             WHERE post_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        )
        .bind(post.to_string())
        .bind(after.unwrap_or(Uuid::nil()).to_string())
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(comment).collect()
    }

    /// Stores a comment.
    pub async fn create_comment(&self, post: Uuid, input: &CommentInput) -> Result<Comment> {
        let row = sqlx::query(
            "INSERT INTO comments (id, post_id, name, email, text, created_at) VALUES ($1, $2, $3, $4, $5, $6)
             RETURNING id, post_id, name, text, created_at",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(post.to_string())
        .bind(input.name.as_str())
        .bind(input.email.as_str())
        .bind(input.text.as_str())
        .bind(now())
        .fetch_one(&self.pool)
        .await
        .map_err(|error| match conflict(error, "", "") {
            // The one row that a comment refers to is its post.
            Error::Conflict(_) => Error::NotFound,
            error => error,
        })?;
        comment(&row)
    }

    /// Deletes a comment.
    pub async fn delete_comment(&self, id: Uuid) -> Result<()> {
        let done = sqlx::query("DELETE FROM comments WHERE id = $1")
            .bind(id.to_string())
            .execute(&self.pool)
            .await?;
        if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
    }
}

fn comment(row: &AnyRow) -> Result<Comment> {
    Ok(Comment {
        id: row.try_get::<&str, _>("id")?.parse()?,
        post_id: row.try_get::<&str, _>("post_id")?.parse()?,
        name: Line(row.try_get("name")?),
        text: Prose(row.try_get("text")?),
        created_at: at(row.try_get("created_at")?),
    })
}
