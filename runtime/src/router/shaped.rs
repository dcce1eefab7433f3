//! Errors in the shape that the application gives them.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::Body;
use futures_util::FutureExt;
use http::Request;

use super::captures::Captures;
use super::endpoint::{Endpoint, Work};
use super::pattern::Pattern;
use super::service::panicked;
use super::tree::Tree;
use crate::error::Result;
use crate::problem::Shaper;

/// An endpoint whose errors have a shape of their own.
struct Shaped {
    inner: Arc<dyn Endpoint>,
    shaper: Shaper,
}

pub(super) fn shaped(inner: Arc<dyn Endpoint>, shaper: Shaper) -> Arc<dyn Endpoint> {
    Arc::new(Shaped { inner, shaper })
}

impl Endpoint for Shaped {
    fn call(self: Arc<Self>, request: Request<Body>, captures: Captures) -> Work {
        let (parts, body) = request.into_parts();
        // Nobody knows before the end whether the request is needed once more.
        let request = Request::from_parts(parts.clone(), body);
        let work = AssertUnwindSafe(Arc::clone(&self.inner).call(request, captures)).catch_unwind();
        Box::pin(async move {
            let response = work.await.unwrap_or_else(|panic| panicked(panic.as_ref()));
            self.shaper.apply(response, &parts)
        })
    }
}

/// How errors look where no route is, by path.
#[derive(Default)]
pub(super) struct Elsewhere {
    tree: Tree,
    shapers: Vec<Shaper>,
}

impl Elsewhere {
    /// Adds a shaper for all that is at or below `path`.
    pub(super) fn add(&mut self, path: &str, shaper: Shaper) -> Result<()> {
        let path = path.trim_end_matches('/');
        let index = self.shapers.len();
        self.shapers.push(shaper);
        if !path.ends_with('}') || !path.contains("/{*") {
            self.tree.insert(&Pattern::parse(&format!("{path}/{{*below}}"))?, index);
        }
        self.tree.insert(&Pattern::parse(if path.is_empty() { "/" } else { path })?, index);
        Ok(())
    }

    pub(super) fn find(&self, path: &str) -> Option<&Shaper> {
        let (index, _) = self.tree.find(path)?;
        self.shapers.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;
    use http::StatusCode;
    use http::request::Parts;

    use crate::Problem;

    #[test]
    fn the_nearest_one_is_asked() {
        let mut elsewhere = Elsewhere::default();
        let named = |name: &'static str| Shaper::new(move |_: Problem, _: &Parts| [("x-name", name)]);
        for path in ["/", "/api/v1", "/api/{version}", "/files/{*path}"] {
            elsewhere.add(path, named(path)).unwrap();
        }
        for (path, expected) in [
            ("/", "/"),
            ("/api", "/"),
            ("/api/v1", "/api/v1"),
            ("/api/v1/posts/7", "/api/v1"),
            ("/api/v2/posts", "/api/{version}"),
            ("/files/a/b", "/files/{*path}"),
        ] {
            let shaper = elsewhere.find(path).unwrap();
            let parts = Request::new(()).into_parts().0;
            let response = shaper.apply(Problem::new(StatusCode::NOT_FOUND).into_response(), &parts);
            assert_eq!(response.headers()["x-name"], expected, "{path}");
        }
        assert!(Elsewhere::default().find("/x").is_none());
    }
}
