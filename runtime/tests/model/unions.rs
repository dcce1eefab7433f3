//! Values of one of several types.

use routewright::Model;

use super::{expect, is_valid};

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Cat")]
pub struct Cat {
    pub kind: String,
    pub lives: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Dog")]
pub struct Dog {
    pub kind: String,
    pub barks: bool,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Pet", one_of, discriminator = "kind")]
pub enum Pet {
    #[model(tag = "cat")]
    Cat(Cat),
    #[model(tag = "dog")]
    Dog(Box<Dog>),
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(one_of)]
pub enum Either {
    Cat(Cat),
    Dog(Dog),
    Number(i64),
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(one_of)]
pub enum Overlap {
    Small(#[model(maximum = 10)] i64),
    Number(f64),
}

#[test]
fn a_discriminator_names_the_member() {
    let pet = Pet::from_json(br#"{"lives":9,"kind":"cat"}"#).unwrap();
    assert_eq!(pet, Pet::Cat(Cat { kind: "cat".into(), lives: 9 }));
    assert_eq!(pet.to_json(), br#"{"kind":"cat","lives":9}"#);
    expect::<Pet>(r#"{"kind":"dog"}"#, &[("/barks", "required")]);
    expect::<Pet>(r#"{"kind":"cow"}"#, &[("/kind", "discriminator")]);
    expect::<Pet>(r#"{"lives":9}"#, &[("/kind", "required")]);
    expect::<Pet>("[]", &[("", "type")]);
    expect::<Vec<Pet>>(r#"[{"kind":"dog","barks":1}]"#, &[("/0/barks", "type")]);
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Other")]
pub struct Other {
    pub kind: Option<String>,
    pub legs: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "AnyPet", one_of, discriminator = "kind")]
pub enum AnyPet {
    #[model(tag = "cat")]
    Cat(Cat),
    #[model(fallback)]
    Other(Other),
}

#[test]
fn what_the_discriminator_does_not_name_is_of_the_default() {
    let cat = AnyPet::from_json(br#"{"kind":"cat","lives":9}"#).unwrap();
    assert_eq!(cat, AnyPet::Cat(Cat { kind: "cat".into(), lives: 9 }));
    for (text, kind) in [
        (r#"{"legs":4}"#, None),
        (r#"{"kind":"cow","legs":4}"#, Some("cow")),
        (r#"{"kind":"Other","legs":4}"#, Some("Other")),
    ] {
        let other = AnyPet::Other(Other { kind: kind.map(str::to_owned), legs: 4 });
        assert_eq!(AnyPet::from_json(text.as_bytes()).unwrap(), other, "{text}");
    }
    expect::<AnyPet>(r#"{"kind":"cow"}"#, &[("/legs", "required")]);
    expect::<AnyPet>(r#"{"kind":"cat"}"#, &[("/lives", "required")]);
    expect::<AnyPet>(r#"{"kind":7,"legs":4}"#, &[("/kind", "type")]);
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Animal", one_of, discriminator = "kind")]
pub enum Animal {
    Cat(Cat),
    Dog(Box<Dog>),
}

#[test]
fn a_member_without_a_tag_is_named_by_its_type() {
    let animal = Animal::from_json(br#"{"kind":"Cat","lives":9}"#).unwrap();
    assert_eq!(animal, Animal::Cat(Cat { kind: "Cat".into(), lives: 9 }));
    let animal = Animal::from_json(br#"{"kind":"Dog","barks":true}"#).unwrap();
    assert_eq!(animal, Animal::Dog(Box::new(Dog { kind: "Dog".into(), barks: true })));
    let invalid = Animal::from_json(br#"{"kind":"dog"}"#).unwrap_err();
    assert_eq!(
        invalid.failures().iter().next().unwrap().to_string(),
        "kind: must be one of \"Cat\", \"Dog\""
    );
}

#[test]
fn without_a_discriminator_the_members_are_tried() {
    assert_eq!(Either::from_json(b"4").unwrap(), Either::Number(4));
    assert_eq!(
        Either::from_json(br#"{"kind":"x","barks":true}"#).unwrap(),
        Either::Dog(Dog { kind: "x".into(), barks: true })
    );
    expect::<Either>(r#"{"kind":"x","barks":true,"lives":1}"#, &[("", "oneOf")]);
    expect::<Either>("true", &[("", "type")]);
    expect::<Either>(r#"{"kind":"x"}"#, &[("", "oneOf")]);
    expect::<Vec<Either>>(r#"[4,"x",[]]"#, &[("/1", "type"), ("/2", "type")]);
}

fn told<T: Model>(text: &str) -> Vec<String> {
    let Err(invalid) = T::from_json(text.as_bytes()) else { panic!("{text} is taken") };
    invalid.failures().iter().map(ToString::to_string).collect()
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Created")]
pub struct Created {
    #[model(schema = r#"{"const":"created"}"#)]
    pub event: String,
    pub id: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Renamed")]
pub struct Renamed {
    #[model(schema = r#"{"enum":["renamed","moved"]}"#)]
    pub event: String,
    pub id: i64,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(one_of)]
pub enum Event {
    Created(Created),
    Renamed(Renamed),
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(schema = r#"{"oneOf":[
    {"type":"object","required":["event","id"],"properties":{"event":{"const":"created"},"id":{"type":"integer"}}},
    {"type":"object","required":["event","id","name"],
     "properties":{"event":{"enum":["renamed","moved"]},"id":{"type":"integer"},"name":{"type":"string"}}}]}"#)]
pub struct Checked(pub serde_json::Value);

#[test]
fn what_is_told_is_about_the_nearest_member() {
    for told in [told::<Event>, told::<Checked>] {
        assert_eq!(
            told(r#"{"event":"gone","id":1}"#),
            [r#"event: must be one of "created", "renamed", "moved""#],
            "no member has that name, whichever has the fewest mistakes"
        );
        assert_eq!(told(r#"{"event":"moved","id":1}"#), ["name: is required"]);
        assert_eq!(told(r#"{"event":"created","id":"x"}"#), ["id: must be a whole number"]);
        assert_eq!(told("7"), ["must be an object"]);
    }
    assert_eq!(told::<Event>(r#"{"name":"x"}"#), ["event: is required", "id: is required"]);
    assert_eq!(told::<Either>("true"), ["must be an object or a whole number"]);
    assert_eq!(told::<Either>("1.5"), ["must be an object or a whole number"]);
    assert_eq!(told::<Option<Either>>("true"), ["must be an object, a whole number or null"]);
}

#[test]
fn what_both_members_miss_is_told() {
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Circle {
        at: i64,
        radius: i64,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Square {
        at: i64,
        side: i64,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(one_of)]
    pub enum Form {
        Circle(Circle),
        Square(Square),
    }
    assert_eq!(told::<Form>("{}"), ["at: is required"]);
    assert_eq!(told::<Form>(r#"{"at":1}"#), ["must fit one of the allowed shapes"]);
}

#[test]
fn null_is_named_where_it_would_be_taken_and_only_there() {
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Note {
        plain: Option<String>,
        maybe: routewright::model::Maybe<String>,
        #[model(nullable)]
        known: Option<String>,
        pet: Option<Pet>,
        many: Vec<Option<i64>>,
    }
    for odd in ["5", "[]", "{}"] {
        let text = format!(r#"{{"plain":{odd},"maybe":{odd},"known":{odd},"pet":7,"many":[{odd}]}}"#);
        let many = if odd == "5" { None } else { Some("many/0: must be a whole number or null") };
        let expected = [
            "plain: must be a string",
            "maybe: must be a string or null",
            "known: must be a string or null",
            "pet: must be an object",
        ];
        assert_eq!(told::<Note>(&text), expected.into_iter().chain(many).collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn exactly_one_member_has_to_fit() {
    expect::<Overlap>("4", &[("", "oneOf")]);
    assert_eq!(Overlap::from_json(b"4.5").unwrap(), Overlap::Number(4.5));
}

#[test]
fn ambiguity_within_ambiguity_is_refused_and_not_endless() {
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Left")]
    pub struct Left {
        pub next: Option<Box<Fork>>,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Right")]
    pub struct Right {
        pub next: Option<Box<Fork>>,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Fork", one_of)]
    pub enum Fork {
        Left(Box<Left>),
        Right(Box<Right>),
        Number(i64),
    }
    let nested = |depth| format!("{}1{}", r#"{"next":"#.repeat(depth), "}".repeat(depth));
    assert!(!is_valid::<Fork>(&nested(1)), "both sides fit");
    assert!(is_valid::<Left>(&nested(1)));
    expect::<Fork>(&nested(100), &[("", "json")]);
}
