//! A handler that answers with a status that is not declared.

include!("api.inc");

async fn get(_req: GetPost) -> Result<GetPostResponse> {
    Ok(GetPostResponse::Conflict)
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
