//! What asks for credentials: the administration, the signed webhook.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::blog::{FOLDER, NOBODY, SECRET, TOKEN, api, at, blog, small};

fn signature(secret: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(body.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_administration_asks_for_the_token() {
    let server = blog();
    let client = server.client();
    for (method, path) in [("GET", "/admin/stats".into()), ("POST", format!("/admin/posts/{FOLDER}/publish"))]
    {
        let bare = client.ask(method, &api(&path)).send();
        assert!(bare.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")));
        bare.problem(401);
        for wrong in ["Bearer wrong", "Bearer", "Basic YTpi", TOKEN] {
            client.ask(method, &api(&path)).header("authorization", wrong).send().problem(401);
        }
    }
    let stats =
        client.ask("GET", &api("/admin/stats")).header("authorization", &format!("Bearer {TOKEN}")).send();
    assert_eq!(stats.expect(200).json()["posts"], json!({"draft": 1, "published": 2}));
}

#[test]
fn publishing_happens_once() {
    let server = blog();
    let client = server.client();
    let id = client.send("POST", &api("/posts"), &small("soon")).expect(201).json()["id"].clone();
    let publish = |id: &str| {
        let path = api(&format!("/admin/posts/{id}/publish"));
        client.ask("POST", &path).header("authorization", &format!("Bearer {TOKEN}")).send()
    };
    let id = id.as_str().expect("an id");
    let first = publish(id).expect(200).json();
    assert_eq!(first["status"], "published");
    assert_eq!(publish(id).expect(200).json(), first);
    publish(NOBODY).problem(404);
}

#[test]
fn a_webhook_is_signed_and_counts_once() {
    let server = blog();
    let client = server.client();
    let post = |event: &Value, secret: &str| {
        let body = event.to_string();
        client
            .ask("POST", &api("/webhooks/payments"))
            .header("x-signature", &signature(secret, &body))
            .body("application/json", body)
            .send()
    };
    let tips = || {
        let stats =
            client.ask("GET", &api("/admin/stats")).header("authorization", &format!("Bearer {TOKEN}"));
        at(&stats.send().expect(200).json(), "/tips").clone()
    };
    let tip = json!({"type": "tip.received", "id": "evt_1", "amount": 500, "currency": "EUR"});
    post(&tip, "another secret").problem(401);
    client.send("POST", &api("/webhooks/payments"), &tip).problem(401);
    assert_eq!(tips(), json!({}));
    for _ in 0..2 {
        let _ = post(&tip, SECRET).expect(204);
    }
    assert_eq!(tips(), json!({"EUR": 500}));
    let _ = post(&json!({"type": "tip.refunded", "id": "evt_2", "tip": "evt_1"}), SECRET).expect(204);
    assert_eq!(tips(), json!({}));

    let unknown = post(&json!({"type": "tip.doubled", "id": "evt_3"}), SECRET).problem(400);
    assert_eq!(at(&unknown, "/errors/0/pointer"), "/type", "{unknown}");
}

#[test]
fn a_forged_body_is_not_even_looked_at() {
    let server = blog();
    let path = api("/webhooks/payments");
    let forged =
        server.client().ask("POST", &path).header("x-signature", "00").body("application/json", "{").send();
    forged.problem(401);
}
