//! What readers gave.

use super::Db;
use super::error::Result;
use crate::generated::v1::PaymentEvent;

impl Db {
    /// Notes an event of the payment provider. One that was noted before changes nothing.
    pub async fn note_payment(&self, event: &PaymentEvent) -> Result<()> {
        let statement = match event {
            PaymentEvent::TipReceived(tip) => sqlx::query(
                "INSERT INTO tips (event, amount, currency) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            )
            .bind(tip.id.as_str())
            .bind(i64::from(tip.amount))
            .bind(tip.currency.as_str()),
            PaymentEvent::TipRefunded(refund) => {
                sqlx::query("INSERT INTO refunds (event, tip) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                    .bind(refund.id.as_str())
                    .bind(refund.tip.as_str())
            }
        };
        statement.execute(&self.pool).await?;
        Ok(())
    }
}
