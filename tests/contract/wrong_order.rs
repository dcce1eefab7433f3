//! A handler that takes the request before an extractor.

include!("api.inc");

async fn get(_req: GetPost, State(_app): State<App>) -> Result<GetPostResponse> {
    Ok(GetPostResponse::NotFound)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
