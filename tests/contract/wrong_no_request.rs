//! A handler that forgets the request.

include!("api.inc");

async fn get(State(_app): State<App>) -> Result<GetPostResponse> {
    Ok(GetPostResponse::NotFound)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
