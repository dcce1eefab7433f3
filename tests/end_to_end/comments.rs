//! Comments: a list with a cursor, bodies of two media types.

use serde_json::json;

use crate::blog::{FOLDER, NOBODY, TOKEN, api, at, blog};

#[test]
fn comments_are_added_and_followed() {
    let server = blog();
    let client = server.client();
    let comments = api(&format!("/posts/{FOLDER}/comments"));
    for text in ["second", "third"] {
        let comment = json!({"name": "Lin", "email": "lin@example.com", "text": text});
        let created = client.send("POST", &comments, &comment).expect(201).json();
        assert_eq!(
            (&created["text"], created.get("email")),
            (&json!(text), None),
            "addresses are never shown"
        );
    }
    let first = client.get(&format!("{comments}?limit=2")).expect(200).json();
    assert_eq!((at(&first, "/items/1/text"), &first["more"]), (&json!("second"), &json!(true)));
    let last = at(&first, "/items/1/id").as_str().expect("an id");
    let rest = client.get(&format!("{comments}?limit=2&after={last}")).expect(200).json();
    assert_eq!((at(&rest, "/items/0/text"), &rest["more"]), (&json!("third"), &json!(false)));
}

#[test]
fn a_form_is_as_good_as_json() {
    let server = blog();
    let form = "name=Lin&email=lin%40example.com&text=So+it+is%21";
    let created = server
        .client()
        .ask("POST", &api(&format!("/posts/{FOLDER}/comments")))
        .body("application/x-www-form-urlencoded", form)
        .send()
        .expect(201);
    assert_eq!(created.json()["text"], "So it is!");

    let wrong = server
        .client()
        .ask("POST", &api(&format!("/posts/{FOLDER}/comments")))
        .body("application/x-www-form-urlencoded", "name=&email=lin")
        .send()
        .problem(400);
    for pointer in ["/name", "/email", "/text"] {
        let errors = wrong["errors"].as_array().expect("a list");
        assert!(errors.iter().any(|error| error["pointer"] == pointer), "{pointer}: {wrong}");
    }
}

#[test]
fn a_comment_needs_its_post() {
    let server = blog();
    let client = server.client();
    let comments = api(&format!("/posts/{NOBODY}/comments"));
    client.get(&comments).problem(404);
    let comment = json!({"name": "Lin", "email": "lin@example.com", "text": "Hello?"});
    client.send("POST", &comments, &comment).problem(404);
}

#[test]
fn the_administration_deletes_comments() {
    let server = blog();
    let client = server.client();
    let comment = api("/admin/comments/0190a6b0-0000-7000-8000-0000000000c1");
    let delete = || client.ask("DELETE", &comment).header("authorization", &format!("Bearer {TOKEN}")).send();
    let _ = delete().expect(204);
    delete().problem(404);
}
