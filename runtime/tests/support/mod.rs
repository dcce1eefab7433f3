//! A small API, written as the generator writes it.

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod server;

use routewright::auth::{ApiKey, Bearer, Either, Scheme, Signed, Source};
use routewright::http::StatusCode;
use routewright::operation::{Document, Mounted};
use routewright::{
    Binary, Content, Error, Map, Maybe, Model, Operation, Response, Result, Routes, TestClient, Upload, Uuid,
    extract::State, not_implemented, sse, type_of,
};

#[derive(Clone)]
pub struct App {
    pub greeting: &'static str,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Post")]
pub struct Post {
    #[model(read_only)]
    pub id: i64,
    /// Headline.
    #[model(min_length = 1, max_length = 20)]
    pub title: String,
    #[model(nullable)]
    pub cover: Option<String>,
    pub subtitle: Maybe<String>,
    #[model(default = false)]
    pub published: bool,
    #[model(max_items = 3, unique_items, items(min_length = 1), default_json = "[]")]
    pub tags: Vec<String>,
    #[model(write_only)]
    pub password: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Model)]
#[model(name = "Sort")]
pub enum Sort {
    #[model(value = "newest")]
    Newest,
    #[model(value = "oldest")]
    Oldest,
}

// ----- schemes

#[derive(Clone, Debug)]
pub struct BearerAuth {
    pub user: String,
    pub scopes: Vec<&'static str>,
}

impl Scheme<App> for BearerAuth {
    type Credentials = Bearer;
    const NAME: &str = "bearerAuth";
    const SOURCE: Source = Source::Bearer;

    async fn authenticate(_app: App, credentials: Bearer) -> Result<Self> {
        match credentials.token.as_str() {
            "ada" => Ok(Self { user: "ada".to_owned(), scopes: credentials.scopes.to_vec() }),
            _ => Err(Error::unauthorized("Bearer error=\"invalid_token\"")),
        }
    }
}

#[derive(Clone, Debug)]
pub struct KeyAuth(pub String);

impl Scheme<App> for KeyAuth {
    type Credentials = ApiKey;
    const NAME: &str = "keyAuth";
    const SOURCE: Source = Source::Query("key");

    async fn authenticate(_app: App, credentials: ApiKey) -> Result<Self> {
        if routewright::auth::equal(&credentials.value, "k") {
            Ok(Self(credentials.value))
        } else {
            Err(Error::forbidden("this key is not known"))
        }
    }
}

#[derive(Clone, Debug)]
pub struct HookAuth;

impl Scheme<App> for HookAuth {
    type Credentials = Signed;
    const NAME: &str = "hookAuth";
    const SOURCE: Source = Source::Signature("X-Signature");

    async fn authenticate(_app: App, credentials: Signed) -> Result<Self> {
        credentials.verify_hmac_sha256("secret").map(|()| Self)
    }
}

// ----- listPosts: every place of parameters

/// List posts, newest first.
///
/// A page at a time.
#[derive(Debug, Operation)]
#[operation(get = "/posts", document = "v1", id = "listPosts", tags("posts"), response = ListPostsResponse)]
pub struct ListPosts {
    pub query: ListPostsQuery,
    pub headers: ListPostsHeaders,
    pub cookies: ListPostsCookies,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ListPostsQuery {
    /// Page number.
    #[model(minimum = 1, default = 1)]
    pub page: i64,
    #[model(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
    pub sort: Option<Sort>,
    #[model(items(max_length = 5))]
    pub tag: Option<Vec<String>>,
    #[model(style = "pipeDelimited", explode = false)]
    pub ids: Option<Vec<i64>>,
    #[model(style = "deepObject")]
    pub filter: Option<Filter>,
    #[model(content = "application/json")]
    pub window: Option<Window>,
    pub draft: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Filter {
    pub author: Option<String>,
    #[model(minimum = 0)]
    pub likes: Option<i64>,
    pub within: Option<Window>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Window {
    pub from: i64,
    pub to: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ListPostsHeaders {
    #[model(name = "X-Request-Id")]
    pub x_request_id: Option<Uuid>,
    #[model(name = "X-Colors")]
    pub x_colors: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ListPostsCookies {
    #[model(max_length = 8)]
    pub theme: Option<String>,
}

#[derive(Debug, Response)]
pub enum ListPostsResponse {
    /// What was understood.
    #[response(status = 200, content = "application/json")]
    Ok { headers: ListPostsOkHeaders, body: Understood },
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ListPostsOkHeaders {
    #[model(name = "X-Total")]
    pub x_total: i64,
    #[model(name = "X-Names")]
    pub x_names: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Understood {
    pub query: ListPostsQuery,
    pub headers: ListPostsHeaders,
    pub cookies: ListPostsCookies,
}

pub async fn list(State(app): State<App>, req: ListPosts) -> Result<ListPostsResponse> {
    assert_eq!(app.greeting, "hello");
    let headers = ListPostsOkHeaders { x_total: 7, x_names: Some(vec!["a".to_owned(), "b".to_owned()]) };
    let body = Understood { query: req.query, headers: req.headers, cookies: req.cookies };
    Ok(ListPostsResponse::Ok { headers, body })
}

// ----- createPost: a body, a scheme

/// Create a post.
#[derive(Debug, Operation)]
#[operation(
    post = "/posts",
    document = "v1",
    id = "createPost",
    response = CreatePostResponse,
    security(("bearerAuth", "write"), ("keyAuth"))
)]
pub struct CreatePost {
    pub auth: Either<BearerAuth, KeyAuth>,
    pub query: CreatePostQuery,
    #[operation(content = "application/json")]
    pub body: Post,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct CreatePostQuery {
    #[model(name = "dryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Debug, Response)]
pub enum CreatePostResponse {
    /// The post.
    #[response(status = 201, content = "application/json")]
    Created(Post),
    /// Something is wrong.
    #[response(status = "4XX", content = "application/problem+json")]
    ClientError { status: StatusCode, body: Map<String> },
}

pub async fn create(req: CreatePost) -> Result<CreatePostResponse> {
    let mut post = req.body;
    match &req.auth {
        Either::Left(bearer) => assert_eq!(bearer.scopes, ["write"]),
        Either::Right(key) => assert_eq!(key.0, "k"),
    }
    match post.title.as_str() {
        "taken" => {
            let body = [("title".to_owned(), "taken".to_owned())].into_iter().collect();
            return Ok(CreatePostResponse::ClientError { status: StatusCode::CONFLICT, body });
        }
        "fail" => _ = "x".parse::<i64>()?,
        "panic" => panic!("as asked"),
        _ => {}
    }
    post.id = 7;
    Ok(CreatePostResponse::Created(post))
}

// ----- getPost: path parameters, an optional scheme

#[derive(Debug, Operation)]
#[operation(get = "/posts/{id}", document = "v1", id = "getPost", response = GetPostResponse, security(("bearerAuth"), ()))]
pub struct GetPost {
    pub auth: Option<BearerAuth>,
    pub path: GetPostPath,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct GetPostPath {
    #[model(minimum = 1)]
    pub id: i64,
}

#[derive(Debug, Response)]
pub enum GetPostResponse {
    /// The post.
    #[response(status = 200, content = "text/plain")]
    Ok(String),
    /// There is none.
    #[response(status = 404)]
    NotFound,
}

pub async fn get(req: GetPost) -> Result<GetPostResponse> {
    if req.path.id == 404 {
        return Ok(GetPostResponse::NotFound);
    }
    let caller = req.auth.map_or("nobody".to_owned(), |auth| auth.user);
    Ok(GetPostResponse::Ok(format!("{} for {caller}", req.path.id)))
}

// ----- comparePosts: several parameters in a segment, in other styles

#[derive(Debug, Operation)]
#[operation(get = "/compare/{base}...{head}/{list}", document = "v1", id = "compare", response = CompareResponse)]
pub struct Compare {
    pub path: ComparePath,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct ComparePath {
    pub head: String,
    pub base: String,
    #[model(style = "label", explode = true)]
    pub list: Vec<i64>,
}

#[derive(Debug, Response)]
pub enum CompareResponse {
    /// What was understood.
    #[response(status = 200, content = "application/json")]
    Ok(ComparePath),
}

pub async fn compare(req: Compare) -> Result<CompareResponse> {
    Ok(CompareResponse::Ok(req.path))
}

// ----- putReport: several media types in and out

#[derive(Debug, Operation)]
#[operation(put = "/report", document = "v1", id = "putReport", response = PutReportResponse)]
pub struct PutReport {
    pub body: Option<Report>,
}

#[derive(Debug, Content)]
pub enum Report {
    #[content("application/json")]
    Json(Window),
    #[content("text/csv")]
    Csv(String),
    #[content("application/x-www-form-urlencoded")]
    Form(Window),
    #[content("image/*")]
    Image(Binary),
}

#[derive(Debug, Response)]
pub enum PutReportResponse {
    /// The same again.
    #[response(status = 200)]
    Ok(Report),
    /// There was none.
    #[response(status = 204)]
    NoContent,
}

pub async fn put_report(req: PutReport) -> Result<PutReportResponse> {
    Ok(match req.body {
        Some(report) => PutReportResponse::Ok(report),
        None => PutReportResponse::NoContent,
    })
}

// ----- uploadCover: files

#[derive(Debug, Operation)]
#[operation(post = "/covers", document = "v1", id = "uploadCover", response = UploadCoverResponse)]
pub struct UploadCover {
    #[operation(content = "multipart/form-data")]
    pub body: Cover,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Cover {
    pub file: Upload,
    #[model(max_length = 10)]
    pub caption: Option<String>,
    pub window: Option<Window>,
    #[model(default_json = "[]", max_items = 2)]
    pub more: Vec<Upload>,
    #[model(default_json = "[]")]
    pub numbers: Vec<i64>,
}

#[derive(Debug, Response)]
pub enum UploadCoverResponse {
    /// A summary.
    #[response(status = 200, content = "text/plain")]
    Ok(String),
}

pub async fn upload(req: UploadCover) -> Result<UploadCoverResponse> {
    let Cover { file, caption, window, more, numbers } = req.body;
    Ok(UploadCoverResponse::Ok(format!(
        "{:?} {:?} {} {caption:?} {:?} {} {numbers:?}",
        file.file_name,
        file.content_type,
        file.len(),
        window.map(|window| window.from),
        more.len(),
    )))
}

// ----- hook: a signed body

#[derive(Debug, Operation)]
#[operation(post = "/hook", document = "v1", id = "hook", response = HookResponse, security(("hookAuth")))]
pub struct Hook {
    pub auth: HookAuth,
    #[operation(content = "application/json")]
    pub body: Window,
}

#[derive(Debug, Response)]
pub enum HookResponse {
    /// Taken.
    #[response(status = 202)]
    Accepted,
}

pub async fn hook(_req: Hook) -> Result<HookResponse> {
    Ok(HookResponse::Accepted)
}

// ----- streams and downloads

#[derive(Debug, Operation)]
#[operation(get = "/events", document = "v1", id = "events", response = EventsResponse)]
pub struct Events {}

#[derive(Debug, Response)]
pub enum EventsResponse {
    /// Numbers.
    #[response(status = 200, content = "text/event-stream")]
    Ok(sse::Events),
}

pub async fn events(_req: Events) -> Result<EventsResponse> {
    let numbers = tokio_stream::iter(1..=2_i64);
    let events =
        tokio_stream::StreamExt::map(numbers, |number| sse::Event::json(&number).id(number.to_string()));
    Ok(EventsResponse::Ok(sse::Events::new(events)))
}

#[derive(Debug, Operation)]
#[operation(get = "/covers/{name}.png", document = "v1", id = "download", response = DownloadResponse)]
pub struct Download {
    pub path: DownloadPath,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct DownloadPath {
    pub name: String,
}

#[derive(Debug, Response)]
pub enum DownloadResponse {
    /// The image.
    #[response(status = 200, content = "image/*")]
    Ok(Binary),
}

pub async fn download(req: Download) -> Result<DownloadResponse> {
    Ok(DownloadResponse::Ok(Binary::from("png").content_type("image/png").file_name(&req.path.name)))
}

// ----- not written yet

#[derive(Debug, Operation)]
#[operation(delete = "/posts/{id}", document = "v1", id = "deletePost", response = GetPostResponse)]
pub struct DeletePost {}

pub async fn delete(_req: DeletePost) -> Result<GetPostResponse> {
    not_implemented()
}

#[derive(Debug, Operation)]
#[operation(get = "/slow", document = "v1", id = "slow", response = GetPostResponse)]
pub struct Slow {}

pub async fn slow(_req: Slow) -> Result<GetPostResponse> {
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    Ok(GetPostResponse::NotFound)
}

pub fn routes() -> Routes<App> {
    let mut routes = Routes::new();
    routes.document(Document {
        name: "v1",
        mount: "/api/v1",
        header: r#"{"info":{"title":"Test","version":"1"}}"#,
        components: &[type_of::<Post>, type_of::<Sort>],
    });
    let here = Mounted::by_hand;
    routes.operation::<ListPosts, _>(here(), list);
    routes.operation::<CreatePost, _>(here(), create);
    routes.operation::<GetPost, _>(here(), get);
    routes.operation::<Compare, _>(here(), compare);
    routes.operation::<PutReport, _>(here(), put_report).body_limit(64);
    routes.operation::<UploadCover, _>(here(), upload);
    routes.operation::<Hook, _>(here(), hook);
    routes.operation::<Events, _>(here(), events);
    routes.operation::<Download, _>(here(), download);
    routes.operation::<DeletePost, _>(here(), delete);
    routes.operation::<Slow, _>(here(), slow).max_duration(std::time::Duration::from_secs(1));
    routes
}

pub fn client() -> TestClient {
    TestClient::new(routes(), App { greeting: "hello" }).expect("the routes are fine")
}
