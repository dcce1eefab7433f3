//! `/api/v1/admin/stats`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{ReadStats, ReadStatsResponse};

/// Read the numbers.
pub async fn get(State(app): State<App>, _req: ReadStats) -> Result<ReadStatsResponse> {
    Ok(ReadStatsResponse::Ok(app.db.stats().await?))
}
