//! A handler that returns something else than the operation declares.

include!("api.inc");

async fn get(req: GetPost) -> String {
    req.path.id.to_string()
}

fn main() {
    let mut routes = Routes::<App>::new();
    routes.operation::<GetPost, _>(Mounted::by_hand(), get);
}
