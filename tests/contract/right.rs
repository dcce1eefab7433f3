//! A handler that keeps the contract.

include!("api.inc");

async fn get(State(_app): State<App>, req: GetPost) -> Result<GetPostResponse> {
    let id: i64 = "7".parse()?;
    Ok(if req.path.id == id { GetPostResponse::Ok("x".to_owned()) } else { GetPostResponse::NotFound })
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
