//! Both databases give the same answers.

use std::process::Command;

use routewright_tests::{Server, program, workspace};
use serde_json::json;

use crate::blog::{ADA, CONTRACT, FOLDER, NOBODY, TOKEN, api, blog_on, small};

/// A database that lives as long as a test.
struct Database {
    /// The URL of a database that is there already.
    server: String,
    name: String,
}

impl Database {
    /// One on the server that `ROUTEWRIGHT_POSTGRES` names.
    fn create() -> Option<Self> {
        let Ok(server) = std::env::var("ROUTEWRIGHT_POSTGRES") else {
            workspace::skipped(
                "no PostgreSQL; set ROUTEWRIGHT_POSTGRES to postgres://user@host:port/postgres",
            );
            return None;
        };
        let database = Self { server, name: format!("routewright_{}", std::process::id()) };
        database.psql(&format!("CREATE DATABASE {}", database.name));
        Some(database)
    }

    fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').expect("a URL with a database");
        format!("{server}/{}", self.name)
    }

    fn psql(&self, statement: &str) {
        let output = program::run(Command::new("psql").args([&self.server, "--command", statement]));
        assert!(output.status.success(), "{}", program::said(&output));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.psql(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// Walks through the API, and writes down what it answers, without the ids and times that differ each time.
fn tour(server: &Server) -> Vec<String> {
    let client = server.client();
    let mut answers = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let mut note = |method: &str, path: &str, body: Option<serde_json::Value>| {
        let mut ask = client.ask(method, &api(path)).header("authorization", &format!("Bearer {TOKEN}"));
        if let Some(body) = &body {
            ask = ask.json(body);
        }
        let reply = ask.send();
        let id = serde_json::from_slice::<serde_json::Value>(&reply.body)
            .ok()
            .and_then(|body| Some(body.get("id")?.as_str()?.to_owned()));
        ids.extend(id.clone());
        let mut answer = format!("{method} {path}: {} {}", reply.status, reply.text());
        for (number, id) in ids.iter().enumerate() {
            answer = answer.replace(id.as_str(), &format!("<id {number}>"));
        }
        answers.push(without_times(&answer));
        id.unwrap_or_default()
    };
    for query in [
        "",
        "?tag=rust&tag=http",
        "?q=FOLDER",
        "?q=_",
        "?status=draft",
        "?sort=title&limit=2&page=2",
        &format!("?author={ADA}"),
    ] {
        note("GET", &format!("/posts{query}"), None);
    }
    let mut full = small("full");
    full["subtitle"] = json!("A 'quoted' \"subtitle\" \\ with 100% of it — 🦀");
    full["tags"] = json!(["z", "a"]);
    full["content"] = json!([{"kind": "paragraph", "text": "Some\ntext"}]);
    let post = note("POST", "/posts", Some(full.clone()));
    note("POST", "/posts", Some(full.clone()));
    full["authorId"] = json!(NOBODY);
    full["slug"] = json!("orphan");
    note("POST", "/posts", Some(full));
    note("PATCH", &format!("/posts/{post}"), Some(json!({"subtitle": null, "meta": {"a": "b"}})));
    note("PATCH", &format!("/posts/{post}"), Some(json!({"slug": "a-folder-is-a-url"})));
    note("PUT", &format!("/posts/{post}"), Some(small("other")));
    note("POST", &format!("/admin/posts/{post}/publish"), None);
    note("GET", &format!("/posts/{post}"), None);
    for post in [post.as_str(), FOLDER, NOBODY] {
        note(
            "POST",
            &format!("/posts/{post}/comments"),
            Some(json!({"name": "L", "email": "l@example.com", "text": "So?"})),
        );
        note("GET", &format!("/posts/{post}/comments?limit=1"), None);
        note("GET", &format!("/posts/{post}/cover"), None);
    }
    note("POST", "/authors", Some(json!({"name": "Lin", "email": "ada@example.com"})));
    note("GET", "/authors", None);
    note("GET", "/tags", None);
    note("DELETE", &format!("/posts/{CONTRACT}"), None);
    note("DELETE", &format!("/posts/{CONTRACT}"), None);
    note("GET", "/admin/stats", None);
    answers
}

fn without_times(text: &str) -> String {
    let mut parts = text.split("At\":\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // Seeded times are the same everywhere, and stay.
        let (time, rest) = part.split_once('"').unwrap_or((part, ""));
        let time = if time.starts_with("2026-01-0") { time } else { "<time>" };
        out.push_str(&format!("At\":\"{time}\"{rest}"));
    }
    out
}

#[test]
fn both_databases_give_the_same_answers() {
    let Some(database) = Database::create() else { return };
    let on_postgres = tour(&blog_on(&database.url()));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let on_sqlite = tour(&blog_on(&format!("sqlite:{}?mode=rwc", folder.path().join("blog.db").display())));
    for (postgres, sqlite) in on_postgres.iter().zip(&on_sqlite) {
        assert_eq!(postgres, sqlite);
    }
}

#[test]
fn a_file_remembers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}?mode=rwc", folder.path().join("blog.db").display());
    let created = blog_on(&url).client().send("POST", &api("/posts"), &small("kept")).expect(201);
    let location = created.header("location").expect("a location").to_owned();
    let again = blog_on(&url);
    assert_eq!(again.client().get(&location).expect(200).json(), created.json());
    assert_eq!(again.client().get(&api("/posts")).expect(200).json()["total"], 4, "the seed is sown once");
}
