//! A request type with a field that is no part of a request.

use routewright::{Operation, Response};

#[derive(Debug, Operation)]
#[operation(get = "/x", document = "v1", response = Nothing)]
pub struct GetX {
    pub params: String,
}

#[derive(Debug, Operation)]
#[operation(fetch = "/x", response = Nothing)]
pub struct FetchX {}

#[derive(Debug, Response)]
pub enum Nothing {
    /// Nothing.
    #[response(status = "2XY")]
    NoContent,
}

fn main() {}
