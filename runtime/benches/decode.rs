//! How long it takes to decode and check, beside serde's derive that only decodes.
//!
//! `cargo bench -p routewright --bench decode` prints a table of ratios. The contestants take turns, so that a machine
//! that slows down slows both.
#![expect(missing_docs, reason = "the types are what is measured, not an interface")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use routewright::Model;

/// The body of a create operation.
#[derive(Clone, Debug, PartialEq, Model)]
pub struct CreatePost {
    #[model(min_length = 1, max_length = 200)]
    pub title: String,
    #[model(min_length = 1)]
    pub content: String,
    #[model(default = false)]
    pub published: bool,
    #[model(max_items = 10, unique_items, items(min_length = 1, max_length = 40))]
    pub tags: Vec<String>,
    #[model(name = "authorId", minimum = 1)]
    pub author_id: i64,
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
pub struct PostPage {
    pub posts: Vec<Post>,
    #[model(minimum = 1)]
    pub page: i64,
    #[model(minimum = 1, maximum = 1000)]
    pub limit: i64,
}

mod plain {
    //! The same types, with serde's derive and no checks.

    #[derive(serde::Deserialize, serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct CreatePost {
        pub title: String,
        pub content: String,
        #[serde(default)]
        pub published: bool,
        pub tags: Vec<String>,
        pub author_id: i64,
    }

    #[derive(serde::Deserialize, serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Post {
        pub id: i64,
        pub title: String,
        pub content: String,
        pub published: bool,
        pub tags: Vec<String>,
        pub created_at: String,
    }

    #[derive(serde::Deserialize, serde::Serialize)]
    pub struct PostPage {
        pub posts: Vec<Post>,
        pub page: i64,
        pub limit: i64,
    }
}

const CREATE: &str = r#"{"title":"Hello route handlers","content":"Some content that is about a hundred and twenty characters long so that it looks like a real post body, more or less.","published":true,"tags":["rust","openapi"],"authorId":7}"#;
const POST: &str = r#"{"id":7,"title":"Hello route handlers","content":"Some content that is about a hundred and twenty characters long so that it looks like a real post body, more or less.","published":true,"tags":["rust","openapi"],"createdAt":"2026-01-01T00:00:00Z"}"#;

fn main() {
    let list = format!(r#"{{"posts":[{}],"page":1,"limit":400}}"#, vec![POST; 400].join(","));
    println!("{:<34}{:>12}{:>12}{:>8}", "", "routewright", "serde", "ratio");
    row(
        "decode + check a create body",
        40_000,
        || drop(black_box(CreatePost::from_json(CREATE.as_bytes()))),
        || drop(black_box(serde_json::from_slice::<plain::CreatePost>(CREATE.as_bytes()))),
    );
    row(
        &format!("decode + check a list of {} kB", list.len() / 1000),
        150,
        || drop(black_box(PostPage::from_json(list.as_bytes()))),
        || drop(black_box(serde_json::from_slice::<plain::PostPage>(list.as_bytes()))),
    );
    let ours = PostPage::from_json(list.as_bytes()).expect("the list is valid");
    let plain: plain::PostPage = serde_json::from_str(&list).expect("the list is valid");
    row(
        "encode the list",
        150,
        || drop(black_box(ours.to_json())),
        || drop(black_box(serde_json::to_vec(&plain))),
    );
}

/// Lets both run by turns, and prints the median time of each and the median of the ratios.
fn row(name: &str, times: u32, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    const TURNS: usize = 31;
    let mut turns: Vec<(f64, f64)> =
        (0..TURNS).map(|_| (time(times, &mut ours), time(times, &mut theirs))).collect();
    turns.remove(0);
    let ratio = median(turns.iter().map(|(ours, theirs)| ours / theirs));
    let (a, b) = (median(turns.iter().map(|turn| turn.0)), median(turns.iter().map(|turn| turn.1)));
    println!("{name:<34}{a:>9.0} ns{b:>9.0} ns{ratio:>8.2}");
}

fn time(times: u32, work: &mut impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..times {
        work();
    }
    let spent: Duration = start.elapsed();
    spent.as_nanos() as f64 / f64::from(times)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
