//! Forms with and without files: what they become, how they are held against their types, and how far they may go.

use proptest::prelude::*;
use routewright::http::StatusCode;
use routewright::operation::Mounted;
use routewright::{Map, Model, Operation, Response, Result, Routes, TestClient, TestResponse, Upload, Value};
use serde_json::json;

/// Send files.
#[derive(Debug, Operation)]
#[operation(post = "/files", document = "v1", response = Answer)]
struct SendFiles {
    #[operation(
        content = "multipart/form-data",
        extra = r#"{"encoding":{
            "picture":{"contentType":"image/png, image/jpeg"},
            "meta":{"contentType":"application/json","headers":{
                "X-Trace":{"required":true,"schema":{"type":"string","minLength":1}},
                "X-Tries":{"schema":{"type":"integer","maximum":3}},
                "X-Tags":{"schema":{"type":"array","uniqueItems":true,"items":{"enum":["a","b"]}}},
                "X-Rate":{"schema":{"allOf":[{"type":"integer"},{"minimum":2}]}},
                "X-Rates":{"schema":{"type":"array","items":{"allOf":[{"type":"integer"}],"maximum":5}}},
                "X-Either":{"schema":{"anyOf":[{"type":"integer","minimum":10},{"type":"string","pattern":"^0"}]}}
            }},
            "words":{"style":"form","explode":false}
        }}"#
    )]
    body: Files,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(min_properties = 2, schema = r#"{"dependentRequired":{"caption":["picture"]}}"#)]
struct Files {
    #[model(max_length = 10)]
    picture: Option<Upload>,
    #[model(max_items = 2, items(max_length = 4_000_000))]
    more: Option<Vec<Upload>>,
    #[model(max_length = 10)]
    caption: Option<String>,
    numbers: Option<Vec<i64>>,
    words: Option<Vec<String>>,
    point: Option<Point>,
    points: Option<Vec<Point>>,
    meta: Option<Map<Value>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Point {
    x: i64,
    y: Option<i64>,
}

#[derive(Debug, Response)]
enum Answer {
    /// What was understood.
    #[response(status = 200, content = "application/json")]
    Ok(Value),
}

async fn send_files(req: SendFiles) -> Result<Answer> {
    let body = req.body;
    let mut files = Vec::new();
    for file in body.picture.iter().chain(body.more.iter().flatten()) {
        let bytes = file.bytes().await?;
        let text = if bytes.len() > 20 { json!(bytes.len()) } else { json!(String::from_utf8_lossy(&bytes)) };
        files.push(json!([file.file_name, file.content_type, text]));
    }
    let others = body.caption.map(|it| json!(it)).into_iter();
    let others = others.chain(body.numbers.map(|it| json!(it))).chain(body.words.map(|it| json!(it)));
    let point = |point: Point| json!([point.x, point.y]);
    let others = others
        .chain(body.point.map(point))
        .chain(body.points.map(|points| points.into_iter().map(point).collect()))
        .chain(body.meta.map(|meta| json!(meta)));
    Ok(Answer::Ok(json!({ "files": files, "others": others.collect::<Vec<_>>() })))
}

/// Send anything.
#[derive(Debug, Operation)]
#[operation(post = "/any", document = "v1", response = Answer)]
struct SendAny {
    #[operation(content = "multipart/form-data")]
    body: Map<Upload>,
}

async fn send_any(req: SendAny) -> Result<Answer> {
    let names: Vec<_> = req.body.iter().map(|(name, file)| json!([name, file.len()])).collect();
    Ok(Answer::Ok(json!(names)))
}

/// Send what nobody describes.
#[derive(Debug, Operation)]
#[operation(post = "/values", document = "v1", response = Answer)]
struct SendValues {
    #[operation(content = "multipart/form-data")]
    body: Values,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Values {
    any: Option<Value>,
    list: Option<Vec<Value>>,
}

async fn send_values(req: SendValues) -> Result<Answer> {
    Ok(Answer::Ok(json!([req.body.any, req.body.list])))
}

/// Send pairs.
#[derive(Debug, Operation)]
#[operation(post = "/pairs", document = "v1", response = Answer)]
struct SendPairs {
    #[operation(
        content = "application/x-www-form-urlencoded",
        extra = r#"{"encoding":{
            "tags":{"style":"pipeDelimited"}, "deep":{"style":"deepObject"}, "joined":{"style":"form","explode":false},
            "side":{"style":"form"}, "json":{"contentType":"application/json"}
        }}"#
    )]
    body: Pairs,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(min_properties = 1)]
struct Pairs {
    name: Option<String>,
    numbers: Option<Vec<i64>>,
    tags: Option<Vec<String>>,
    deep: Option<Point>,
    joined: Option<Point>,
    plain: Option<Point>,
    points: Option<Vec<Point>>,
    side: Option<Side>,
    json: Option<Vec<i64>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Side {
    left: Option<i64>,
    right: Option<i64>,
}

async fn send_pairs(req: SendPairs) -> Result<Answer> {
    Ok(Answer::Ok(serde_json::from_slice(&req.body.to_json())?))
}

/// Send text.
#[derive(Debug, Operation)]
#[operation(post = "/text", document = "v1", response = Answer)]
struct SendText {
    #[operation(content = "text/plain")]
    body: Number,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(maximum = 9)]
struct Number(i64);

/// Send JSON.
#[derive(Debug, Operation)]
#[operation(post = "/json", document = "v1", response = Answer)]
struct SendJson {
    #[operation(content = "application/json")]
    body: Pairs,
}

async fn send_json(req: SendJson) -> Result<Answer> {
    Ok(Answer::Ok(serde_json::from_slice(&req.body.to_json())?))
}

async fn send_text(req: SendText) -> Result<Answer> {
    Ok(Answer::Ok(json!(req.body.0)))
}

fn client() -> TestClient {
    let mut routes = Routes::new();
    let here = Mounted::by_hand;
    routes.operation::<SendFiles, _>(here(), send_files).body_limit(16 << 20);
    routes.operation::<SendAny, _>(here(), send_any).body_limit(16 << 20);
    routes.operation::<SendValues, _>(here(), send_values);
    routes.operation::<SendPairs, _>(here(), send_pairs);
    routes.operation::<SendText, _>(here(), send_text);
    routes.operation::<SendJson, _>(here(), send_json);
    TestClient::new(routes, ()).expect("the routes are fine")
}

/// The parts of a form: what stands behind the name, and what is in it.
fn form(parts: &[(&str, &str)]) -> String {
    let part = |(head, data): &(&str, &str)| {
        format!("--X\r\nContent-Disposition: form-data; name={head}\r\n\r\n{data}\r\n")
    };
    parts.iter().map(part).chain(["--X--\r\n".to_owned()]).collect()
}

async fn post(path: &str, media_type: &str, body: impl Into<routewright::axum::body::Body>) -> TestResponse {
    client().post(path).body(media_type, body).send().await
}

async fn files(parts: &[(&str, &str)]) -> TestResponse {
    post("/files", "multipart/form-data; boundary=X", form(parts)).await
}

/// What is wrong, as `place keyword`.
fn errors(response: &TestResponse) -> Vec<String> {
    assert_eq!(response.status(), 400, "{}", response.text());
    let value = response.value();
    let errors = value["errors"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    errors.map(|error| format!("{} {}", text(&error["pointer"]), text(&error["keyword"]))).collect()
}

#[tokio::test]
async fn parts_become_what_their_members_are() {
    let response = files(&[
        ("picture; filename=\"../a b.png\"\r\nContent-Type: image/png", "PNG"),
        ("more; filename=1\r\nContent-Type: text/plain", "one"),
        ("more", ""),
        ("caption", "é & <"),
        ("numbers", "1"),
        ("numbers", "-2"),
        ("words", "a,b"),
        ("point", "{\"x\":1}"),
        ("points", "{\"x\":2}"),
        ("points\r\nContent-Type: application/json", "{\"x\":3,\"y\":4}"),
        ("meta\r\nContent-Type: application/json\r\nX-Trace: 1", "{\"a\":[1]}"),
        ("unknown; filename=x", "dropped"),
    ])
    .await;
    assert_eq!(response.status(), 200, "{}", response.text());
    assert_eq!(
        response.value(),
        json!({
            "files": [["a b.png", "image/png", "PNG"], ["1", "text/plain", "one"], [null, null, ""]],
            "others": ["é & <", [1, -2], ["a", "b"], [1, null], [[2, null], [3, 4]], { "a": [1] }],
        })
    );
    // A list may come as one document.
    let response =
        files(&[("numbers\r\nContent-Type: application/json", "[1,2]"), ("points", "[{\"x\":1}]")]).await;
    assert_eq!(response.value()["others"], json!([[1, 2], [[1, null]]]));
    // What only looks like one is a text.
    let response = files(&[("caption", "{"), ("picture; filename=a\r\nContent-Type: image/png", "[")]).await;
    assert_eq!(response.value()["others"], json!(["{"]));
}

#[tokio::test]
async fn a_form_is_held_against_its_type_as_a_whole() {
    assert_eq!(errors(&files(&[("caption", "a"), ("numbers", "1")]).await), ["/picture dependentRequired"]);
    assert_eq!(errors(&files(&[("numbers", "1")]).await), [" minProperties"]);
    let file = ("more; filename=a", "1");
    assert_eq!(errors(&files(&[file, file, file, ("numbers", "1")]).await), ["/more maxItems"]);
}

#[tokio::test]
async fn each_part_is_told_what_is_wrong_with_it() {
    let response = files(&[
        ("picture\r\nContent-Type: image/gif", "GIF"),
        ("caption\r\nContent-Type: text/plain; charset=latin1", "a"),
        ("numbers", "1"),
        ("numbers", "x"),
        ("point", "{\"x\":"),
        ("points", "{}"),
        ("points\r\nContent-Type: application/xml", "<x/>"),
        ("meta", "{}"),
    ])
    .await;
    assert_eq!(
        errors(&response),
        [
            "/picture contentType",
            "/caption encoding",
            "/point json",
            "/points/1 contentType",
            "/meta required",
            "/numbers/1 type"
        ]
    );
    assert!(response.text().contains("X-Trace"), "{}", response.text());
    assert_eq!(
        errors(
            &files(&[("caption", "a"), ("caption", "b"), ("picture\r\nContent-Type: image/png", "a")]).await
        ),
        ["/caption duplicate"]
    );
    let long = ("picture\r\nContent-Type: image/png", "eleven char");
    assert_eq!(
        errors(&files(&[long, ("caption", "longer than ten")]).await),
        ["/caption maxLength", "/picture maxLength"]
    );
    let latin = b"--X\r\nContent-Disposition: form-data; name=caption\r\n\r\n\xe9\r\n--X--".to_vec();
    assert_eq!(
        errors(&post("/files", "multipart/form-data; boundary=X", latin).await)[0],
        "/caption encoding"
    );
}

#[tokio::test]
async fn large_files_go_to_disk_and_large_texts_are_refused() {
    let large = "x".repeat(3 << 20);
    let response =
        files(&[("more; filename=a", &large), ("more; filename=b", &large), ("numbers", "1")]).await;
    assert_eq!(response.value()["files"], json!([["a", null, 3 << 20], ["b", null, 3 << 20]]));
    let larger = "x".repeat(5 << 20);
    assert_eq!(errors(&files(&[("more", &larger), ("numbers", "1")]).await), ["/more/0 maxLength"]);
    assert_eq!(files(&[("caption", &large)]).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    // What nobody asked for takes no memory.
    assert_eq!(files(&[("x", &large), ("numbers", "1"), ("words", "a")]).await.status(), StatusCode::OK);
    let huge = "x".repeat(17 << 20);
    assert_eq!(files(&[("more", &huge)]).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let response = post("/any", "multipart/form-data; boundary=X", form(&[("a", &large), ("b", "1")])).await;
    assert_eq!(response.value(), json!([["a", 3 << 20], ["b", 1]]));
}

#[tokio::test]
async fn a_form_has_so_many_parts_at_most() {
    let part = ("x", "");
    assert_eq!(errors(&files(&[part; 1001]).await), [" multipart"]);
    assert_eq!(errors(&files(&[part; 1000]).await), [" minProperties"]);
}

#[tokio::test]
async fn what_is_no_form_is_told_why() {
    for media_type in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"a\tb\"",
        "multipart/form-data; boundary=Y",
    ] {
        let response = post("/files", media_type, form(&[("numbers", "1")])).await;
        assert_eq!(response.status(), 400, "{media_type}: {}", response.text());
        assert!(
            response.text().contains("boundary") || response.text().contains("Content-Type"),
            "{}",
            response.text()
        );
    }
    let response =
        post("/files", "multipart/form-data; boundary=\"X\"", form(&[("numbers", "1"), ("words", "")])).await;
    assert_eq!(response.status(), 200, "{}", response.text());
    assert_eq!(post("/files", "multipart/mixed; boundary=X", "--X--").await.status(), 415);
    assert_eq!(errors(&post("/files", "multipart/form-data; boundary=X", "").await), [" multipart"]);
}

#[tokio::test]
async fn pairs_are_read_in_the_styles_of_the_document() {
    let pairs = async |body: &'static str| post("/pairs", "application/x-www-form-urlencoded", body).await;
    let response = pairs(
        "name=a+b%2B&numbers=1&numbers=2&tags=x|y&deep[x]=1&joined=x,1,y,2&plain=%7B%22x%22%3A5%7D\
         &points={\"x\":1}&points={\"x\":2}&left=1&right=2&json=[7]&unknown=1&unknown=2&unknown=",
    )
    .await;
    assert_eq!(
        response.value(),
        json!({
            "name": "a b+", "numbers": [1, 2], "tags": ["x", "y"], "deep": { "x": 1 }, "joined": { "x": 1, "y": 2 },
            "plain": { "x": 5 }, "points": [{ "x": 1 }, { "x": 2 }], "side": { "left": 1, "right": 2 }, "json": [7],
        })
    );
    // Where nothing is said about the style, brackets are understood as well.
    let response = pairs("plain[x]=1&points[0][x]=2&points[1][x]=3&numbers[]=4&numbers[]=5").await;
    assert_eq!(
        response.value(),
        json!({ "numbers": [4, 5], "plain": { "x": 1 }, "points": [{ "x": 2 }, { "x": 3 }] })
    );
    assert_eq!(errors(&pairs("name=a&name=b").await), ["/name duplicate"]);
    assert_eq!(errors(&pairs("name=%ff&numbers=x").await), ["/name encoding", "/numbers/0 type"]);
    assert_eq!(errors(&pairs("plain={\"x\":1,\"x\":2}").await), ["/plain/x duplicate"]);
    assert_eq!(errors(&pairs("plain={\"x\":").await), ["/plain json"]);
    assert_eq!(errors(&pairs("plain=x").await), ["/plain type"]);
    assert_eq!(errors(&pairs("").await), [" minProperties"]);
    assert_eq!(
        errors(&post("/pairs", "application/x-www-form-urlencoded", b"name=\xff".to_vec()).await)[0],
        " encoding"
    );
}

#[tokio::test]
async fn broken_json_is_told_why() {
    let json = async |body: &'static [u8]| post("/json", "application/json", body).await;
    assert_eq!(json(b"{\"name\":\"a\"}").await.status(), 200);
    for (body, why) in [
        (&b"\xef\xbb\xbf{\"name\":\"a\"}"[..], "it begins with a byte order mark"),
        (b"{\"name\":\"a\"", "it ends too early"),
        (b"{\"name\":\"\xff\"}", "is not UTF-8"),
        (b"{\"name\":\"a\"}{}", "something follows"),
    ] {
        let response = json(body).await;
        assert_eq!(response.status(), 400, "{}", response.text());
        assert!(response.text().contains(why), "{}", response.text());
    }
    assert_eq!(errors(&json(b"").await), [" required"]);
}

#[tokio::test]
async fn many_pairs_stay_linear() {
    // A million steps for each of the others would take minutes.
    let many: String = (0..200_000).map(|index| format!("k{index}=1&")).collect();
    let response = post("/pairs", "application/x-www-form-urlencoded", format!("{many}name=a")).await;
    assert_eq!(response.value(), json!({ "name": "a" }));
}

#[tokio::test]
async fn text_is_read_as_its_type() {
    assert_eq!(post("/text", "text/plain", "7").await.value(), json!(7));
    assert_eq!(post("/text", "text/plain; charset=US-ASCII", "7").await.value(), json!(7));
    assert_eq!(errors(&post("/text", "text/plain", "70").await), [" maximum"]);
    assert_eq!(errors(&post("/text", "text/plain", "").await), [" type"]);
    assert_eq!(errors(&post("/text", "text/plain", b"\xff".to_vec()).await), [" encoding"]);
    assert_eq!(post("/text", "text/plain; charset=utf-16", "7").await.status(), 415);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_body_makes_a_server_error(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in pieces()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for (path, media_type) in [
                ("/files", "multipart/form-data; boundary=X"),
                ("/any", "multipart/form-data; boundary=X"),
                ("/pairs", "application/x-www-form-urlencoded"),
                ("/text", "text/plain"),
                ("/json", "application/json"),
            ] {
                for body in [bytes.clone(), text.clone().into_bytes(), [text.as_bytes(), &bytes].concat()] {
                    let response = post(path, media_type, body).await;
                    assert!(matches!(response.status().as_u16(), 200 | 400), "{}", response.text());
                }
            }
        });
    }

    #[test]
    fn no_content_type_makes_a_server_error(media_type in "[a-z/;=\", *+x\t]{0,30}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let response = runtime.block_on(post("/files", &media_type, "--X--"));
        assert!(matches!(response.status().as_u16(), 400 | 415), "{}", response.text());
    }
}

/// Bodies that look like forms, more or less.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("--X\r\n"),
        Just("--X--"),
        Just("\r\n"),
        Just("Content-Disposition: form-data; name=\"caption\""),
        Just("Content-Disposition: form-data; name=picture; filename=a"),
        Just("Content-Type: application/json"),
        Just("{\"x\":1}"),
        Just("point[x]=1&"),
        Just("numbers=1&"),
        Just("deep[x][y]="),
        Just("%"),
        Just("="),
        Just("{"),
        Just("\"deep\":"),
        Just("}"),
        Just("1e999"),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

#[tokio::test]
async fn the_headers_of_parts_are_held_against_their_schemas() {
    let meta = async |headers: &str| {
        let head = format!("meta\r\nContent-Type: application/json\r\n{headers}");
        files(&[(&head, "{}"), ("numbers", "1")]).await
    };
    for fine in ["X-Trace: 1", "x-trace: a\r\nX-Tries: 3\r\nX-Tags: a, b", "X-Trace: a\r\nX-Tries: 3.0"] {
        let response = meta(fine).await;
        assert_eq!(response.status(), 200, "{fine}: {}", response.text());
    }
    for (wrong, expected) in [
        ("X-Trace: ", vec!["/meta minLength"]),
        ("X-Tries: 1", vec!["/meta required"]),
        ("X-Trace: a\r\nX-Tries: 4\r\nX-Tags: a,a", vec!["/meta maximum", "/meta uniqueItems"]),
        ("X-Trace: a\r\nX-Tries: many\r\nX-Tags: a,c", vec!["/meta type", "/meta enum"]),
    ] {
        assert_eq!(errors(&meta(wrong).await), expected, "{wrong}");
    }
    for fine in ["X-Rate: 2\r\nX-Rates: 5, 1", "X-Either: 10", "X-Either: 01", "X-Either: 0"] {
        assert_eq!(meta(&format!("X-Trace: a\r\n{fine}")).await.status(), 200, "{fine}");
    }
    for (wrong, expected) in [
        ("X-Rate: 1", vec!["/meta minimum"]),
        ("X-Rate: a", vec!["/meta type"]),
        ("X-Rates: 5,6,x", vec!["/meta maximum", "/meta type"]),
    ] {
        assert_eq!(errors(&meta(&format!("X-Trace: a\r\n{wrong}")).await), expected, "{wrong}");
    }
    let told = meta("X-Trace: a\r\nX-Tries: 4").await;
    assert_eq!(told.value()["errors"][0]["limit"], 3, "the arguments of the keyword stay");
    assert_eq!(told.value()["errors"][0]["header"], "X-Tries");
    assert!(told.text().contains("has a header X-Tries, which must be at most 3"), "{}", told.text());
}

#[tokio::test]
async fn a_part_of_which_nothing_is_known_is_what_it_says() {
    let send = async |head: &str, content: &[u8]| {
        let head = format!("--X\r\nContent-Disposition: form-data; name={head}\r\n\r\n");
        post("/values", "multipart/form-data; boundary=X", [head.as_bytes(), content, b"\r\n--X--"].concat())
            .await
    };
    assert_eq!(send("any", b"\xff\xfe").await.value(), json!(["//4=", null]));
    assert_eq!(send("any\r\nContent-Type: image/png", b"PNG").await.value(), json!(["UE5H", null]));
    assert_eq!(send("any", "é".as_bytes()).await.value(), json!(["é", null]));
    assert_eq!(send("any\r\nContent-Type: text/csv", b"a,b").await.value(), json!(["a,b", null]));
    let document = send("any\r\nContent-Type: application/json", b"{\"a\":[1]}").await;
    assert_eq!(document.value(), json!([{ "a": [1] }, null]));
    assert_eq!(send("list", b"\xff").await.value(), json!([null, ["/w=="]]));
    assert_eq!(errors(&send("any\r\nContent-Type: text/plain", b"\xff").await), ["/any encoding"]);
}
