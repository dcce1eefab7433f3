//! Functions that say how errors look.

use routewright::axum::response::IntoResponse;
use routewright::http::request::Parts;
use routewright::{Problem, Response, Routes};

fn problem(problem: Problem, _request: &Parts) -> Problem {
    problem
}

fn anything(problem: Problem, request: &Parts) -> impl IntoResponse {
    (problem.status_code(), request.uri.path().to_owned())
}

fn response(problem: Problem, _: &Parts) -> Response {
    problem.into_response()
}

fn main() {
    let mut routes = Routes::<()>::new();
    routes.errors("/", problem).errors("/a", anything).errors("/b", response);
    routes.file("src/app/route.rs").errors(anything).raw("GET", "/", async || "");
}
