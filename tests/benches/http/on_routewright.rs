//! The API on routewright: the types and operations that were generated for the blog, and a handler for each of two.

use std::io;
use std::sync::Arc;

use routewright::extract::State;
use routewright::operation::Mounted;
use routewright::{DateTime, Map, Maybe, Result, Routes, Uuid};
use tokio::net::TcpListener;

use crate::generated::v1::{
    self, CreatePost, CreatePostCreatedHeaders, CreatePostResponse, Meta, Post, PostInput, PostSummaryAuthor,
    ReadPost, ReadPostNotModifiedHeaders, ReadPostOkHeaders, ReadPostResponse,
};
use crate::post;

type App = Arc<Post>;

pub async fn serve(listener: TcpListener) -> io::Result<()> {
    let mut routes = Routes::new();
    routes.document(v1::document());
    routes.operation::<ReadPost, _>(Mounted::by_hand(), read);
    routes.operation::<CreatePost, _>(Mounted::by_hand(), create);
    let input: PostInput = serde_json::from_str(post::INPUT)?;
    let service =
        routes.into_service(Arc::new(stored(input))).map_err(|error| io::Error::other(error.to_string()))?;
    let forever = std::future::pending();
    routewright::serve::serve(listener, service, forever)
        .await
        .map_err(|error| io::Error::other(error.to_string()))
}

async fn read(State(post): State<App>, req: ReadPost) -> Result<ReadPostResponse> {
    let e_tag = String::from("\"1\"");
    if req.path.id != post.id {
        return Err(routewright::Error::not_found());
    }
    if req.headers.if_none_match.is_some_and(|tag| tag == e_tag) {
        return Ok(ReadPostResponse::NotModified { headers: ReadPostNotModifiedHeaders { e_tag } });
    }
    Ok(ReadPostResponse::Ok { headers: ReadPostOkHeaders { e_tag }, body: Post::clone(&post) })
}

async fn create(State(_post): State<App>, req: CreatePost) -> Result<CreatePostResponse> {
    let post = stored(req.body);
    Ok(CreatePostResponse::Created {
        headers: CreatePostCreatedHeaders {
            location: format!("/api/v1/posts/{}", post.id),
            e_tag: String::from("\"1\""),
        },
        body: post,
    })
}

/// The post that a server without a database makes of its input.
fn stored(input: PostInput) -> Post {
    Post {
        id: Uuid::from_u128(0x0190_a6b0_0000_7000_8000_0000_0000_000a),
        slug: input.slug,
        title: input.title,
        subtitle: match input.subtitle {
            Maybe::Value(subtitle) => Some(subtitle),
            Maybe::Null | Maybe::Absent => None,
        },
        status: input.status,
        author: PostSummaryAuthor { id: input.author_id, name: "Ada".into() },
        tags: input.tags,
        comments: 1,
        published_at: Some(DateTime::UNIX_EPOCH),
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
        content: input.content,
        meta: input.meta.unwrap_or(Meta(Map::new())),
        cover: None,
    }
}
