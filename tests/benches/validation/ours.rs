//! The types as they derive `Model`: what a generated project has.

use routewright::{Map, Model, Uuid};

#[derive(Clone, Debug, PartialEq, Model)]
pub struct CreatePost {
    #[model(min_length = 1, max_length = 200)]
    pub title: String,
    #[model(min_length = 1)]
    pub content: String,
    #[model(default = false)]
    pub published: bool,
    #[model(max_items = 10, items(min_length = 1, max_length = 40))]
    pub tags: Vec<String>,
    #[model(name = "authorId", minimum = 1)]
    pub author_id: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Order {
    pub id: Uuid,
    pub customer: Customer,
    #[model(min_items = 1, max_items = 100)]
    pub lines: Vec<Line>,
    #[model(max_length = 2000)]
    pub note: Option<String>,
    #[model(minimum = 0)]
    pub total: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Customer {
    #[model(min_length = 1, max_length = 100)]
    pub name: String,
    #[model(min_length = 3, max_length = 200)]
    pub email: String,
    pub address: Address,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Address {
    #[model(min_length = 1, max_length = 200)]
    pub street: String,
    #[model(min_length = 1, max_length = 100)]
    pub city: String,
    #[model(min_length = 3, max_length = 12)]
    pub zip: String,
    #[model(min_length = 2, max_length = 2)]
    pub country: String,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Line {
    #[model(min_length = 4, max_length = 24)]
    pub sku: String,
    #[model(min_length = 1, max_length = 200)]
    pub title: String,
    #[model(minimum = 1, maximum = 1000)]
    pub quantity: i64,
    #[model(minimum = 0)]
    pub cents: i64,
    #[model(minimum = 0, maximum = 1)]
    pub discount: f64,
    pub gift: bool,
    #[model(max_items = 5, items(min_length = 1, max_length = 30))]
    pub options: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Post {
    #[model(minimum = 1)]
    pub id: i64,
    #[model(min_length = 1, max_length = 200)]
    pub title: String,
    #[model(min_length = 1)]
    pub content: String,
    pub published: bool,
    #[model(max_items = 10)]
    pub tags: Vec<String>,
    #[model(name = "createdAt", min_length = 10)]
    pub created_at: String,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Posts {
    pub posts: Vec<Post>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Texts {
    #[model(items(min_length = 1, max_length = 500))]
    pub texts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Numbers {
    #[model(items(minimum = 0, maximum = 1_000_000))]
    pub whole: Vec<i64>,
    #[model(items(minimum = -1000, maximum = 1000))]
    pub parts: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Counts {
    #[model(min_properties = 1, values(minimum = 0))]
    pub counts: Map<i64>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Events {
    pub events: Vec<Event>,
}

macro_rules! events {
    ($($name:ident $kind:ident $tag:literal)*) => {
        #[derive(Clone, Debug, PartialEq, Model)]
        #[model(name = "Event", one_of, discriminator = "kind")]
        pub enum Event {
            $(#[model(tag = $tag)] $name($name),)*
        }

        $(
            #[derive(Clone, Copy, Debug, PartialEq, Model)]
            pub enum $kind {
                #[model(value = $tag)]
                Is,
            }

            #[derive(Clone, Debug, PartialEq, Model)]
            #[model(name = $tag)]
            pub struct $name {
                pub kind: $kind,
                #[model(min_length = 1, max_length = 100)]
                pub subject: String,
                #[model(minimum = 0)]
                pub amount: i64,
                pub done: bool,
            }
        )*
    };
}
events! {
    E00 K00 "e00" E01 K01 "e01" E02 K02 "e02" E03 K03 "e03" E04 K04 "e04" E05 K05 "e05" E06 K06 "e06" E07 K07 "e07" E08 K08 "e08" E09 K09 "e09"
    E10 K10 "e10" E11 K11 "e11" E12 K12 "e12" E13 K13 "e13" E14 K14 "e14" E15 K15 "e15" E16 K16 "e16" E17 K17 "e17" E18 K18 "e18" E19 K19 "e19"
}
