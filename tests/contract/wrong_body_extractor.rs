//! A handler that reads the body by an extractor of axum.

include!("api.inc");

use routewright::Value;
use routewright::extract::Json;

async fn get(Json(_post): Json<Value>, _req: GetPost) -> Result<GetPostResponse> {
    Ok(GetPostResponse::NotFound)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
