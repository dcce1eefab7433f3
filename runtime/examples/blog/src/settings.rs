//! What the environment decides.

use std::env;
use std::time::Duration;

/// The settings of this process.
pub struct Settings {
    /// `DATABASE_URL`: a file of SQLite, or a PostgreSQL server.
    pub database: String,
    /// `BLOG_ADMIN_TOKEN`: who holds it, administers.
    pub admin_token: String,
    /// `BLOG_WEBHOOK_SECRET`: known to the payment provider and to this server.
    pub webhook_secret: String,
    /// `BLOG_STREAM_SECONDS`: how long one answer of the stream of posts may last. Clients come back by themselves, and
    /// get what they missed.
    pub stream: Duration,
}

impl Settings {
    /// Reads the environment; what it does not say is as it is good for trying things out.
    pub fn from_env() -> routewright::Result<Self> {
        let seconds: u64 = setting("BLOG_STREAM_SECONDS", "3600").parse()?;
        Ok(Self {
            database: setting("DATABASE_URL", "sqlite:blog.db?mode=rwc"),
            admin_token: setting("BLOG_ADMIN_TOKEN", "dev-token"),
            webhook_secret: setting("BLOG_WEBHOOK_SECRET", "dev-secret"),
            stream: Duration::from_secs(seconds),
        })
    }

    /// Says what to try. Secrets that somebody has set are not shown.
    pub fn announce(&self) {
        if env::var_os("BLOG_ADMIN_TOKEN").is_none() {
            eprintln!(
                "The administration takes `Authorization: Bearer {}`; set BLOG_ADMIN_TOKEN.",
                self.admin_token
            );
        }
        if env::var_os("BLOG_WEBHOOK_SECRET").is_none() {
            eprintln!("Webhooks are signed with `{}`; set BLOG_WEBHOOK_SECRET.", self.webhook_secret);
        }
    }
}

fn setting(name: &str, default: &str) -> String {
    env::var(name).unwrap_or_else(|_| default.to_owned())
}
