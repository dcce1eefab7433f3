//! A function that does not say how errors look.

use routewright::http::request::Parts;
use routewright::{Problem, Routes};

fn by_value(problem: Problem, _request: Parts) -> Problem {
    problem
}

fn no_request(problem: Problem) -> Problem {
    problem
}

struct Shaped;

fn no_response(_problem: Problem, _request: &Parts) -> Shaped {
    Shaped
}

async fn not_at_once(problem: Problem, _request: &Parts) -> Problem {
    problem
}

fn main() {
    let mut routes = Routes::<()>::new();
    routes.errors("/", by_value);
    routes.errors("/", no_request);
    routes.errors("/", no_response);
    routes.errors("/", not_at_once);
}
