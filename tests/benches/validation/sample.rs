//! The values that are read.

use serde_json::{Value, json};

const CONTENT: &str = "Some content that is about a hundred and twenty characters long so that it looks like a real \
                       post body, more or less.";

pub fn small() -> Value {
    json!({ "title": "Hello route handlers", "content": CONTENT, "published": true, "tags": ["rust", "openapi"], "authorId": 7 })
}

/// A nested order of about 3 kB.
pub fn medium() -> Value {
    let line = |index: i64| {
        json!({
            "sku": format!("SKU-{index:05}"),
            "title": "A thing that somebody orders, with a name of usual length",
            "quantity": index % 9 + 1,
            "cents": 1999 + index,
            "discount": 0.15,
            "gift": index % 2 == 0,
            "options": ["wrapped", "blue"],
        })
    };
    json!({
        "id": "7b0b6a3c-0f4e-4c53-9f0e-2f4f2c1f2f1a",
        "customer": {
            "name": "Ada Lovelace",
            "email": "ada@example.org",
            "address": { "street": "12 St James's Square", "city": "London", "zip": "SW1Y 4JH", "country": "GB" },
        },
        "lines": (0..15).map(line).collect::<Vec<_>>(),
        "note": "Please ring twice.",
        "total": 54_321,
    })
}

/// A list of a thousand, of about 300 kB.
pub fn large() -> Value {
    let post = |id: i64| {
        json!({
            "id": id + 1, "title": "Hello route handlers", "content": CONTENT, "published": true, "tags": ["rust", "openapi"],
            "createdAt": "2026-01-01T00:00:00Z",
        })
    };
    json!({ "posts": (0..1000).map(post).collect::<Vec<_>>() })
}

pub fn escapes() -> Value {
    let text = "A \"quoted\" line,\nthen another with a \\ and a tab\t, then é and 😀 for good measure.\r\n";
    json!({ "texts": vec![text; 200] })
}

pub fn numbers() -> Value {
    json!({
        "whole": (0..1000).map(|n: i64| n * 997 % 1_000_000).collect::<Vec<_>>(),
        "parts": (0..1000).map(|n: i32| f64::from(n) * 0.731 - 365.5).collect::<Vec<_>>(),
    })
}

pub fn unions() -> Value {
    let event = |index: usize| json!({ "kind": format!("e{:02}", index % 20), "subject": "Something happened", "amount": index, "done": index.is_multiple_of(3) });
    json!({ "events": (0..200).map(event).collect::<Vec<_>>() })
}

pub fn maps() -> Value {
    let counts: serde_json::Map<String, Value> =
        (0..500).map(|n: i64| (format!("counter-{n}"), json!(n))).collect();
    json!({ "counts": counts })
}

/// The order with so many mistakes in it.
pub fn medium_with(mistakes: usize) -> Value {
    let mut order = medium();
    let lines = order["lines"].as_array_mut().into_iter().flatten();
    let places = lines.flat_map(|line| line.as_object_mut().into_iter().flatten());
    let mut left = mistakes;
    for (name, value) in places {
        let wrong = match name.as_str() {
            "sku" => json!("S"),
            "title" => json!(""),
            "quantity" => json!(0),
            "cents" => json!(-1),
            _ => continue,
        };
        if left == 0 {
            break;
        }
        *value = wrong;
        left -= 1;
    }
    order
}

/// The list with so many mistakes in it.
pub fn large_with(mistakes: usize) -> Value {
    let mut list = large();
    for post in list["posts"].as_array_mut().into_iter().flatten().take(mistakes) {
        post["title"] = json!("");
    }
    list
}
