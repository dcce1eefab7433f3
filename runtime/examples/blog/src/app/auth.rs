//! Who may do what.

use routewright::auth::{Bearer, Signed, equal};
use routewright::{Error, Result};

use crate::App;

/// What handlers learn about a caller who passed `bearerAuth`.
#[derive(Clone, Debug)]
pub struct BearerAuth {}

/// Checks the credentials of `bearerAuth`.
pub async fn bearer_auth(app: App, credentials: Bearer) -> Result<BearerAuth> {
    if equal(&credentials.token, &app.settings.admin_token) {
        Ok(BearerAuth {})
    } else {
        Err(Error::unauthorized("Bearer error=\"invalid_token\""))
    }
}

/// What handlers learn about a caller who passed `webhookSignature`.
#[derive(Clone, Debug)]
pub struct WebhookSignature {}

/// Checks the credentials of `webhookSignature`.
pub async fn webhook_signature(app: App, credentials: Signed) -> Result<WebhookSignature> {
    credentials.verify_hmac_sha256(&app.settings.webhook_secret)?;
    Ok(WebhookSignature {})
}
