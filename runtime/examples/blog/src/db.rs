//! The blog's database: SQLite, or PostgreSQL when `DATABASE_URL` says so.
//!
//! `sqlx::Any` speaks to both with one text for each statement. It knows numbers, text and bytes, which is why ids are
//! stored as text, times as microseconds, and what has a structure of its own as JSON.

mod authors;
mod comments;
mod covers;
mod error;
mod moment;
mod posts;
mod seed;
mod stats;
mod tags;
mod tips;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, SqlStr};

use error::Result;

pub use posts::{Filter, Saved};

/// The database. Cheap to clone: every clone uses the same connections.
#[derive(Clone)]
pub struct Db {
    pool: AnyPool,
}

impl Db {
    /// Connects to the database at `url`, brings its tables up to date, and fills it if it is new.
    pub async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        // SQLite lets one connection write at a time: with a single one, the others queue here instead of failing as
        // busy. It also is what keeps a database in memory alive.
        let pool = if sqlite { AnyPoolOptions::new().max_connections(1) } else { AnyPoolOptions::new() };
        let pool = pool
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(url.parse::<AnyConnectOptions>()?)
            .await?;
        migrations(sqlite).run(&pool).await?;
        let db = Self { pool };
        db.seed().await?;
        Ok(db)
    }
}

/// Every change of the tables since the first version, in order. To add one: a file in both folders, a line here.
fn migrations(sqlite: bool) -> Migrator {
    let blog = if sqlite {
        include_str!("../migrations/sqlite/0001_blog.sql")
    } else {
        include_str!("../migrations/postgres/0001_blog.sql")
    };
    let migration = |version, name: &'static str, sql: &'static str| {
        Migration::new(version, name.into(), MigrationType::Simple, SqlStr::from_static(sql), false)
    };
    Migrator::with_migrations(vec![migration(1, "blog", blog)])
}
