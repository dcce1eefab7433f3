//! The API by hand on bare hyper: serde, a match on the path, no checks.

use std::convert::Infallible;
use std::io;
use std::rc::Rc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, ETAG, LOCATION};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::task::LocalSet;

use crate::by_hand::{Post, PostInput};
use crate::post;

pub async fn serve(listener: TcpListener) -> io::Result<()> {
    let post = Rc::new(Post::stored());
    LocalSet::new()
        .run_until(async {
            loop {
                let (stream, _) = listener.accept().await?;
                let post = Rc::clone(&post);
                tokio::task::spawn_local(async move {
                    let service = service_fn(|request| answer(Rc::clone(&post), request));
                    let _ = hyper::server::conn::http1::Builder::new()
                        .timer(TokioTimer::new())
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        })
        .await
}

async fn answer(post: Rc<Post>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path();
    if request.method() == Method::GET && path.strip_prefix("/api/v1/posts/") == Some(post::ID) {
        return Ok(respond(StatusCode::OK, &Post::clone(&post)));
    }
    if request.method() == Method::POST && path == "/api/v1/posts" {
        let Ok(body) = request.into_body().collect().await else { return Ok(empty(StatusCode::BAD_REQUEST)) };
        return Ok(match serde_json::from_slice::<PostInput>(&body.to_bytes()) {
            Ok(input) => respond(StatusCode::CREATED, &Post::new(input)),
            Err(_) => empty(StatusCode::BAD_REQUEST),
        });
    }
    Ok(empty(StatusCode::NOT_FOUND))
}

fn respond(status: StatusCode, post: &Post) -> Response<Full<Bytes>> {
    let Ok(body) = serde_json::to_vec(post) else { return empty(StatusCode::INTERNAL_SERVER_ERROR) };
    let mut response =
        Response::builder().status(status).header(CONTENT_TYPE, "application/json").header(ETAG, "\"1\"");
    if status == StatusCode::CREATED {
        response = response.header(LOCATION, format!("/api/v1/posts/{}", post.id));
    }
    response.body(Full::new(body.into())).unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

fn empty(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}
