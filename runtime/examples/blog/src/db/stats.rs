//! The blog in numbers.

use routewright::Map;
use sqlx::Row;

use super::Db;
use super::error::Result;
use crate::generated::v1::Stats;

impl Db {
    /// The numbers of this moment.
    pub async fn stats(&self) -> Result<Stats> {
        Ok(Stats {
            posts: self.counts("SELECT status, COUNT(*) FROM posts GROUP BY status ORDER BY status").await?,
            comments: self.count("SELECT COUNT(*) FROM comments").await?,
            authors: self.count("SELECT COUNT(*) FROM authors").await?,
            // PostgreSQL adds whole numbers up to a numeric, which is more than a sum of tips needs.
            tips: self
                .counts(
                    "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM tips
                     WHERE event NOT IN (SELECT tip FROM refunds) GROUP BY currency ORDER BY currency",
                )
                .await?,
        })
    }

    async fn count(&self, statement: &'static str) -> Result<i64> {
        Ok(sqlx::query_scalar(statement).fetch_one(&self.pool).await?)
    }

    async fn counts(&self, statement: &'static str) -> Result<Map<i64>> {
        let rows = sqlx::query(statement).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }
}
