//! A project that people work on while its spec changes.

use std::fs;
use std::time::SystemTime;

use serde_json::json;

use crate::shop::{LIST, READ, SPEC, Shop, tree};

const BY_HAND: &str = r#"//! Everything here was written by hand.
#![allow(clippy::all)]

use routewright::{  Result, not_implemented  };
use crate::generated::v1::{ListArticles, ListArticlesResponse, CreateArticle as Create, CreateArticleResponse};

/* a comment before */
pub const BODY_LIMIT: usize = 64 * 1024; // small

mod inner {
        //! Oddly indented.
        pub fn   nothing()   {}
}

/// Mine.
#[tracing_is_not_needed::but_attributes_stay]
pub async fn get( mine : ListArticles ) -> Result< ListArticlesResponse >
{
    // spacing    and comments
    inner::nothing( ) ; let _limit = mine . query . limit ;
    Ok(ListArticlesResponse::Ok(vec![ ]))
}

    pub async fn post(_r: Create) -> Result<CreateArticleResponse> { not_implemented() } // on one line
fn private() {} struct Also; // and an end without a newline"#;

fn by_hand() -> String {
    BY_HAND.replace("#[tracing_is_not_needed::but_attributes_stay]", "#[allow(dead_code)]").replace(
        "fn private() {} struct Also;",
        "#[allow(dead_code)] fn private() {} #[allow(dead_code)] struct Also;",
    )
}

/// Each step makes another spec out of the one before: the first of the pair is replaced by the second.
const STEPS: [(&str, &str); 10] = [
    (
        "    post:\n",
        "    delete:\n      operationId: clear\n      responses:\n        '204':\n          description: Empty.\n    post:\n",
    ),
    ("minLength: 1", "minLength: 1\n          maxLength: 80"),
    (
        "components:\n",
        "  /orders:\n    post:\n      operationId: order\n      responses:\n        '202':\n          description: Under way.\ncomponents:\n",
    ),
    ("        size:\n", "        colour:\n          type: string\n        size:\n"),
    ("enum: [small, large]", "enum: [small, medium, large]"),
    (
        "    get:\n      operationId: readArticle\n",
        "    delete:\n      operationId: remove\n      parameters:\n        - name: id\n          in: path\n          required: true\n          schema:\n            type: integer\n      responses:\n        '204':\n          description: Gone.\n    get:\n      operationId: readArticle\n",
    ),
    (
        "  /orders:\n",
        "  /orders/{order}:\n    get:\n      operationId: readOrder\n      parameters:\n        - name: order\n          in: path\n          required: true\n          schema:\n            type: string\n            format: uuid\n      responses:\n        '204':\n          description: It is there.\n  /orders:\n",
    ),
    ("summary: List articles.", "summary: List the articles."),
    (
        "    delete:\n      operationId: clear\n      responses:\n        '204':\n          description: Empty.\n",
        "",
    ),
    (
        "        '200':\n          description: Some articles.\n",
        "        '503':\n          description: Closed for stocktaking.\n        '200':\n          description: Articles.\n",
    ),
];

#[test]
fn what_people_wrote_stays_through_ten_changes() {
    let shop = Shop::new("kept_shop");
    shop.write(LIST, &by_hand());
    shop.write(
        "src/app/health/route.rs",
        "//! By hand, in no spec.\n\npub async fn get() -> &'static str {\n    \"well\"\n}\n",
    );
    let read = shop.read(READ).replace("//!", "//! Changed by hand.\n//!");
    shop.write(READ, &read);
    let main = shop.read("src/main.rs");
    shop.succeeds(&["generate"]);
    shop.check().unwrap_or_else(|said| panic!("as edited: {said}"));

    let mut spec = SPEC.to_owned();
    for (number, (old, new)) in STEPS.into_iter().enumerate() {
        assert!(spec.contains(old), "no {old:?} in\n{spec}");
        spec = spec.replacen(old, new, 1);
        shop.write(&shop.spec(), &spec);
        shop.succeeds(&["generate"]);
        assert!(kept(&by_hand(), &shop.read(LIST)), "step {number}:\n{}", shop.read(LIST));
        assert!(kept(&read, &shop.read(READ)), "step {number}:\n{}", shop.read(READ));
        assert_eq!(shop.read("src/main.rs"), main);
        shop.check().unwrap_or_else(|said| panic!("step {number}: {said}"));
    }
    assert!(shop.read(LIST).contains("fn delete"), "the handler of an operation that has left is kept");
    assert!(shop.read(READ).contains("fn delete"));

    let server = shop.serve(&[]);
    let client = server.client();
    assert_eq!(client.get("/health").expect(200).text(), "well");
    assert_eq!(client.get("/shop/articles").expect(200).json(), json!([]));
    client.ask("POST", "/shop/orders").send().problem(501);
}

/// Whether every line of the old text is in the new one, in the same order and byte for byte, up to imports that were added to.
fn kept(old: &str, new: &str) -> bool {
    let mut lines = new.lines();
    old.lines().all(|line| lines.any(|other| other == line))
}

#[test]
fn generating_again_writes_nothing() {
    let shop = Shop::new("idle_shop");
    let times = |shop: &Shop| -> Vec<SystemTime> {
        let files = tree(&shop.path("src"));
        files
            .iter()
            .map(|(path, _)| fs::metadata(path).and_then(|data| data.modified()).expect("a time"))
            .collect()
    };
    let (files, before) = (tree(&shop.path("src")), times(&shop));
    shop.succeeds(&["generate"]);
    assert!(tree(&shop.path("src")) == files && times(&shop) == before);

    shop.edit(&shop.spec(), "minimum: 0", "minimum: 1");
    shop.succeeds(&["generate"]);
    let after = tree(&shop.path("src"));
    let changed: Vec<_> =
        files.iter().zip(&after).filter(|(old, new)| old != new).map(|(_, new)| &new.0).collect();
    assert!(changed.len() == 1 && changed[0].ends_with("article.rs"), "{changed:?}");
}

#[test]
fn a_handler_that_breaks_the_contract_does_not_compile() {
    let shop = Shop::new("refused_shop");
    let skeleton = shop.read(READ);
    for (old, new) in [
        ("Result<ReadArticleResponse>", "Result<String>"),
        ("_req: ReadArticle", "_req: crate::generated::v1::ListArticles"),
        ("_req: ReadArticle", ""),
    ] {
        assert!(skeleton.contains(old), "{skeleton}");
        shop.write(READ, &skeleton.replace(old, new));
        let said = shop.check().expect_err(new);
        assert!(said.contains("ReadArticle"), "{said}");
    }
}

#[test]
fn an_operation_that_has_left_is_reported() {
    let shop = Shop::new("left_shop");
    let spec = SPEC.replace("operationId: readArticle", "operationId: showArticle");
    let (before, rest) = spec.split_once("  /articles/{id}:").expect("a path");
    let (_, after) = rest.split_once("components:").expect("components");
    shop.write(&shop.spec(), &format!("{before}components:{after}"));
    let said = shop.succeeds(&["generate"]);
    assert!(said.contains(READ), "{said}");
    assert!(shop.path(READ).exists());
}
