//! Responses that are held to what their operation declares.

use std::sync::Arc;

use axum::body::Body;
use http::{Method, Request};

use super::captures::Captures;
use super::endpoint::{Endpoint, Work};
use crate::response::Contract;

/// An endpoint whose responses are looked at before they are sent.
struct Checked {
    inner: Arc<dyn Endpoint>,
    contract: Contract,
}

pub(super) fn checked(inner: Arc<dyn Endpoint>, contract: Contract) -> Arc<dyn Endpoint> {
    Arc::new(Checked { inner, contract })
}

impl Endpoint for Checked {
    fn call(self: Arc<Self>, request: Request<Body>, captures: Captures) -> Work {
        let to_head = request.method() == Method::HEAD;
        let work = Arc::clone(&self.inner).call(request, captures);
        Box::pin(async move { self.contract.hold(work.await, to_head).await })
    }
}
