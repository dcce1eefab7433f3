//! Objects that take members of any name, wherever text becomes a value: each member is read as its type, and beside
//! other query parameters they take nothing that is theirs.
#![expect(missing_docs, reason = "the types are examples")]

#[path = "support/key.rs"]
mod key;

use key::{App, Key};
use routewright::operation::Mounted;
use routewright::{Map, Model, Operation, Response, Result, Routes, TestClient, Upload, Value, json};

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Filter {
    pub color: Option<String>,
    #[model(additional)]
    pub others: Map<i64>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct FindQuery {
    pub page: Option<i64>,
    pub filter: Option<Filter>,
    #[model(style = "deepObject")]
    pub within: Option<Map<String>>,
    #[model(style = "deepObject")]
    pub deep: Option<Lists>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Lists {
    pub name: Option<String>,
    #[model(additional)]
    pub others: Map<Vec<i64>>,
}

#[derive(Debug, Operation)]
#[operation(get = "/find", security("key"), response = Found)]
pub struct Find {
    pub auth: Key,
    pub query: FindQuery,
}

#[derive(Debug, Response)]
pub enum Found {
    #[response(status = 200, content = "application/json")]
    Ok(Value),
}

async fn find(req: Find) -> Result<Found> {
    Ok(Found::Ok(serde_json::to_value(req.query)?))
}

#[derive(Debug, Operation)]
#[operation(post = "/pairs", response = Found)]
pub struct Pairs {
    #[operation(content = "application/x-www-form-urlencoded")]
    pub body: Lists,
}

async fn pairs(req: Pairs) -> Result<Found> {
    Ok(Found::Ok(serde_json::to_value(req.body)?))
}

#[derive(Debug, Operation)]
#[operation(post = "/files", response = Found)]
pub struct Files {
    #[operation(content = "multipart/form-data")]
    pub body: Attachments,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Attachments {
    pub name: String,
    #[model(additional)]
    pub others: Map<Upload>,
}

async fn files(req: Files) -> Result<Found> {
    let sizes: Vec<_> = req.body.others.iter().map(|(name, file)| json!([name, file.len()])).collect();
    Ok(Found::Ok(json!([req.body.name, sizes])))
}

async fn sent(path: &str, media_type: &str, body: &'static str) -> Value {
    let mut routes = Routes::new();
    routes.operation::<Pairs, _>(Mounted::by_hand(), pairs);
    routes.operation::<Files, _>(Mounted::by_hand(), files);
    let client = TestClient::new(routes, App).expect("routes");
    client.post(path).body(media_type, body).send().await.value()
}

async fn found(query: &str) -> Value {
    let mut routes = Routes::new();
    routes.operation::<Find, _>(Mounted::by_hand(), find);
    let client = TestClient::new(routes, App).expect("routes");
    client.get(&format!("/find?api_key=secret{query}")).send().await.value()
}

#[tokio::test]
async fn credentials_are_no_member() {
    assert_eq!(found("").await, json!({}));
    assert_eq!(found("&color=red&size=7").await, json!({ "filter": { "color": "red", "size": 7 } }));
    assert_eq!(found("&size=x").await["errors"][0]["pointer"], "/size");
}

#[tokio::test]
async fn members_of_other_parameters_are_theirs() {
    assert_eq!(
        found("&within%5Ba%5D=x&page=2&size=1").await,
        json!({ "page": 2, "filter": { "size": 1 }, "within": { "a": "x" } })
    );
}

#[tokio::test]
async fn members_that_are_not_named_have_a_type_too() {
    let lists = json!({ "name": "x", "one": [1], "two": [2, 3] });
    assert_eq!(
        found("&deep%5Bname%5D=x&deep%5Bone%5D=1&deep%5Btwo%5D=2&deep%5Btwo%5D=3").await["deep"],
        lists
    );
    assert_eq!(found("&deep%5Btwo%5D%5B%5D=x").await["errors"][0]["pointer"], "/two/0");
    let form = "application/x-www-form-urlencoded";
    assert_eq!(sent("/pairs", form, "name=x&one=1&two=2&two=3").await, lists);
    assert_eq!(sent("/pairs", form, "one=x").await["errors"][0]["pointer"], "/one/0");
    let parts = "--X\r\ncontent-disposition: form-data; name=name\r\n\r\nx\r\n\
                 --X\r\ncontent-disposition: form-data; name=a; filename=a.txt\r\n\r\nfive!\r\n--X--\r\n";
    assert_eq!(sent("/files", "multipart/form-data; boundary=X", parts).await, json!(["x", [["a", 5]]]));
}
