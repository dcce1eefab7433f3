//! The documentation of an app, served by the app: a page for people and the document for tools.
//!
//! | path | what |
//! |---|---|
//! | `/docs` | the page; `/docs/{name}` for each document where there are several |
//! | `/openapi.json`, `/openapi.yaml` | the first document |
//! | `/openapi/{name}.json`, `/openapi/{name}.yaml` | each document, where there are several |
//!
//! The page needs no network and no scripts to be read. Whatever a document says is shown as text: its markup cannot
//! become part of the page, and the page's content security policy allows nothing but its own script and style.
//!
//! ```
//! use routewright::docs::Docs;
//! use routewright::operation::Document;
//! use routewright::{Routes, TestClient};
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
//! let mut routes = Routes::new();
//! routes.document(Document::new("v1", "/api"));
//! Docs::of(&routes).mount(&mut routes);
//!
//! let client = TestClient::new(routes, ())?;
//! let answer = client.get("/docs").send().await;
//! assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
//! # Ok(()) }
//! ```

mod html;
mod markdown;
mod operation;
mod page;
mod schema;
mod served;
mod shell;
mod tryout;

use axum::response::Response;
use http::HeaderMap;

use self::served::Served;
use crate::describe::Specification;
use crate::operation::{Document, Mounted, OperationInfo};
use crate::router::Routes;

/// The pages and documents of an app.
#[derive(Clone, Debug)]
pub struct Docs {
    served: Vec<(String, Served)>,
}

impl Docs {
    /// The documentation of all documents and operations that are mounted.
    pub fn of<S: Clone + Send + Sync + 'static>(routes: &Routes<S>) -> Self {
        let documents = routes.documents();
        Self::build(documents, documents.iter().map(|document| routes.specification(document)))
    }

    /// The documentation of documents and their operations.
    pub fn new(documents: &[Document], operations: &[&'static OperationInfo]) -> Self {
        let of = |document| Specification::new(document, operations.iter().copied());
        Self::build(documents, documents.iter().map(of))
    }

    fn build(documents: &[Document], specifications: impl Iterator<Item = Specification>) -> Self {
        let mut served = Vec::new();
        for (index, (document, specification)) in documents.iter().zip(specifications).enumerate() {
            let json = Served::json(&specification);
            let yaml = Served::yaml(&specification);
            let page = Served::page(&page::page(documents, index, &specification));
            if documents.len() > 1 {
                served.push((format!("/docs/{}", document.name), page.clone()));
                served.push((format!("/openapi/{}.json", document.name), json.clone()));
                served.push((format!("/openapi/{}.yaml", document.name), yaml.clone()));
            }
            if index == 0 {
                served.extend([
                    ("/docs".to_owned(), page),
                    ("/openapi.json".to_owned(), json),
                    ("/openapi.yaml".to_owned(), yaml),
                ]);
            }
        }
        Self { served }
    }

    /// The paths that it answers at.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.served.iter().map(|(path, _)| path.as_str())
    }

    /// What it answers to a GET request, if the path is one of its own. A caller who has the current version gets
    /// 304.
    pub fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let (_, served) = self.served.iter().find(|(own, _)| own == path)?;
        Some(served.answer(headers))
    }

    /// Adds its paths to an app.
    pub fn mount<S: Clone + Send + Sync + 'static>(self, routes: &mut Routes<S>) {
        for (path, served) in self.served {
            routes.raw("GET", &path, Mounted::by_hand(), async move |headers: HeaderMap| {
                served.answer(&headers)
            });
        }
    }
}

#[cfg(test)]
mod tests;
