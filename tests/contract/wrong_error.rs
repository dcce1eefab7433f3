//! A handler whose error cannot be answered.

include!("api.inc");

async fn get(_req: GetPost) -> std::result::Result<GetPostResponse, std::fmt::Error> {
    Ok(GetPostResponse::NotFound)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
