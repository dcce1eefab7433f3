//! What a command costs: its time, the processor time of it and of all that it starts, and its memory.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running command is looked at.
const TICK: Duration = Duration::from_millis(10);

/// The unit of processor time in `/proc`, which Linux fixes at a hundredth of a second for programs.
const CLOCK: Duration = Duration::from_millis(10);

/// How far a command may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long it may take.
    pub time: Duration,
    /// How many bytes of memory it may have, those of commands that it starts left aside.
    pub memory: u64,
}

impl Limits {
    /// As good as none.
    pub const NONE: Limits = Limits { time: Duration::from_secs(24 * 3600), memory: u64::MAX };
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself, well.
    Success,
    /// By itself, with this code.
    Failure(Option<i32>),
    /// It took too long.
    Timeout,
    /// It took too much memory.
    Memory,
}

/// What a command did and cost.
#[derive(Clone, Debug)]
pub struct Usage {
    /// How it ended.
    pub end: End,
    /// How long it took.
    pub time: Duration,
    /// The processor time of it and of everything that it waited for. Right only while one command runs at a time.
    pub processor: Duration,
    /// The most memory it had at once, as far as it was looked at.
    pub memory: u64,
    /// What it printed.
    pub stdout: String,
    /// What it printed to its other stream.
    pub stderr: String,
}

/// Runs a command within limits.
///
/// # Panics
/// When it cannot be started.
pub fn run(command: &mut Command, limits: Limits) -> Usage {
    let (before, started) = (children_time(), Instant::now());
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let (stdout, stderr) = (reading(child.stdout.take()), reading(child.stderr.take()));
    let (end, memory) = wait(&mut child, limits, started);
    let time = started.elapsed();
    Usage {
        end,
        time,
        processor: children_time().saturating_sub(before),
        memory,
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
    }
}

fn wait(child: &mut Child, limits: Limits, started: Instant) -> (End, u64) {
    let mut memory = 0;
    loop {
        memory = memory.max(peak_memory(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().ok().flatten() {
            return (ended(status), memory);
        }
        let over = if memory > limits.memory {
            Some(End::Memory)
        } else {
            (started.elapsed() > limits.time).then_some(End::Timeout)
        };
        if let Some(end) = over {
            let _ = child.kill();
            let _ = child.wait();
            return (end, memory);
        }
        thread::sleep(TICK);
    }
}

fn ended(status: ExitStatus) -> End {
    if status.success() { End::Success } else { End::Failure(status.code()) }
}

fn reading(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// The processor time of every process that this one started and waited for, and of theirs.
fn children_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may itself have spaces. cutime and cstime are fields 16 and 17.
    let fields: Vec<&str> =
        stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
    CLOCK * (ticks(13) + ticks(14))
}

fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}
