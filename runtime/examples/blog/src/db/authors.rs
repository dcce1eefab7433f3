//! Who writes.

use routewright::Uuid;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::Db;
use super::error::{Result, conflict};
use crate::generated::v1::{Author, Line};

impl Db {
    /// Every author, by name.
    pub async fn authors(&self) -> Result<Vec<Author>> {
        let rows = sqlx::query("SELECT id, name, email, site FROM authors ORDER BY name, id")
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(author).collect()
    }

    /// One author.
    pub async fn author(&self, id: Uuid) -> Result<Author> {
        let row = sqlx::query("SELECT id, name, email, site FROM authors WHERE id = $1")
            .bind(id.to_string())
            .fetch_one(&self.pool)
            .await?;
        author(&row)
    }

    /// Registers an author under an id of its own.
    pub async fn create_author(&self, input: Author) -> Result<Author> {
        let author = Author { id: Uuid::now_v7(), ..input };
        sqlx::query("INSERT INTO authors (id, name, email, site) VALUES ($1, $2, $3, $4)")
            .bind(author.id.to_string())
            .bind(author.name.as_str())
            .bind(author.email.as_str())
            .bind(author.site.as_deref())
            .execute(&self.pool)
            .await
            .map_err(|error| conflict(error, "an author with this address is registered already", ""))?;
        Ok(author)
    }
}

fn author(row: &AnyRow) -> Result<Author> {
    Ok(Author {
        id: row.try_get::<&str, _>("id")?.parse()?,
        name: Line(row.try_get("name")?),
        email: row.try_get("email")?,
        site: row.try_get("site")?,
    })
}
