//! A blog: the example of how things are done with routewright.

mod db;
#[rustfmt::skip] // written by a tool that has a taste of its own
mod generated;
mod settings;
mod version;

use std::sync::Arc;

use db::{Db, Saved};
use generated::v1::PostSummary;
use settings::Settings;
use tokio::sync::broadcast;

/// What handlers share; comes to them as `State<App>`.
#[derive(Clone)]
pub struct App {
    db: Db,
    settings: Arc<Settings>,
    /// Carries each post to the readers of the stream at the moment when it is published.
    published: broadcast::Sender<PostSummary>,
}

impl App {
    async fn open() -> routewright::Result<Self> {
        let settings = Settings::from_env()?;
        let db = Db::open(&settings.database).await?;
        // A reader who falls this far behind misses the oldest.
        let (published, _) = broadcast::channel(64);
        settings.announce();
        Ok(Self { db, settings: Arc::new(settings), published })
    }

    /// Tells the readers of the stream, if the post has just been published.
    fn announce(&self, saved: &Saved) {
        if saved.announce {
            // That nobody listens is no error.
            let _ = self.published.send(saved.summary());
        }
    }
}

#[tokio::main]
async fn main() -> routewright::Result<()> {
    routewright::run(generated::routes(), App::open).await
}
