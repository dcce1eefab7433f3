//! Query parameters that an operation does not declare, where it refuses them.
#![expect(missing_docs, reason = "the types are examples")]

#[path = "support/key.rs"]
mod key;

use key::{App, Key};
use routewright::operation::Mounted;
use routewright::{Map, Model, Operation, Response, Result, Routes, TestClient};

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Window {
    pub from: Option<i64>,
    pub to: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ListQuery {
    #[model(minimum = 1)]
    pub page: Option<i64>,
    #[model(style = "deepObject")]
    pub filter: Option<Map<String>>,
    pub window: Option<Window>,
}

#[derive(Debug, Operation)]
#[operation(get = "/list", refuse_unknown_parameters, security("key"), response = Nothing)]
pub struct List {
    pub auth: Key,
    pub query: ListQuery,
}

#[derive(Debug, Operation)]
#[operation(get = "/none", refuse_unknown_parameters, response = Nothing)]
pub struct Bare;

#[derive(Debug, Response)]
pub enum Nothing {
    /// Nothing.
    #[response(status = 204)]
    NoContent,
}

async fn list(_req: List) -> Result<Nothing> {
    Ok(Nothing::NoContent)
}

async fn none(_req: Bare) -> Result<Nothing> {
    Ok(Nothing::NoContent)
}

/// The parameters that are complained of, with the keywords.
async fn refused(target: &str) -> Vec<String> {
    let mut routes = Routes::new();
    routes.operation::<List, _>(Mounted::by_hand(), list);
    routes.operation::<Bare, _>(Mounted::by_hand(), none);
    let response = TestClient::new(routes, App).expect("routes").get(target).send().await;
    if response.status() == 204 {
        return Vec::new();
    }
    assert_eq!(response.status(), 400, "{}", response.text());
    let problem = response.value();
    let errors = problem["errors"].as_array().expect("errors").iter();
    errors
        .map(|error| {
            assert_eq!(error["in"], "query");
            format!(
                "{} {}",
                error["parameter"].as_str().expect("a name"),
                error["keyword"].as_str().expect("one")
            )
        })
        .collect()
}

#[tokio::test]
async fn what_is_declared_is_known() {
    let known = "/list?api_key=x&page=1&filter[a]=1&filter[b]=2&from=1&to=2";
    assert_eq!(refused(known).await, [""; 0]);
    assert_eq!(refused("/none").await, [""; 0]);
}

#[tokio::test]
async fn each_unknown_name_is_told_once_beside_all_else() {
    assert_eq!(
        refused("/list?api_key=x&pgae=1&page=0&a/b=1&pgae=2&filters[a]=1").await,
        ["page minimum", "pgae unknown", "a/b unknown", "filters[a] unknown"]
    );
    assert_eq!(refused("/none?page=1").await, ["page unknown"]);
}
