//! Large, deep and entangled documents.

use std::time::{Duration, Instant};

use super::{differences, with_schema};

/// A document of many schemas.
fn of(count: usize, schema: impl Fn(usize) -> String) -> String {
    let mut text = with_schema("{$ref: '#/components/schemas/S0'}");
    for index in 0..count {
        text.push_str(&format!("    S{index}: {}\n", schema(index)));
    }
    text
}

fn refer(index: usize, count: usize) -> String {
    format!("{{$ref: '#/components/schemas/S{}'}}", index % count)
}

#[test]
fn schemas_that_all_refer_to_each_other() {
    let count = 60;
    let spec = of(count, |index| {
        let members: Vec<String> =
            (0..count).map(|other| format!("p{other}: {}", refer(other + index, count))).collect();
        format!("{{type: object, properties: {{{}}}}}", members.join(", "))
    });
    let started = Instant::now();
    assert_eq!(differences(&spec, &spec), []);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn compositions_that_double_at_every_level() {
    let count = 40;
    let spec = of(count, |index| {
        if index + 1 == count {
            return "{type: object, properties: {a: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}".to_owned();
        }
        let next = refer(index + 1, count);
        format!("{{allOf: [{next}, {next}], properties: {{p{index}: {next}}}}}")
    });
    assert_eq!(differences(&spec, &spec), []);
}

#[test]
fn a_long_chain_of_schemas() {
    let count = 2000;
    let spec =
        of(count, |index| format!("{{type: object, properties: {{next: {}}}}}", refer(index + 1, count)));
    let types = spec.replace("S1999: {type: object,", "S1999: {type: object, required: [next],");
    let found: Vec<String> = differences(&spec, &types).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["/components/schemas/S1999/required: types say \"next\", spec does not say it"]);
}

#[test]
fn unions_of_unions_through_each_other() {
    let count = 30;
    let spec = of(count, |index| {
        let members: Vec<String> = (0..count).map(|other| refer(other, count)).collect();
        format!(
            "{{type: object, required: [a{index}], properties: {{child: {{oneOf: [{}]}}}}}}",
            members.join(", ")
        )
    });
    assert_eq!(differences(&spec, &spec), []);
}
