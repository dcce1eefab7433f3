//! A handler that returns the response of another operation.

include!("api.inc");

async fn get(_req: GetPost) -> Result<ListTagsResponse> {
    Ok(ListTagsResponse::Ok(Vec::new()))
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
