//! What must be refused, with a place.

use std::fmt::Write;

use regex::Regex;

use crate::attack::{Attack, brief};

/// What every document starts with.
const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Evil, version: '1'}\n";

/// A document with components.
fn components(schemas: &str) -> String {
    format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}")
}

/// A document with an operation that answers with a schema.
fn answering(schema: &str) -> String {
    format!(
        "{HEAD}paths:\n  /posts:\n    get:\n      responses:\n        '200':\n          description: Posts.\n          \
         content:\n            application/json:\n              schema: {schema}\n"
    )
}

fn refused(name: &str, document: impl AsRef<[u8]>) -> String {
    let attack = Attack::with(document);
    let said = attack.usage.stderr.clone();
    assert!(attack.is_refused(name), "{name} was accepted");
    assert!(!attack.project().join("src").exists(), "{name}: a project was written");
    let place = Regex::new(r"\.yaml:\d+:\d+: error: ").expect("a pattern");
    assert!(place.is_match(&said), "{name}: no place in\n{}", brief(&said));
    assert!(said.len() < 100_000, "{name}: a message of {} bytes", said.len());
    said
}

#[test]
fn aliases_that_multiply() {
    let mut document =
        format!("{HEAD}paths: {{}}\nx-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..=12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(document, "x-{level}: &a{level} [{aliases}]");
    }
    refused("aliases that multiply", document);
}

#[test]
fn nesting_without_end() {
    for (name, open) in [("lists", "["), ("objects", "{a: "), ("lists in JSON", "[")] {
        let deep = open.repeat(100_000);
        refused(name, format!("{HEAD}paths: {{}}\nx-deep: {deep}"));
    }
    let mut document = format!("{HEAD}paths: {{}}\nx-deep:\n");
    for level in 0..3000 {
        let _ = writeln!(document, "{}a:", " ".repeat(level + 1));
    }
    refused("objects by indentation", document);
}

#[test]
fn schemas_nested_without_end() {
    let deep = format!("{}{{}}{}", "{type: array, items: ".repeat(20_000), "}".repeat(20_000));
    refused("schemas", answering(&deep));
}

#[test]
fn references_that_lead_outside() {
    for (name, target) in [
        ("a URL", "https://example.com/schema.json"),
        ("a URL of another kind", "file:///etc/passwd"),
        ("a URL without scheme", "//example.com/schema.json"),
        ("an absolute path", "/etc/passwd"),
        ("a device", "/dev/zero"),
        ("a path upwards", "../../../../../../../../etc/passwd"),
        ("an encoded path upwards", "..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd"),
        ("a path of Windows", "C:\\Windows\\win.ini"),
        ("a folder", "."),
        ("nothing there", "missing.yaml#/a"),
    ] {
        let said = refused(name, answering(&format!("{{$ref: {target:?}}}")));
        assert!(!said.contains("root:"), "{name} was read: {}", brief(&said));
    }
}

#[test]
fn references_in_a_circle() {
    refused("a reference to itself", components("    A: {$ref: '#/components/schemas/A'}\n"));
    refused(
        "two references to each other",
        components("    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n"),
    );
    let mut chain = String::new();
    for index in 0..5000 {
        let _ = writeln!(chain, "    A{index}: {{$ref: '#/components/schemas/A{}'}}", (index + 1) % 5000);
    }
    refused("a long circle", components(&chain));
}

#[test]
fn documents_that_are_none() {
    refused("nothing", "");
    refused("a list", "[]");
    refused("a text", "hello");
    refused("no paths, no version", "a: 1\n");
    refused("zeros", vec![0; 4096]);
    refused("two documents", format!("{HEAD}paths: {{}}\n---\n{HEAD}paths: {{}}\n"));
    refused("an unclosed quote", format!("{HEAD}paths: {{}}\nx-a: \"\n"));
    refused("one name twice", format!("{HEAD}paths: {{}}\ninfo: {{title: Other, version: '1'}}\n"));
}

#[test]
fn bytes_that_are_no_text() {
    let attack = Attack::with(b"openapi: 3.1.0\ninfo: \xff\xfe\n");
    assert!(attack.is_refused("bytes that are no text"));
    // Where there is no text, there is no line to show.
    let said = &attack.usage.stderr;
    assert!(said.contains("evil.yaml") && said.contains("line 2"), "{said}");
}

#[test]
fn numbers_that_are_none() {
    for value in [".nan", ".inf", "many", "{a: 1}", "[1]"] {
        refused(value, answering(&format!("{{type: integer, maximum: {value}}}")));
    }
    refused("less than nothing", answering("{type: string, minLength: -1}"));
}
