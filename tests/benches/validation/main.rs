//! `cargo bench -p routewright-tests --bench validation`
//!
//! How long it takes to read a body and to check everything in it, and to write one, beside:
//!
//! - `serde`: the same types derived by serde, read from bytes and not checked at all;
//! - `validator` and `garde`: the same, checked by these crates afterwards;
//! - `jsonschema`: a `serde_json::Value`, held against the schema of our type;
//! - `copy`: a copy of the value that ours reads, made and dropped: what memory alone takes, for anybody who returns such a
//!   value;
//! - `ajv` and `zod`: JSON.parse, then these, in node.
//!
//! Times are in microseconds; behind each stands how many times longer that is than ours, the median of runs that took
//! turns. Node's runs are apart from the others.
//!
//! Names of samples behind `--` measure only these, and without node.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod by_hand;
mod contest;
mod javascript;
mod ours;
mod sample;

use std::hint::black_box;

use contest::Measured;
use javascript::Times;
use routewright::Model;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn main() {
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let is_wanted = |name: &str| only.is_empty() || only.iter().any(|wanted| wanted == name);
    let samples = samples().into_iter().filter(|(name, _)| is_wanted(name));
    let texts: Vec<(&str, String)> = samples.map(|(name, value)| (name, value.to_string())).collect();
    let times = if only.is_empty() { javascript::measure(&texts) } else { None };
    let headings = ["ours", "serde", "validator", "garde", "jsonschema", "copy", "ajv", "zod"];
    print!("{:<22}", "read and check");
    headings.iter().for_each(|heading| print!("{heading:>17}"));
    println!();
    for (name, text) in &texts {
        let measured = match name.split('-').next() {
            Some("small") => read::<ours::CreatePost, by_hand::CreatePost>(text),
            Some("medium") => read::<ours::Order, by_hand::Order>(text),
            Some("large") => read::<ours::Posts, by_hand::Posts>(text),
            Some("escapes") => read::<ours::Texts, by_hand::Texts>(text),
            Some("numbers") => read::<ours::Numbers, by_hand::Numbers>(text),
            Some("unions") => read::<ours::Events, by_hand::Events>(text),
            _ => read::<ours::Counts, by_hand::Counts>(text),
        };
        print(name, text.len(), &measured, times.as_ref());
    }
    println!("\n{:<22}{:>17}{:>17}", "write", "ours", "serde");
    for (name, text) in &texts {
        let measured = match *name {
            "small" => write::<ours::CreatePost, by_hand::CreatePost>(text),
            "medium" => write::<ours::Order, by_hand::Order>(text),
            "large" => write::<ours::Posts, by_hand::Posts>(text),
            "escapes" => write::<ours::Texts, by_hand::Texts>(text),
            "numbers" => write::<ours::Numbers, by_hand::Numbers>(text),
            "unions" => write::<ours::Events, by_hand::Events>(text),
            "maps" => write::<ours::Counts, by_hand::Counts>(text),
            _ => continue,
        };
        print(name, text.len(), &measured, None);
    }
}

fn samples() -> Vec<(&'static str, Value)> {
    vec![
        ("small", sample::small()),
        ("medium", sample::medium()),
        ("large", sample::large()),
        ("escapes", sample::escapes()),
        ("numbers", sample::numbers()),
        ("unions", sample::unions()),
        ("maps", sample::maps()),
        ("medium-1", sample::medium_with(1)),
        ("medium-50", sample::medium_with(50)),
        ("large-1", sample::large_with(1)),
        ("large-50", sample::large_with(50)),
    ]
}

/// Everybody reads the text and says whether it is valid; those who check agree.
fn read<O, T>(text: &str) -> Vec<Measured>
where
    O: Model + Clone,
    T: DeserializeOwned + validator::Validate + garde::Validate<Context = ()>,
{
    let bytes = text.as_bytes();
    let by_hand = || serde_json::from_slice::<T>(bytes).expect("serde reads it");
    let schema = routewright::describe::schemars_of(O::table()).to_value();
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let schema_says =
        || serde_json::from_slice::<Value>(bytes).is_ok_and(|value| schema.iter_errors(&value).count() == 0);
    let verdicts = [
        O::from_json(bytes).is_ok(),
        validator::Validate::validate(&by_hand()).is_ok(),
        garde::Validate::validate(&by_hand()).is_ok(),
        schema_says(),
    ];
    assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "they disagree: {verdicts:?}");
    let ours = O::from_json(bytes);
    let mut contestants: Vec<contest::Work<'_>> = vec![
        Box::new(|| drop(black_box(O::from_json(bytes)))),
        Box::new(|| drop(black_box(by_hand()))),
        Box::new(|| {
            let value = by_hand();
            _ = black_box(validator::Validate::validate(&value));
        }),
        Box::new(|| {
            let value = by_hand();
            _ = black_box(garde::Validate::validate(&value));
        }),
        Box::new(|| _ = black_box(schema_says())),
    ];
    if let Ok(ours) = &ours {
        contestants.push(Box::new(|| drop(black_box(ours.clone()))));
    }
    contest::run(&mut contestants)
}

fn write<O, T>(text: &str) -> Vec<Measured>
where
    O: Model,
    T: DeserializeOwned + serde::Serialize,
{
    let ours = O::from_json(text.as_bytes()).expect("the sample is valid");
    let theirs: T = serde_json::from_str(text).expect("the sample is valid");
    contest::run(&mut [
        Box::new(|| drop(black_box(ours.to_json()))),
        Box::new(|| drop(black_box(serde_json::to_vec(&theirs)))),
    ])
}

fn print(name: &str, bytes: usize, measured: &[Measured], times: Option<&Times>) {
    print!("{name:<12}{bytes:>8} B");
    for one in measured {
        print!("{:>11.2} {:>5.2}", one.nanoseconds / 1000.0, 1.0 / one.ratio);
    }
    let ours = measured.first().map_or(f64::NAN, |ours| ours.nanoseconds);
    if times.is_some() && measured.len() == 5 {
        // Of what is invalid there is no value.
        print!("{:>17}", "-");
    }
    for contestant in ["ajv", "zod"] {
        match times.and_then(|times| times.get(contestant)?.get(name)) {
            Some(nanoseconds) => print!("{:>11.2} {:>5.1}", nanoseconds / 1000.0, nanoseconds / ours),
            None if times.is_none() => {}
            None => print!("{:>17}", "-"),
        }
    }
    println!();
}
