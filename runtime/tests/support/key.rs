//! A credential in the query.

use routewright::Result;
use routewright::auth::{ApiKey, Scheme, Source};

#[derive(Clone)]
pub struct App;

#[derive(Clone, Debug)]
pub struct Key;

impl Scheme<App> for Key {
    type Credentials = ApiKey;
    const NAME: &str = "key";
    const SOURCE: Source = Source::Query("api_key");

    async fn authenticate(_app: App, _credentials: ApiKey) -> Result<Self> {
        Ok(Self)
    }
}
