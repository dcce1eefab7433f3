//! The API by hand on axum, with serde and `validator`.

use std::io;
use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use tokio::net::TcpListener;
use uuid::Uuid;
use validator::Validate;

use crate::by_hand::{Post, PostInput};

type App = Arc<Post>;

pub async fn serve(listener: TcpListener) -> io::Result<()> {
    let router: Router = Router::new()
        .route("/api/v1/posts", post(create))
        .route("/api/v1/posts/{id}", get(read))
        .with_state(Arc::new(Post::stored()));
    axum::serve(listener, router).await
}

async fn read(State(post): State<App>, Path(id): Path<Uuid>, headers: HeaderMap) -> Response {
    if id != post.id {
        return StatusCode::NOT_FOUND.into_response();
    }
    if headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag == "\"1\"") {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    ([(header::ETAG, String::from("\"1\""))], Json(Post::clone(&post))).into_response()
}

async fn create(State(_post): State<App>, input: Result<Json<PostInput>, JsonRejection>) -> Response {
    let input = match input {
        Ok(Json(input)) => input,
        Err(error) => return (StatusCode::BAD_REQUEST, error.body_text()).into_response(),
    };
    if let Err(errors) = input.validate() {
        return (StatusCode::BAD_REQUEST, Json(errors)).into_response();
    }
    let post = Post::new(input);
    let headers =
        [(header::LOCATION, format!("/api/v1/posts/{}", post.id)), (header::ETAG, String::from("\"1\""))];
    (StatusCode::CREATED, headers, Json(post)).into_response()
}
