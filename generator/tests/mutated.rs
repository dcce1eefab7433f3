//! Specs with something wrong in them: whatever it is, the generator neither panics nor writes what is no Rust.
//!
//! Each is a spec of `specs/features` with a few changes at random places. More of them than a test run tries:
//! `ROUTEWRIGHT_MUTATIONS=100000 cargo test -p routewright-generator --test mutated`.

#[expect(dead_code, reason = "the other tests use the rest")]
mod features;

use std::panic::{AssertUnwindSafe, catch_unwind};

use features::{checked, folder, generate, names};
use routewright_generator::load::{Limits, Options, load, load_text};
use routewright_generator::plan::Validation;
use serde_json::{Map, Value, json};

/// How many mutants a test run tries.
const USUAL: u64 = 1500;

#[test]
fn whatever_is_wrong_is_survived() {
    let many =
        std::env::var("ROUTEWRIGHT_MUTATIONS").ok().and_then(|many| many.parse().ok()).unwrap_or(USUAL);
    let specs: Vec<Value> = names().iter().map(|name| read(name)).collect();
    let mut accepted = 0;
    for seed in 0..many {
        let mut random = Random(seed);
        let mut spec = random.of(&specs).clone();
        for _ in 0..=random.below(3) {
            random.change(&mut spec);
        }
        let text = spec.to_string();
        match catch_unwind(AssertUnwindSafe(|| is_accepted(&text))) {
            Ok(is_accepted) => accepted += u64::from(is_accepted),
            Err(_) => panic!("mutant {seed}: {text}"),
        }
    }
    println!("{accepted} of {many} mutants were accepted");
    assert!((many / 10..many).contains(&accepted), "{accepted} of {many}: nothing is tried by such changes");
}

/// Whether code comes of a text. It is Rust then.
fn is_accepted(text: &str) -> bool {
    let Ok(document) = load_text("mutant.json", text, &Limits::default()) else { return false };
    match generate(&document, Validation::default()) {
        Ok(feature) => {
            checked(&feature);
            true
        }
        Err(diagnostics) => {
            assert!(diagnostics.iter().any(|it| it.is_error()), "refused without a word");
            false
        }
    }
}

fn read(name: &str) -> Value {
    let document = load(&folder().join(format!("{name}.yaml")), &Options::default());
    let document = document.unwrap_or_else(|faults| panic!("{name}: {faults}"));
    document.root(document.entry()).to_json()
}

/// Numbers without a pattern, the same ones for the same seed: SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Changes something somewhere.
    fn change(&mut self, spec: &mut Value) {
        let pointers = pointers(spec);
        let other = spec.pointer(self.of::<String>(&pointers)).cloned().unwrap_or_default();
        let odd = self.odd();
        let Some(place) = spec.pointer_mut(self.of::<String>(&pointers)) else { return };
        match (self.below(5), place) {
            (0, place) => *place = other,
            (1, Value::Object(members)) if !members.is_empty() => {
                let name = self.of(&members.keys().cloned().collect::<Vec<_>>()).clone();
                members.remove(&name);
            }
            (2, Value::Object(members)) if !members.is_empty() => self.rename(members),
            (3, Value::Object(members)) => _ = members.insert(self.word(), other),
            (1, Value::Array(items)) => _ = items.pop(),
            (2 | 3, Value::Array(items)) => items.push(other),
            (_, place) => *place = odd,
        }
    }

    fn rename(&mut self, members: &mut Map<String, Value>) {
        let name = self.of(&members.keys().cloned().collect::<Vec<_>>()).clone();
        if let Some(value) = members.remove(&name) {
            members.insert(self.word(), value);
        }
    }

    /// A value that is odd in most places.
    fn odd(&mut self) -> Value {
        let all = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1e300),
            json!(18_446_744_073_709_551_615_u64),
            json!(""),
            json!("\u{0}\"#\n*/"),
            json!([]),
            json!({}),
            json!([null]),
            json!({ "$ref": "#" }),
            json!({ "$ref": "#/components/schemas/Nothing" }),
            json!({ "type": "object", "required": ["self"] }),
            json!({ "oneOf": [{ "type": "string" }, { "enum": [1, "a", null] }] }),
            json!({ "allOf": [{ "$ref": "#" }, { "properties": { "type": { "const": 1 } } }] }),
            json!(["string", "null"]),
        ];
        self.of(&all).clone()
    }

    /// A name: of a keyword, or an odd one.
    fn word(&mut self) -> String {
        const WORDS: [&str; 24] = [
            "$ref",
            "type",
            "items",
            "properties",
            "required",
            "enum",
            "const",
            "default",
            "allOf",
            "oneOf",
            "not",
            "if",
            "additionalProperties",
            "unevaluatedProperties",
            "discriminator",
            "schema",
            "content",
            "in",
            "nullable",
            "format",
            "",
            "fn",
            "a/b~c{d}",
            "\u{e9}\u{1F600}\"",
        ];
        (*self.of(&WORDS)).to_owned()
    }
}

/// Where there are values.
fn pointers(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                let escaped = |name: &String| name.replace('~', "~0").replace('/', "~1");
                open.extend(members.iter().map(|(name, it)| (format!("{pointer}/{}", escaped(name)), it)));
            }
            Value::Array(items) => {
                open.extend(items.iter().enumerate().map(|(index, it)| (format!("{pointer}/{index}"), it)));
            }
            _ => {}
        }
        all.push(pointer);
    }
    all
}
