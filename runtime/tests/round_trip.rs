//! What the test client writes, a server reads back: parameters of all places, and forms.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use routewright::operation::{Location, Mounted};
use routewright::{Map, Model, Operation, Response, Result, Routes, TestClient, Upload, Value};

#[derive(Debug, Operation)]
#[operation(get = "/p/{plain}/{label}/{matrix}", document = "v1", response = Same)]
struct Parameters {
    path: Path,
    query: Query,
    headers: Headers,
    cookies: Cookies,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Path {
    plain: String,
    #[model(style = "label", explode = true)]
    label: Vec<String>,
    #[model(style = "matrix", explode = true)]
    matrix: Map<String>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Query {
    text: String,
    number: Option<i64>,
    float: Option<f64>,
    #[model(default_json = "[]")]
    words: Vec<String>,
    #[model(explode = false, default_json = "[]")]
    joined: Vec<String>,
    #[model(style = "deepObject")]
    deep: Option<Deep>,
    #[model(content = "application/json")]
    document: Option<Deep>,
    #[model(allow_reserved)]
    reserved: Option<String>,
    side: Option<Point>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Deep {
    name: String,
    #[model(default_json = "[]")]
    words: Vec<String>,
    #[model(default_json = "[]")]
    points: Vec<Point>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Point {
    x: i64,
    y: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Headers {
    #[model(name = "X-Text")]
    text: Option<String>,
    #[model(name = "X-Numbers", default_json = "[]")]
    numbers: Vec<i64>,
    #[model(name = "X-Point", explode = true)]
    point: Option<Point>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Cookies {
    text: Option<String>,
    #[model(default_json = "[]")]
    words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Form {
    text: String,
    number: Option<i64>,
    #[model(default_json = "[]")]
    words: Vec<String>,
    deep: Option<Deep>,
    #[model(default_json = "[]")]
    points: Vec<Point>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Files {
    form: Option<Form>,
    #[model(default_json = "[]")]
    words: Vec<String>,
    file: Upload,
    #[model(default_json = "[]")]
    files: Vec<Upload>,
}

#[derive(Debug, Operation)]
#[operation(post = "/pairs", document = "v1", response = Same)]
struct SendPairs {
    #[operation(content = "application/x-www-form-urlencoded")]
    body: Form,
}

#[derive(Debug, Operation)]
#[operation(post = "/parts", document = "v1", response = Same)]
struct SendParts {
    #[operation(content = "multipart/form-data")]
    body: Files,
}

#[derive(Debug, Response)]
enum Same {
    /// What was read.
    #[response(status = 200, content = "application/json")]
    Ok(Value),
}

fn json(value: &impl Model) -> Value {
    serde_json::from_slice(&value.to_json()).expect("a value is JSON")
}

async fn parameters(req: Parameters) -> Result<Same> {
    let all = [json(&req.path), json(&req.query), json(&req.headers), json(&req.cookies)];
    Ok(Same::Ok(all.to_vec().into()))
}

async fn pairs(req: SendPairs) -> Result<Same> {
    Ok(Same::Ok(json(&req.body)))
}

async fn parts(req: SendParts) -> Result<Same> {
    let file = &req.body.file;
    let names = [file.file_name.clone(), file.content_type.clone()];
    Ok(Same::Ok(vec![json(&req.body), names.to_vec().into()].into()))
}

fn client() -> TestClient {
    let mut routes = Routes::new();
    routes.operation::<Parameters, _>(Mounted::by_hand(), parameters);
    routes.operation::<SendPairs, _>(Mounted::by_hand(), pairs);
    routes.operation::<SendParts, _>(Mounted::by_hand(), parts);
    TestClient::new(routes, ()).expect("the routes are fine")
}

prop_compose! {
    fn point()(x in any::<i64>(), y in any::<Option<bool>>()) -> Point {
        Point { x, y }
    }
}

prop_compose! {
    fn deep()(name in any::<String>(), words in vec(any::<String>(), 0..3), points in vec(point(), 0..3)) -> Deep {
        Deep { name, words, points }
    }
}

prop_compose! {
    fn form()(
        text in any::<String>(), number in any::<Option<i64>>(), words in vec(any::<String>(), 0..3),
        deep in option::of(deep()), points in vec(point(), 0..3),
    ) -> Form {
        Form { text, number, words, deep, points }
    }
}

prop_compose! {
    // Full stops alone are no segments of a path, wherever they stand in it.
    fn path()(
        plain in any::<String>().prop_filter("a segment", |it| !it.is_empty() && it != "." && it != ".."),
        label in vec(any::<String>().prop_map(|it| it.replace('.', "")), 1..4),
        matrix in proptest::collection::btree_map(any::<String>(), any::<String>(), 1..3),
    ) -> Path {
        Path { plain, label, matrix: matrix.into_iter().collect() }
    }
}

prop_compose! {
    fn query()(
        text in any::<String>(), number in any::<Option<i64>>(), float in option::of(-1e200..1e200),
        words in vec(any::<String>(), 0..3), joined in vec(any::<String>(), 0..3), deep in option::of(deep()),
        document in option::of(deep()), reserved in any::<Option<String>>(), side in option::of(point()),
    ) -> Query {
        Query { text, number, float, words, joined, deep, document, reserved, side }
    }
}

prop_compose! {
    fn headers()(
        text in option::of("[!-~]([ -~]{0,10}[!-~])?"), numbers in vec(any::<i64>(), 0..3), point in option::of(point()),
    ) -> Headers {
        Headers { text, numbers, point }
    }
}

prop_compose! {
    fn cookies()(text in any::<Option<String>>(), words in vec(any::<String>(), 0..3)) -> Cookies {
        Cookies { text, words }
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

proptest! {
    #[test]
    fn parameters_come_back(path in path(), query in query(), headers in headers(), cookies in cookies()) {
        let expected = Value::from(vec![json(&path), json(&query), json(&headers), json(&cookies)]);
        let response = run(
            client()
                .get("/p/{plain}/{label}/{matrix}")
                .parameters(Location::Path, path)
                .parameters(Location::Query, query)
                .parameters(Location::Header, headers)
                .parameters(Location::Cookie, cookies)
                .send(),
        );
        prop_assert_eq!(response.status(), 200, "{}", response.text());
        prop_assert_eq!(response.value(), expected);
    }

    #[test]
    fn forms_come_back(form in form()) {
        let response = run(client().post("/pairs").form(&form).send());
        prop_assert_eq!(response.status(), 200, "{}", response.text());
        prop_assert_eq!(response.value(), json(&form));
    }

    #[test]
    fn forms_with_files_come_back(
        form in option::of(form()), words in vec(any::<String>(), 0..3), files in vec(any::<String>(), 1..4),
        name in option::of("[a-zé\"; ]{1,8}"),
    ) {
        let mut files: Vec<Upload> = files.into_iter().map(Upload::new).collect();
        let mut file = files.remove(0);
        file.content_type = Some("text/plain; a=b".to_owned());
        file.file_name.clone_from(&name);
        let files = Files { form, words, file, files };
        let response = run(client().post("/parts").multipart(&files).send());
        prop_assert_eq!(response.status(), 200, "{}", response.text());
        prop_assert_eq!(&response.value()[0], &json(&files));
        // Browsers and we write quotes so.
        let name = name.map(|name| name.replace('"', "%22")).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        prop_assert_eq!(&response.value()[1], &serde_json::json!([name, "text/plain; a=b"]));
    }
}
