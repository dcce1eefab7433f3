//! `/api/v1/webhooks/payments`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::generated::v1::{ReceivePayment, ReceivePaymentResponse};

/// Hear of a tip.
pub async fn post(State(app): State<App>, req: ReceivePayment) -> Result<ReceivePaymentResponse> {
    // That it is signed was checked before: see `webhook_signature` in `src/app/auth.rs`.
    app.db.note_payment(&req.body).await?;
    Ok(ReceivePaymentResponse::NoContent)
}
