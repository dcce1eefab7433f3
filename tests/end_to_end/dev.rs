//! `routewright dev`: what is saved is served.

use std::process::Command;
use std::time::Duration;

use routewright_tests::{Server, program};

use crate::shop::{LIST, SPEC, Shop};

/// How long a build may take.
const BUILD: Duration = Duration::from_secs(180);

fn status(server: &Server, target: &str, expected: u16) {
    server.until(&format!("{target} answers {expected}"), BUILD, |client| {
        client.reach(target) == Some(expected)
    });
}

#[test]
fn what_is_saved_is_served_and_a_mistake_stops_nothing() {
    let shop = Shop::new("developed_shop");
    let mut command = Command::new(program::routewright());
    command.current_dir(shop.path("")).arg("dev").env("CARGO_TARGET_DIR", program::target());
    let server = Server::launch(&mut command);
    status(&server, "/shop/articles", 501);

    // A handler is filled in.
    let skeleton = shop.read(LIST);
    let filled = skeleton.replacen("not_implemented()", "Ok(ListArticlesResponse::Ok(Vec::new()))", 1);
    shop.write(LIST, &filled);
    status(&server, "/shop/articles", 200);

    // The spec gets another path.
    let health = "  /health:\n    get:\n      operationId: health\n      responses:\n        '204':\n          description: Well.\ncomponents:\n";
    let spec = SPEC.replace("components:\n", health);
    shop.write(&shop.spec(), &spec);
    status(&server, "/shop/health", 501);

    // A broken spec, then a broken handler: the last good server goes on.
    shop.write(&shop.spec(), &spec.replace("#/components/schemas/Article", "#/components/schemas/Artcle"));
    server.until("the mistake is shown", BUILD, |_| server.output().contains("Artcle"));
    status(&server, "/shop/health", 501);
    shop.write(&shop.spec(), &spec);
    shop.write(LIST, &filled.replace("Vec::new()", "7"));
    server.until("the mistake is shown", BUILD, |_| server.output().contains("mismatched types"));
    status(&server, "/shop/articles", 200);

    // A program that is built and does not come up takes nothing away either.
    shop.write(LIST, &filled);
    shop.edit("src/main.rs", "Ok(App {})", "Err(routewright::Error::internal(\"no state today\"))");
    server.until("the end is told", BUILD, |_| server.output().contains("ended before it answered"));
    assert!(server.output().contains("no state today"), "{}", server.output());
    status(&server, "/shop/articles", 200);
    shop.edit("src/main.rs", "Err(routewright::Error::internal(\"no state today\"))", "Ok(App {})");

    // And all is well again.
    shop.write(LIST, &skeleton);
    status(&server, "/shop/articles", 501);
    let hints = server.output().matches("watching").count();
    assert_eq!(hints, 1, "what to try is said once:\n{}", server.output());
    assert!(!server.output().contains("listening on"), "one tells where it is:\n{}", server.output());
}
