//! The types as one writes them by hand with serde, and what `validator` and `garde` need to check them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate as _;

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
#[serde(rename_all = "camelCase")]
pub struct CreatePost {
    #[validate(length(min = 1, max = 200))]
    #[garde(length(chars, min = 1, max = 200))]
    pub title: String,
    #[validate(length(min = 1))]
    #[garde(length(chars, min = 1))]
    pub content: String,
    #[serde(default)]
    #[garde(skip)]
    pub published: bool,
    #[validate(length(max = 10), custom(function = "tags"))]
    #[garde(length(max = 10), inner(length(chars, min = 1, max = 40)))]
    pub tags: Vec<String>,
    #[validate(range(min = 1))]
    #[garde(range(min = 1))]
    pub author_id: i64,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Order {
    #[garde(skip)]
    pub id: Uuid,
    #[validate(nested)]
    #[garde(dive)]
    pub customer: Customer,
    #[validate(length(min = 1, max = 100), nested)]
    #[garde(length(min = 1, max = 100), dive)]
    pub lines: Vec<Line>,
    #[validate(length(max = 2000))]
    #[garde(length(chars, max = 2000))]
    pub note: Option<String>,
    #[validate(range(min = 0))]
    #[garde(range(min = 0))]
    pub total: i64,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Customer {
    #[validate(length(min = 1, max = 100))]
    #[garde(length(chars, min = 1, max = 100))]
    pub name: String,
    #[validate(length(min = 3, max = 200))]
    #[garde(length(chars, min = 3, max = 200))]
    pub email: String,
    #[validate(nested)]
    #[garde(dive)]
    pub address: Address,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Address {
    #[validate(length(min = 1, max = 200))]
    #[garde(length(chars, min = 1, max = 200))]
    pub street: String,
    #[validate(length(min = 1, max = 100))]
    #[garde(length(chars, min = 1, max = 100))]
    pub city: String,
    #[validate(length(min = 3, max = 12))]
    #[garde(length(chars, min = 3, max = 12))]
    pub zip: String,
    #[validate(length(min = 2, max = 2))]
    #[garde(length(chars, min = 2, max = 2))]
    pub country: String,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Line {
    #[validate(length(min = 4, max = 24))]
    #[garde(length(chars, min = 4, max = 24))]
    pub sku: String,
    #[validate(length(min = 1, max = 200))]
    #[garde(length(chars, min = 1, max = 200))]
    pub title: String,
    #[validate(range(min = 1, max = 1000))]
    #[garde(range(min = 1, max = 1000))]
    pub quantity: i64,
    #[validate(range(min = 0))]
    #[garde(range(min = 0))]
    pub cents: i64,
    #[validate(range(min = 0.0, max = 1.0))]
    #[garde(range(min = 0.0, max = 1.0))]
    pub discount: f64,
    #[garde(skip)]
    pub gift: bool,
    #[validate(length(max = 5), custom(function = "options"))]
    #[garde(length(max = 5), inner(length(chars, min = 1, max = 30)))]
    pub options: Vec<String>,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    #[validate(range(min = 1))]
    #[garde(range(min = 1))]
    pub id: i64,
    #[validate(length(min = 1, max = 200))]
    #[garde(length(chars, min = 1, max = 200))]
    pub title: String,
    #[validate(length(min = 1))]
    #[garde(length(chars, min = 1))]
    pub content: String,
    #[garde(skip)]
    pub published: bool,
    #[validate(length(max = 10))]
    #[garde(length(max = 10))]
    pub tags: Vec<String>,
    #[validate(length(min = 10))]
    #[garde(length(chars, min = 10))]
    pub created_at: String,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Posts {
    #[validate(nested)]
    #[garde(dive)]
    pub posts: Vec<Post>,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Texts {
    #[validate(custom(function = "texts"))]
    #[garde(inner(length(chars, min = 1, max = 500)))]
    pub texts: Vec<String>,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Numbers {
    #[validate(custom(function = "whole"))]
    #[garde(inner(range(min = 0, max = 1_000_000)))]
    pub whole: Vec<i64>,
    #[validate(custom(function = "parts"))]
    #[garde(inner(range(min = -1000.0, max = 1000.0)))]
    pub parts: Vec<f64>,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Counts {
    #[validate(length(min = 1), custom(function = "counts"))]
    #[garde(length(min = 1), custom(no_negative))]
    pub counts: BTreeMap<String, i64>,
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Events {
    #[validate(nested)]
    #[garde(dive)]
    pub events: Vec<Event>,
}

macro_rules! events {
    ($($name:ident $tag:literal)*) => {
        #[derive(Deserialize, Serialize, garde::Validate)]
        #[serde(tag = "kind")]
        pub enum Event {
            $(#[serde(rename = $tag)] $name(#[garde(dive)] Detail),)*
        }

        impl validator::Validate for Event {
            fn validate(&self) -> Result<(), validator::ValidationErrors> {
                match self {
                    $(Self::$name(detail) => detail.validate(),)*
                }
            }
        }
    };
}
events! {
    E00 "e00" E01 "e01" E02 "e02" E03 "e03" E04 "e04" E05 "e05" E06 "e06" E07 "e07" E08 "e08" E09 "e09"
    E10 "e10" E11 "e11" E12 "e12" E13 "e13" E14 "e14" E15 "e15" E16 "e16" E17 "e17" E18 "e18" E19 "e19"
}

#[derive(Deserialize, Serialize, validator::Validate, garde::Validate)]
pub struct Detail {
    #[validate(length(min = 1, max = 100))]
    #[garde(length(chars, min = 1, max = 100))]
    pub subject: String,
    #[validate(range(min = 0))]
    #[garde(range(min = 0))]
    pub amount: i64,
    #[garde(skip)]
    pub done: bool,
}

/// `validator` has no rules for elements; one writes a function.
fn elements(all_right: bool) -> Result<(), validator::ValidationError> {
    if all_right { Ok(()) } else { Err(validator::ValidationError::new("elements")) }
}

fn is_long(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().count())
}

fn tags(tags: &[String]) -> Result<(), validator::ValidationError> {
    elements(tags.iter().all(|tag| is_long(tag, 1, 40)))
}

fn options(options: &[String]) -> Result<(), validator::ValidationError> {
    elements(options.iter().all(|option| is_long(option, 1, 30)))
}

fn texts(texts: &[String]) -> Result<(), validator::ValidationError> {
    elements(texts.iter().all(|text| is_long(text, 1, 500)))
}

fn whole(numbers: &[i64]) -> Result<(), validator::ValidationError> {
    elements(numbers.iter().all(|number| (0..=1_000_000).contains(number)))
}

fn parts(numbers: &[f64]) -> Result<(), validator::ValidationError> {
    elements(numbers.iter().all(|number| (-1000.0..=1000.0).contains(number)))
}

/// Nor has `garde` rules for the values of a map.
fn no_negative(counts: &BTreeMap<String, i64>, _: &()) -> garde::Result {
    if counts.values().all(|count| *count >= 0) { Ok(()) } else { Err(garde::Error::new("negative")) }
}

fn counts(counts: &BTreeMap<String, i64>) -> Result<(), validator::ValidationError> {
    elements(counts.values().all(|count| *count >= 0))
}
