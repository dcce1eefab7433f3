//! Who is faster at one thing.

use std::time::Instant;

/// Something that is done over and over.
pub type Work<'w> = Box<dyn FnMut() + 'w>;

/// What was measured of one contestant.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Nanoseconds for one time.
    pub nanoseconds: f64,
    /// How long the first contestant takes, over this.
    pub ratio: f64,
}

/// They take turns, so that a machine that slows down slows all of them, and a ratio is that of two neighbours, of which
/// the median counts.
pub fn run(contestants: &mut [Work<'_>]) -> Vec<Measured> {
    const TURNS: usize = 151;
    /// Nanoseconds: so short that most turns pass without anybody else coming in between.
    const TURN: f64 = 2e5;
    let first = contestants.first_mut().map_or(1.0, |contestant| {
        time(5, contestant);
        time(5, contestant)
    });
    let times = ((TURN / first) as u32).clamp(1, 20_000);
    let mut turns: Vec<Vec<f64>> = vec![Vec::new(); contestants.len()];
    for _ in 0..TURNS {
        for (contestant, turns) in contestants.iter_mut().zip(&mut turns) {
            turns.push(time(times, contestant));
        }
    }
    turns
        .iter()
        .map(|own| Measured {
            nanoseconds: median(own.iter().copied()),
            ratio: median(turns[0].iter().zip(own).map(|(first, own)| first / own)),
        })
        .collect()
}

fn time(times: u32, work: &mut Work<'_>) -> f64 {
    let start = Instant::now();
    for _ in 0..times {
        work();
    }
    start.elapsed().as_nanos() as f64 / f64::from(times)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
