//! A handler without arguments.

include!("api.inc");

async fn get() -> Result<GetPostResponse> {
    Ok(GetPostResponse::NotFound)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
