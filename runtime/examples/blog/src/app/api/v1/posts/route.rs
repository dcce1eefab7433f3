//! `/api/v1/posts`

use routewright::Result;
use routewright::extract::State;

use crate::App;
use crate::db::Filter;
use crate::generated::v1::{
    CreatePost, CreatePostCreatedHeaders, CreatePostResponse, ListPosts, ListPostsOkHeaders,
    ListPostsQuerySort, ListPostsResponse, PostPage,
};
use crate::version::etag;

/// List posts.
pub async fn get(State(app): State<App>, req: ListPosts) -> Result<ListPostsResponse> {
    let query = req.query;
    let filter = Filter {
        tags: query.tag.unwrap_or_default(),
        author: query.author,
        status: query.status,
        text: query.q,
        // Ids grow with time, and no two posts have the same: no post is on two pages, or on none.
        order: match query.sort {
            ListPostsQuerySort::Newest => "p.id DESC",
            ListPostsQuerySort::Oldest => "p.id",
            ListPostsQuerySort::Title => "p.title, p.id",
        },
        limit: query.limit,
        offset: (query.page - 1) * query.limit,
    };
    let (items, total) = app.db.posts(&filter).await?;
    Ok(ListPostsResponse::Ok {
        headers: ListPostsOkHeaders {
            x_total_count: total,
            link: neighbours(query.page, query.limit, total),
        },
        body: PostPage { items, page: query.page, limit: query.limit, total },
    })
}

/// Create a post.
pub async fn post(State(app): State<App>, req: CreatePost) -> Result<CreatePostResponse> {
    let saved = app.db.create_post(&req.body).await?;
    app.announce(&saved);
    Ok(CreatePostResponse::Created {
        headers: CreatePostCreatedHeaders {
            location: format!("/api/v1/posts/{}", saved.post.id),
            e_tag: etag(saved.version),
        },
        body: saved.post,
    })
}

/// Links to the pages before and after this one.
fn neighbours(page: i64, limit: i64, total: i64) -> Option<String> {
    let link =
        |page: i64, relation: &str| format!("</api/v1/posts?page={page}&limit={limit}>; rel=\"{relation}\"");
    let last = (total + limit - 1) / limit;
    let previous = (page > 1 && page <= last + 1).then(|| link(page - 1, "prev"));
    let next = (page < last).then(|| link(page + 1, "next"));
    let links: Vec<String> = previous.into_iter().chain(next).collect();
    (!links.is_empty()).then(|| links.join(", "))
}
