//! What a new blog starts with.

use super::Db;
use super::error::Result;

impl Db {
    /// Fills an empty database.
    pub(super) async fn seed(&self) -> Result<()> {
        let mut tx = self.pool.begin().await?;
        let authors: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM authors").fetch_one(&mut *tx).await?;
        if authors == 0 {
            sqlx::raw_sql(include_str!("../../migrations/seed.sql")).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }
}
