//! A handler that answers with another body than the declared one.

include!("api.inc");

async fn get(req: GetPost) -> Result<GetPostResponse> {
    Ok(GetPostResponse::Ok(req.path.id))
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
