//! Members that did not come, and what they are then.

use routewright::{Date, Model};

use super::unions::{Cat, Pet};
use super::{Status, expect, is_valid};

#[test]
fn defaults_are_read_as_their_types() {
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(one_of)]
    enum Width {
        Name(Status),
        #[model(minimum = 0)]
        Number(f64),
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    struct Defaults {
        #[model(default = "2026-01-31")]
        since: Date,
        #[model(default = "live")]
        width: Width,
        #[model(default = 0.5)]
        height: Width,
        #[model(default = "x", pattern = "^[a-z]+$")]
        name: String,
    }
    let defaults = Defaults::from_json(b"{}").expect("all have defaults");
    assert_eq!(defaults.since.to_string(), "2026-01-31");
    assert_eq!((defaults.width, defaults.height), (Width::Name(Status::Live), Width::Number(0.5)));
    assert_eq!(defaults.name, "x");
}

#[test]
fn a_default_is_for_what_is_absent_and_not_for_null() {
    #[derive(Clone, Debug, PartialEq, Model)]
    struct Note {
        #[model(nullable, default = "calm")]
        mood: Option<String>,
    }
    let mood = |json: &str| Note::from_json(json.as_bytes()).expect("a note").mood;
    assert_eq!(mood("{}").as_deref(), Some("calm"));
    assert_eq!(mood(r#"{"mood":null}"#), None);
    assert_eq!(mood(r#"{"mood":"wild"}"#).as_deref(), Some("wild"));
    assert_eq!(Note { mood: None }.to_json(), br#"{"mood":null}"#, "or the reader would take it for calm");
}

#[test]
fn a_default_of_a_union_is_the_member_that_its_discriminator_names() {
    #[derive(Clone, Debug, PartialEq, Model)]
    struct Owner {
        #[model(default_json = r#"{"lives":9,"kind":"cat"}"#)]
        pet: Pet,
    }
    let owner = Owner::from_json(b"{}").expect("it has a default");
    assert_eq!(owner.pet, Pet::Cat(Cat { kind: "cat".into(), lives: 9 }));
}

#[test]
fn a_default_that_its_type_does_not_take_is_none() {
    #[derive(Clone, Debug, PartialEq, Model)]
    struct Wrong {
        #[model(default = "tomorrow")]
        until: Date,
    }
    expect::<Wrong>("{}", &[("/until", "required")]);
    assert!(is_valid::<Wrong>(r#"{"until":"2026-01-31"}"#));
}
