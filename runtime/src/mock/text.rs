//! Text: by format, by pattern, by length.

use serde_json::{Map, Value};

use super::pattern;
use crate::schema::format;

/// No text is longer than this, whatever the schema asks for.
const LONGEST: usize = 100_000;

/// The `variant`-th text of a schema.
pub(super) fn build(flat: &Map<String, Value>, variant: usize) -> Option<String> {
    let count =
        |keyword: &str| flat.get(keyword).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let least = count("minLength").unwrap_or(0);
    let most = count("maxLength").unwrap_or(usize::MAX);
    if least > LONGEST || least > most {
        return None;
    }
    let name = flat.get("format").and_then(Value::as_str).unwrap_or_default();
    let fits = |text: &String| {
        (least..=most).contains(&text.chars().count()) && format::is(name, text).unwrap_or(true)
    };
    if let Some(source) = flat.get("pattern").and_then(Value::as_str) {
        return pattern::texts(source, least, variant).find(fits);
    }
    if let Some(text) = formatted(name, variant) {
        return Some(text).filter(fits).or_else(|| longer(name, least).filter(fits));
    }
    Some(plain(least, most, variant))
}

fn plain(least: usize, most: usize, variant: usize) -> String {
    let mut text = if variant == 0 { "text".to_owned() } else { format!("text{variant}") };
    if text.len() > most {
        // Few characters leave few variants.
        text = char::from_u32(0x61 + u32::try_from(variant % 26).unwrap_or(0))
            .unwrap_or('a')
            .to_string()
            .repeat(most);
    }
    while text.len() < least {
        text.push('x');
    }
    text
}

fn formatted(name: &str, variant: usize) -> Option<String> {
    let n = variant % 28 + 1;
    Some(match name {
        "uuid" => format!("00000000-0000-4000-8000-{:012x}", variant + 1),
        "date" => format!("2024-01-{n:02}"),
        "date-time" => format!("2024-01-{n:02}T12:00:00Z"),
        "time" => format!("12:{:02}:00Z", variant % 60),
        "duration" => format!("P{n}D"),
        "uri" | "iri" | "url" => format!("https://example.com/{n}"),
        "uri-reference" | "iri-reference" => format!("/example/{n}"),
        "uri-template" => format!("/example/{{id}}/{n}"),
        "email" | "idn-email" => format!("user{n}@example.com"),
        "hostname" | "idn-hostname" => format!("host{n}.example.com"),
        "ipv4" => format!("192.0.2.{n}"),
        "ipv6" => format!("2001:db8::{n}"),
        "byte" => ["dGV4dA==", "bW9jaw==", "ZGF0YQ=="][variant % 3].to_owned(),
        "json-pointer" => format!("/{n}"),
        "relative-json-pointer" => format!("{n}/a"),
        "regex" => format!("^[a-z]{{{n}}}$"),
        _ => return None,
    })
}

/// A longer text of a format that has long ones.
fn longer(name: &str, least: usize) -> Option<String> {
    let filler = |used: usize| "x".repeat(least.saturating_sub(used));
    Some(match name {
        "uri" | "iri" => format!("https://example.com/{}", filler(20)),
        "uri-reference" | "iri-reference" | "uri-template" | "json-pointer" => format!("/{}", filler(1)),
        "byte" => "AAAA".repeat(least.div_ceil(4)),
        _ => return None,
    })
}
