use super::super::Found;
use super::*;
use crate::api::PathTemplate;
use crate::diagnostic::{FileId, Place as Spot, Sources};
use crate::plan::{Credentials, Source};

fn route(method: Method, template: &str) -> Route {
    Route {
        version: 0,
        document: "v1".to_owned(),
        module: "v1".to_owned(),
        mount: "/api".to_owned(),
        method,
        template: PathTemplate::parse(template).expect("a template"),
        place: Spot::new(spec(), 0, 1),
        request: "X".to_owned(),
        response: "XResponse".to_owned(),
        doc: Vec::new(),
        raw: false,
        described: None,
    }
}

fn spec() -> FileId {
    Sources::new().add("specs/v1.yaml", "x")
}

fn arrange(files: &[(&str, &str)], routes: &[Route]) -> (Room, String) {
    let mut sources = Sources::new();
    sources.add("specs/v1.yaml", "x");
    let mut faults = Faults::default();
    let found = files
        .iter()
        .map(|(path, text)| Found {
            path: format!("src/app/{path}"),
            shown: format!("src/app/{path}"),
            folder: path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    let tree = Tree::read("src/app", found, &mut sources, &mut faults.room);
    let scheme = Scheme {
        name: "bearerAuth".to_owned(),
        ty: "BearerAuth".to_owned(),
        function: "bearer_auth".to_owned(),
        doc: None,
        credentials: Credentials::Bearer,
        source: Source::Bearer,
    };
    let room = Room::arrange(&tree, routes, &[], &[scheme], &mut faults);
    (
        room,
        faults
            .room
            .iter()
            .chain(faults.specs.iter().map(|(_, fault)| fault))
            .map(|fault| sources.render(fault))
            .collect(),
    )
}

fn table(room: &Room) -> Vec<String> {
    let modules = room.wiring.modules.iter();
    modules
        .flat_map(|module| {
            module.routes.iter().map(move |route| {
                let kind = if route.serves == Serves::ByHand { "by hand" } else { "operation" };
                let filled = if route.filled { "filled" } else { "open" };
                format!("{} {} {}::{} {kind} {filled}", route.method, route.url, module.name, route.function)
            })
        })
        .collect()
}

#[test]
fn new_operations_get_new_files() {
    let routes =
        [route(Method::Post, "/posts"), route(Method::Get, "/posts"), route(Method::Get, "/posts/{id}")];
    let (room, faults) = arrange(&[], &routes);
    assert_eq!(faults, "");
    let files: Vec<_> =
        room.additions.iter().map(|addition| (addition.file.as_str(), addition.routes.clone())).collect();
    assert_eq!(
        files,
        [("src/app/api/posts/[id]/route.rs", vec![2]), ("src/app/api/posts/route.rs", vec![1, 0])]
    );
    assert_eq!(
        table(&room),
        [
            "GET /api/posts/{id} api_posts_id::get operation open",
            "GET /api/posts api_posts::get operation open",
            "POST /api/posts api_posts::post operation open",
        ]
    );
    assert_eq!(room.schemes, [0]);
    assert_eq!(room.wiring.auth.as_deref(), Some("src/app/auth.rs"));
}

#[test]
fn existing_files_grow_and_hand_written_functions_are_wired() {
    let (room, faults) = arrange(
        &[
            (
                "api/posts/route.rs",
                "pub const BODY_LIMIT: usize = 1;\npub async fn get() { body() }\npub async fn delete() { x() }\nasync fn put() {}\nmod m { pub fn post() {} }\n",
            ),
            ("files/[...path]/route.rs", "pub use crate::files::get;"),
            ("auth.rs", "pub struct BearerAuth;\npub async fn bearer_auth() { x() }\n"),
        ],
        &[route(Method::Get, "/posts"), route(Method::Post, "/posts")],
    );
    assert_eq!(faults, "");
    assert_eq!(
        table(&room),
        [
            "GET /api/posts api_posts::get operation filled",
            "POST /api/posts api_posts::post operation open",
            "DELETE /api/posts api_posts::delete by hand filled",
            "GET /files/{*path} files_path::get by hand filled",
        ]
    );
    assert_eq!(room.additions.len(), 1);
    assert_eq!((room.additions[0].existing, room.additions[0].routes.as_slice()), (Some(0), &[1][..]));
    assert_eq!(room.wiring.modules[0].constants, ["BODY_LIMIT"]);
    assert!(room.schemes.is_empty());
}

#[test]
fn names_that_stand_in_the_way_are_shown() {
    let (_, faults) =
        arrange(&[("api/posts/route.rs", "async fn get() {}\n")], &[route(Method::Get, "/posts")]);
    assert!(
        faults.contains("src/app/api/posts/route.rs:1:10: error: `get` does not answer GET /api/posts"),
        "{faults}"
    );
    assert!(faults.contains("write `pub async fn get`"), "{faults}");
    let (_, faults) =
        arrange(&[("api/posts/route.rs", "use axum::routing::get;\n")], &[route(Method::Get, "/posts")]);
    assert!(faults.contains("`pub use`"), "{faults}");
    let (_, faults) = arrange(&[("auth.rs", "pub struct BearerAuth;\n")], &[]);
    assert!(faults.contains("src/app/auth.rs:1:12: error: the security scheme `bearerAuth`"), "{faults}");
}

#[test]
fn what_cannot_be_seen_is_said() {
    let (room, faults) =
        arrange(&[("api/posts/route.rs", "pub use x::*;\n")], &[route(Method::Get, "/posts")]);
    assert!(faults.contains("1:12: warning: a function `get` is added"), "{faults}");
    assert_eq!(room.additions.len(), 1);
}

#[test]
fn two_answers_to_one_request_are_a_mistake() {
    let get = "pub async fn get() { x() }";
    for (a, b) in [("(a)/x/route.rs", "(b)/x/route.rs"), ("x/[[...rest]]/route.rs", "x/route.rs")] {
        let (_, faults) = arrange(&[(a, get), (b, get)], &[]);
        assert!(
            faults.contains(&format!("src/app/{a}")) && faults.contains(&format!("src/app/{b}")),
            "{faults}"
        );
        let (_, faults) = arrange(&[(a, get), (b, "pub async fn post() { x() }")], &[]);
        assert_eq!(faults, "");
    }
    let (_, faults) =
        arrange(&[("x/[...rest]/route.rs", get), ("x/route.rs", get), ("x/[id]/route.rs", get)], &[]);
    assert_eq!(faults, "");
    let (_, faults) = arrange(&[], &[route(Method::Get, "/x/{a}"), route(Method::Get, "/x/{b}")]);
    assert!(faults.contains("two operations answer GET /api/x/{b}"), "{faults}");
}

#[test]
fn middleware_and_errors_apply_to_their_folder_and_below() {
    let get = "pub async fn get() { x() }";
    let error = "pub fn error() {}";
    let (room, faults) = arrange(
        &[
            ("middleware.rs", ""),
            ("(admin)/middleware.rs", ""),
            ("(admin)/a/b/route.rs", get),
            ("a/c/route.rs", get),
            ("a/error.rs", error),
            ("error.rs", error),
            ("(admin)/a/error.rs", error),
            ("(admin)/error.rs", error),
        ],
        &[],
    );
    assert_eq!(faults, "");
    let wraps: Vec<_> = room
        .wiring
        .modules
        .iter()
        .map(|module| (module.file.as_str(), module.middleware.clone(), module.error))
        .collect();
    assert_eq!(
        wraps,
        [("src/app/(admin)/a/b/route.rs", vec![0, 1], Some(3)), ("src/app/a/c/route.rs", vec![0], Some(2))]
    );
    let urls: Vec<_> =
        room.wiring.errors.iter().map(|error| (error.file.as_str(), error.url.as_deref())).collect();
    assert_eq!(
        urls,
        [
            ("src/app/error.rs", Some("/")),
            ("src/app/(admin)/error.rs", None),
            ("src/app/a/error.rs", Some("/a")),
            ("src/app/(admin)/a/error.rs", Some("/a")),
        ]
    );
    assert_eq!(room.wiring.middleware[0].file, "src/app/middleware.rs");
}
