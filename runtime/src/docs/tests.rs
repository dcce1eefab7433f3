use axum::body::to_bytes;
use http::{HeaderMap, HeaderValue, header};

use super::*;
use crate::operation::{Location, Media, Method, Part, RequestBody, ResponseInfo, Status};
use crate::{Model, type_of};

/// <script>alert(1)</script> [x](javascript:alert(1))
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Post<script>alert(2)</script>")]
struct Post {
    /// <img src=x onerror=alert(3)>
    #[model(name = "a\"><script>alert(4)</script>", pattern = "</style><script>")]
    title: String,
    #[model(default_json = r#""</script><script>alert(5)</script>""#)]
    other: String,
    next: Option<Box<Post>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Query {
    /// '"><script>alert(6)</script>
    #[model(
        name = "q\"onfocus=alert(7) autofocus x=\"",
        extra = r#"{"example":"\"><script>alert(8)</script>"}"#
    )]
    q: String,
}

static CREATE: OperationInfo = OperationInfo {
    method: Method::Post,
    path: "/posts/{id}\"><script>alert(9)</script>",
    document: "v1",
    id: "x\"><script>alert(10)</script>",
    name: "X",
    summary: "</title><script>alert(11)</script>",
    doc: "<iframe srcdoc=x>",
    tags: &["<script>alert(12)</script>"],
    deprecated: false,
    security: &[],
    extra: "",
    parts: &[Part { location: Location::Query, of: type_of::<Query> }],
    body: Some(RequestBody {
        required: true,
        doc: "<b>",
        contents: &[Media {
            range: "application/json",
            of: Some(type_of::<Post>),
            blank: None,
            extra: r#"{"example":"</textarea><script>alert(13)</script>"}"#,
            encodings: &[],
        }],
        extra: "",
    }),
    responses: &[ResponseInfo {
        status: Status::Code(201),
        doc: "</summary><script>",
        headers: None,
        blank_headers: None,
        contents: &[],
        extra: "",
    }],
};

fn hostile() -> Document {
    Document {
        header: r#"{"info":{"title":"</title><script>alert(14)</script>","version":"<script>","description":"<svg onload=x>"}}"#,
        ..Document::new("v1", "/api")
    }
}

async fn text(docs: &Docs, path: &str) -> String {
    let answer = docs.answer(path, &HeaderMap::new()).unwrap_or_else(|| panic!("nothing at {path}"));
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn no_markup_of_the_document_reaches_the_page() {
    let docs = Docs::new(&[hostile()], &[&CREATE]);
    let page = text(&docs, "/docs").await;
    let lower = page.to_ascii_lowercase();
    assert_eq!(lower.matches("<script").count(), 1, "only the page's own script");
    assert_eq!(lower.matches("<style").count(), 1);
    for bad in ["<img", "<iframe", "<svg", "href=\"javascript", "\" onfocus", "\"onfocus"] {
        assert!(!lower.contains(bad), "{bad}");
    }
    let tags = |open: &str, close: &str| (lower.matches(open).count(), lower.matches(close).count());
    for (open, close) in [
        ("<details", "</details>"),
        ("<article", "</article>"),
        ("<dl>", "</dl>"),
        ("<textarea", "</textarea>"),
    ] {
        let (opened, closed) = tags(open, close);
        assert_eq!(opened, closed, "{open}");
    }
}

#[tokio::test]
async fn the_page_may_only_run_its_own_script() {
    let docs = Docs::new(&[hostile()], &[]);
    let answer = docs.answer("/docs", &HeaderMap::new()).expect("a page");
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap_or_default().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn who_has_the_document_does_not_get_it_again() {
    let docs = Docs::new(&[hostile()], &[&CREATE]);
    let first = docs.answer("/openapi.json", &HeaderMap::new()).expect("a document");
    assert_eq!(first.status(), 200);
    let mut headers = HeaderMap::new();
    headers.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
    assert_eq!(docs.answer("/openapi.json", &headers).expect("a document").status(), 304);
    headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"other\""));
    assert_eq!(docs.answer("/openapi.json", &headers).expect("a document").status(), 200);
}

#[tokio::test]
async fn several_documents_have_several_pages() {
    let documents = [Document::new("v1", "/v1"), Document::new("v2", "/v2")];
    let docs = Docs::new(&documents, &[]);
    let mut paths: Vec<_> = docs.paths().collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "/docs",
            "/docs/v1",
            "/docs/v2",
            "/openapi.json",
            "/openapi.yaml",
            "/openapi/v1.json",
            "/openapi/v1.yaml",
            "/openapi/v2.json",
            "/openapi/v2.yaml"
        ]
    );
    assert!(text(&docs, "/docs/v2").await.contains("href=\"/openapi/v2.json\""));
    assert!(docs.answer("/docs/v3", &HeaderMap::new()).is_none());
}

#[tokio::test]
async fn operations_and_schemas_are_listed_without_scripts() {
    let page = text(&Docs::new(&[hostile()], &[&CREATE]), "/docs").await;
    assert!(page.contains("<b class=\"m post\">post</b>"));
    assert!(page.contains("id=\"schemas\""));
    assert!(page.contains("data-path=\"/api/posts/{id}"));
}
