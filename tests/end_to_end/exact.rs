//! A project whose settings say that nothing is lost.

use routewright_tests::Connection;

use crate::shop::{LIST, Shop};

const HANDLERS: &str = r#"
use crate::generated::v1::{CreateArticle, CreateArticleResponse, ListArticles, ListArticlesResponse};
use routewright::Result;

pub async fn get(_req: ListArticles) -> Result<ListArticlesResponse> {
    Ok(ListArticlesResponse::Ok(Vec::new()))
}

pub async fn post(req: CreateArticle) -> Result<CreateArticleResponse> {
    Ok(CreateArticleResponse::Created(req.body))
}
"#;

#[test]
fn numbers_and_texts_come_back_as_they_came() {
    let shop = Shop::new("exact_shop");
    let settings = shop.read("routewright.toml");
    shop.write(
        "routewright.toml",
        &format!("{settings}\n[validation]\nnumbers = \"any\"\nformats = \"text\"\n"),
    );
    shop.edit(
        &shop.spec(),
        "          type: integer\n          minimum: 0\n",
        "          type: number\n          minimum: 0\n          multipleOf: 0.005\n        since:\n          \
         type: string\n          format: date-time\n",
    );
    shop.succeeds(&["generate"]);
    shop.write(LIST, HANDLERS);
    let server = shop.serve(&[]);
    let mut connection = Connection::open(server.address());
    let mut post = |price: &str| {
        let reply = connection.post("/shop/articles", &format!(r#"{{"name":"Tea","price":{price}}}"#));
        (reply.status, reply.text())
    };
    for price in ["19.90", "123456789012345678901234567890.005", "0", "1E+2", "1e400"] {
        let text = format!(r#"{{"name":"Tea","price":{price}}}"#);
        assert_eq!(post(price), (201, text));
    }
    for (price, keyword) in [
        ("123456789012345678901234567890.006", "multipleOf"),
        ("0.00500000000000000000000000000001", "multipleOf"),
        ("-1e-400", "minimum"),
    ] {
        let (status, text) = post(price);
        assert_eq!(status, 400, "{text}");
        assert!(text.contains(&format!(r#""keyword":"{keyword}""#)), "{text}");
    }
    let mut since = |moment: &str| {
        let text = format!(r#"{{"name":"Tea","price":1,"since":"{moment}"}}"#);
        let reply = connection.post("/shop/articles", &text);
        (reply.status, reply.text() == text, reply.text())
    };
    for moment in
        ["2026-11-26t19:00:00.1234567890123+05:30", "2026-11-26T19:00:00-00:00", "9999-12-31T23:59:59Z"]
    {
        let (status, is_same, text) = since(moment);
        assert!(status == 201 && is_same, "{text}");
    }
    let (status, _, text) = since("2026-02-30T19:00:00Z");
    assert!(status == 400 && text.contains(r#""pointer":"/since","#), "{text}");
    let document = server.client().get("/openapi.json").expect(200).json();
    let price = &document["components"]["schemas"]["Article"]["properties"]["price"];
    assert_eq!(price, &serde_json::json!({ "type": "number", "minimum": 0, "multipleOf": 0.005 }));
    shop.succeeds(&["check"]);
}
