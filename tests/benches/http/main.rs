//! `cargo bench -p routewright-tests --bench http`
//!
//! Requests per second and processor time per request of the two operations that an API mostly consists of, shaped as
//! the blog's: reading a post and creating one. The same API is served by generated code on routewright, by hand on axum
//! with serde and `validator`, and by hand on bare hyper with serde and no checks at all.
//!
//! The ratios are routewright's numbers over those of the other: above one is good for requests per second, below one for
//! processor time.
//!
//! Each server is a process of its own with one thread. Their runs are short and take turns, and a ratio is that of two runs
//! of the same round, of which the median counts: so a noisy neighbour disturbs all of them alike. Nothing leaves the
//! loopback interface.

mod by_hand;
mod generated;
mod load;
mod on_axum;
mod on_hyper;
mod on_routewright;
mod post;
mod process;

use std::time::Duration;

use load::{Request, Run};
use process::Process;

/// How long one run takes, and how many there are of each kind.
const RUN: Duration = Duration::from_millis(400);
const ROUNDS: usize = 25;

/// Who takes part; routewright is first, as its numbers are what the others are divided by.
const SERVERS: [&str; 3] = ["routewright", "axum", "hyper"];

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("serve") {
        return serve(&arguments.next().unwrap_or_default());
    }
    let servers: Vec<Process> = SERVERS.into_iter().map(Process::start).collect();
    println!("{:<8} {:<12} {:>12} {:>8} {:>14} {:>8}", "", "", "requests/s", "ratio", "CPU/request", "ratio");
    for (name, request) in [("read", Request::read()), ("create", Request::create())] {
        for server in &servers {
            request.check(server.address());
        }
        let mut runs: Vec<Vec<Run>> = vec![Vec::new(); servers.len()];
        for _ in 0..ROUNDS {
            for (server, runs) in servers.iter().zip(&mut runs) {
                runs.push(load::run(server, &request, RUN));
            }
        }
        print(name, &runs);
    }
}

fn serve(name: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let served = runtime.and_then(|runtime| {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            println!("{}", listener.local_addr()?);
            match name {
                "routewright" => on_routewright::serve(listener).await,
                "axum" => on_axum::serve(listener).await,
                _ => on_hyper::serve(listener).await,
            }
        })
    });
    if let Err(error) = served {
        eprintln!("{name}: {error}");
    }
}

fn print(name: &str, runs: &[Vec<Run>]) {
    for (server, others) in SERVERS.iter().zip(runs) {
        let ratio =
            |of: fn(&Run) -> f64| median(runs[0].iter().zip(others).map(|(one, other)| of(one) / of(other)));
        println!(
            "{name:<8} {server:<12} {:>12.0} {:>8.2} {:>11.2} µs {:>8.2}",
            median(others.iter().map(Run::rate)),
            ratio(Run::rate),
            median(others.iter().map(Run::cost)) * 1e6,
            ratio(Run::cost),
        );
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
