//! A parameter that is the whole query, and cookies in the style that is theirs.
#![expect(missing_docs, reason = "the types are examples")]

#[path = "support/key.rs"]
mod key;

use key::{App, Key};
use routewright::describe::Specification;
use routewright::operation::{Document, Location, Mounted};
use routewright::{Model, Operation, Response, Result, Routes, TestClient};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Filter")]
pub struct Filter {
    pub author: String,
    pub tags: Option<Vec<String>>,
    pub kinds: Option<Vec<String>>,
    #[model(minimum = 1, default = 20)]
    pub limit: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ListQuery {
    /// Which ones.
    #[model(
        name = "filter",
        content = "application/x-www-form-urlencoded",
        content_extra = r#"{"encoding":{"kinds":{"explode":false}},"example":{"author":"Ada"}}"#
    )]
    pub query: Filter,
}

#[derive(Debug, Operation)]
#[operation(get = "/list", document = "v1", security("key"), refuse_unknown_parameters, response = Answer)]
pub struct List {
    pub auth: Key,
    #[operation(querystring = ListQuery)]
    pub query: Filter,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct PickQuery {
    #[model(name = "ids", content = "application/json")]
    pub query: Option<Vec<i64>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct PickCookies {
    #[model(style = "cookie")]
    pub theme: Option<Vec<String>>,
    #[model(style = "cookie", explode = false)]
    pub seen: Option<Vec<String>>,
    #[model(style = "cookie")]
    pub raw: Option<String>,
}

#[derive(Debug, Operation)]
#[operation(query = "/pick", document = "v1", response = Answer)]
pub struct Pick {
    #[operation(querystring = PickQuery)]
    pub query: Option<Vec<i64>>,
    pub cookies: PickCookies,
}

#[derive(Debug, Operation)]
#[operation(method = "COPY", path = "/pick", document = "v1", id = "copy", response = Answer)]
pub struct Copy;

#[derive(Debug, Response)]
pub enum Answer {
    /// What came.
    #[response(status = 200, content = "text/plain")]
    Ok(String),
}

async fn list(req: List) -> Result<Answer> {
    Ok(Answer::Ok(format!("{:?}", req.query)))
}

async fn pick(req: Pick) -> Result<Answer> {
    Ok(Answer::Ok(format!("{:?} {:?}", req.query, req.cookies)))
}

async fn copy(_req: Copy) -> Result<Answer> {
    Ok(Answer::Ok("copied".to_owned()))
}

fn client() -> TestClient {
    let mut routes = Routes::new();
    routes.operation::<List, _>(Mounted::by_hand(), list);
    routes.operation::<Pick, _>(Mounted::by_hand(), pick);
    routes.operation::<Copy, _>(Mounted::by_hand(), copy);
    TestClient::new(routes, App).expect("routes")
}

fn method(name: &str) -> routewright::http::Method {
    name.parse().expect("a method")
}

#[tokio::test]
async fn a_form_is_read_as_one_value() {
    let client = client();
    let list = || Some(vec!["a".to_owned(), "b".to_owned()]);
    let filter = Filter { author: "Ada & co".into(), tags: list(), kinds: list(), limit: 20 };
    let reply = client.get("/list?api_key=x&author=Ada+%26%20co&tags=a&tags=b&kinds=a,b").send().await;
    assert_eq!(reply.text(), format!("{filter:?}"));
    let written = client.get("/list").parameters(Location::QueryString, ListQuery { query: filter.clone() });
    assert_eq!(written.header("x-key", "x").send().await.status(), 401, "the key is in the query");
    let wrong = client.get("/list?api_key=x&limit=0&other=1").send().await;
    assert_eq!(wrong.status(), 400);
    let errors = wrong.value()["errors"].clone();
    let found: Vec<_> = errors
        .as_array()
        .expect("errors")
        .iter()
        .map(|it| {
            (it["in"].as_str(), it["parameter"].as_str(), it["pointer"].as_str(), it["keyword"].as_str())
        })
        .collect();
    assert_eq!(
        found,
        [
            (Some("querystring"), Some("filter"), Some("/limit"), Some("minimum")),
            (Some("querystring"), Some("filter"), Some("/author"), Some("required")),
            (Some("query"), Some("other"), None, Some("unknown")),
        ]
    );
    // Without anything in it, a form lacks what it must have.
    let none = client.get("/list?api_key=x").send().await.value();
    assert_eq!(none["errors"][0]["pointer"], "/author");
}

#[tokio::test]
async fn a_document_is_read_whole() {
    let client = client();
    let pick = |target: &str| client.request(method("QUERY"), target).send();
    assert!(pick("/pick?%5B1,2%5D").await.text().starts_with("Some([1, 2]) "));
    assert!(pick("/pick").await.text().starts_with("None "));
    let wrong = pick("/pick?[1,%22a%22]").await;
    assert_eq!(wrong.value()["errors"][0]["pointer"], "/1");
    assert_eq!(pick("/pick?%").await.status(), 400);
    let written = client.request(method("QUERY"), "/pick");
    let written = written.parameters(Location::QueryString, PickQuery { query: Some(vec![3]) });
    assert!(written.send().await.text().starts_with("Some([3]) "));
}

#[tokio::test]
async fn cookies_are_written_as_they_are() {
    let request = client().request(method("QUERY"), "/pick");
    let reply = request.header("cookie", "theme=a%20b; seen=1,2; theme=c&d; raw=50%25&x=1").send().await;
    let cookies = PickCookies {
        theme: Some(vec!["a%20b".into(), "c&d".into()]),
        seen: Some(vec!["1".into(), "2".into()]),
        raw: Some("50%25&x=1".into()),
    };
    assert_eq!(reply.text(), format!("None {cookies:?}"));
    let written = client().request(method("QUERY"), "/pick").parameters(Location::Cookie, cookies);
    assert_eq!(written.send().await.text(), reply.text());
}

#[tokio::test]
async fn additional_methods_are_told_apart_by_case() {
    let client = client();
    assert_eq!(client.request(method("COPY"), "/pick").send().await.text(), "copied");
    let other = client.request(method("copy"), "/pick").send().await;
    assert_eq!(other.status(), 405);
    assert_eq!(other.header("allow"), Some("OPTIONS, QUERY, COPY"));
}

#[test]
fn the_document_is_of_the_version_that_has_it() {
    let header = r#"{"openapi":"3.2.0","info":{"title":"T","version":"1"}}"#;
    let document = Document { header, ..Document::new("v1", "") };
    let specification = Specification::new(&document, [List::INFO, Pick::INFO, Copy::INFO]);
    let value = specification.as_value();
    assert_eq!(value["openapi"], "3.2.0");
    assert_eq!(
        value["paths"]["/list"]["get"]["parameters"],
        json!([{
            "name": "filter", "in": "querystring", "description": "Which ones.", "required": true,
            "content": {"application/x-www-form-urlencoded": {
                "schema": {"$ref": "#/components/schemas/Filter"},
                "encoding": {"kinds": {"explode": false}},
                "example": {"author": "Ada"},
            }},
        }])
    );
    assert_eq!(value["paths"]["/pick"]["query"]["parameters"][1]["style"], "cookie");
    assert_eq!(value["paths"]["/pick"]["additionalOperations"]["COPY"]["operationId"], "copy");
    for info in [List::INFO, Pick::INFO, Copy::INFO] {
        let needed = Specification::new(&Document::new("v1", ""), [info]);
        assert_eq!(needed.as_value()["openapi"], "3.2.0");
    }
    assert_eq!(Specification::new(&Document::new("v1", ""), []).as_value()["openapi"], "3.1.0");
}
