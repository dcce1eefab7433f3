//! A handler that uses a body that the operation does not have.

include!("api.inc");

async fn get(req: GetPost) -> Result<GetPostResponse> {
    Ok(GetPostResponse::Ok(req.body.title))
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
