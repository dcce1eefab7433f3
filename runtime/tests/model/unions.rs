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
    expect::<Either>("true", &[("", "oneOf")]);
    expect::<Either>(r#"{"kind":"x"}"#, &[("", "oneOf")]);
    expect::<Vec<Either>>(r#"[4,"x",[]]"#, &[("/1", "oneOf"), ("/2", "oneOf")]);
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
