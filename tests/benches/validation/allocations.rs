//! `cargo bench -p routewright-tests --bench allocations`
//!
//! How many times memory is allocated to read a body and to check everything in it, and to write it, beside the same types
//! derived by serde and not checked. It is apart from the times because counting takes time.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod by_hand;
mod ours;
mod sample;

use std::hint::black_box;

use routewright::Model;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn main() {
    println!("{:<14}{:>10}{:>8}{:>14}{:>8}", "", "read: ours", "serde", "write: ours", "serde");
    count::<ours::CreatePost, by_hand::CreatePost>("small", sample::small());
    count::<ours::Order, by_hand::Order>("medium", sample::medium());
    count::<ours::Posts, by_hand::Posts>("large", sample::large());
    count::<ours::Texts, by_hand::Texts>("escapes", sample::escapes());
    count::<ours::Numbers, by_hand::Numbers>("numbers", sample::numbers());
    count::<ours::Events, by_hand::Events>("unions", sample::unions());
    count::<ours::Counts, by_hand::Counts>("maps", sample::maps());
    count::<ours::Order, by_hand::Order>("medium, 50 mistakes", sample::medium_with(50));
    count::<ours::Posts, by_hand::Posts>("large, 50 mistakes", sample::large_with(50));
}

fn count<O: Model, T: DeserializeOwned + Serialize>(name: &str, value: serde_json::Value) {
    let text = value.to_string();
    let ours = allocations(|| _ = black_box(O::from_json(text.as_bytes())));
    let theirs = allocations(|| drop(black_box(serde_json::from_slice::<T>(text.as_bytes()))));
    print!("{name:<20}{ours:>4}{theirs:>8}");
    if let (Ok(ours), Ok(theirs)) = (O::from_json(text.as_bytes()), serde_json::from_str::<T>(&text)) {
        let ours = allocations(|| drop(black_box(ours.to_json())));
        let theirs = allocations(|| drop(black_box(serde_json::to_vec(&theirs))));
        print!("{ours:>14}{theirs:>8}");
    }
    println!();
}

fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}
