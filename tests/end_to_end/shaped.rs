//! Errors that look as a project wants them to, at two levels.

use serde_json::{Value, json};

use crate::shop::Shop;

/// Every error says which request it belongs to.
const OUTER: &str = r#"
//! How errors look.

use routewright::Problem;
use routewright::http::request::Parts;

pub fn error(problem: Problem, request: &Parts) -> Problem {
    match request.headers.get("x-request-id").and_then(|id| id.to_str().ok()) {
        Some(id) => problem.with("requestId", id),
        None => problem,
    }
}
"#;

/// Articles have errors of their own form, in the language of the caller.
const INNER: &str = r#"
//! How the errors of articles look.

use routewright::axum::Json;
use routewright::axum::response::IntoResponse;
use routewright::http::request::Parts;
use routewright::{Model, Problem, Violation};

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Refusal {
    pub code: u16,
    pub messages: Vec<String>,
}

pub fn error(problem: Problem, request: &Parts) -> impl IntoResponse {
    let german = request.headers.get("accept-language").is_some_and(|language| language.as_bytes().starts_with(b"de"));
    let say = |wrong: &Violation| if german { translated(wrong) } else { wrong.to_string() };
    Json(Refusal { code: problem.status, messages: problem.errors.iter().flatten().map(say).collect() })
}

fn translated(wrong: &Violation) -> String {
    let place = wrong.pointer.as_deref().or(wrong.parameter.as_deref()).unwrap_or_default();
    let detail = match wrong.keyword.as_str() {
        "minLength" => format!("braucht mindestens {} Zeichen, nicht {}", wrong.arguments["limit"], wrong.arguments["actual"]),
        "minimum" => format!("darf nicht kleiner als {} sein", wrong.arguments["limit"]),
        "required" => "fehlt".to_owned(),
        _ => wrong.detail.clone(),
    };
    format!("{place} {detail}")
}
"#;

#[test]
fn the_nearest_error_file_says_how_errors_look() {
    let shop = Shop::new("shaped_shop");
    let refusal = "      responses:\n        '400':\n          description: No.\n          content:\n            \
                   application/json:\n              schema: {}\n        '201':\n";
    shop.edit(&shop.spec(), "      responses:\n        '201':\n", refusal);
    let told = shop.succeeds(&["generate"]);
    assert!(told.contains("POST /articles declares errors as application/json"), "{told}");

    shop.write("src/app/error.rs", "pub fn errors() {}\n");
    let refused = shop.fails(&["generate"]);
    assert!(refused.contains("src/app/error.rs") && refused.contains("no function `error`"), "{refused}");

    shop.write("src/app/error.rs", OUTER);
    shop.write("src/app/shop/articles/error.rs", INNER);
    let told = shop.succeeds(&["generate"]);
    assert!(!told.contains("declares errors as"), "{told}");

    let server = shop.serve(&[]);
    let client = server.client();
    let said = |target: &str, status: u16| -> Value {
        client.ask("GET", target).header("x-request-id", "r7").send().expect(status).json()
    };
    assert_eq!(said("/nowhere", 404)["requestId"], "r7");
    assert_eq!(said("/shop/nowhere", 404)["requestId"], "r7");
    assert_eq!(said("/shop/articles/7", 501), json!({"code": 501, "messages": []}));
    assert_eq!(said("/shop/articles/7/nowhere", 404), json!({"code": 404, "messages": []}));

    let wrong = json!({"name": "", "price": -1});
    let english = client.send("POST", "/shop/articles", &wrong).expect(400).json();
    assert_eq!(
        english,
        json!({"code": 400, "messages": ["name: must be at least 1 character (is 0)", "price: must be at least 0"]})
    );
    let german = client
        .ask("POST", "/shop/articles")
        .header("accept-language", "de-CH")
        .json(&wrong)
        .send()
        .expect(400);
    assert_eq!(
        german.json()["messages"],
        json!(["/name braucht mindestens 1 Zeichen, nicht 0", "/price darf nicht kleiner als 0 sein"])
    );
    let other = client.ask("DELETE", "/shop/articles").send().expect(405);
    assert_eq!(other.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
    assert_eq!(other.json()["code"], 405);
}
