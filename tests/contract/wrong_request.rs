//! A handler that takes the request of another operation.

include!("api.inc");

async fn get(_req: ListTags) -> Result<GetPostResponse> {
    Ok(GetPostResponse::NotFound)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
