//! A running program that is asked about values, one after the other.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a type says about a value.
pub enum Answer {
    /// It reads it, and this is what it writes.
    Read(Value),
    /// It refuses it, for this reason.
    Refused(String),
    /// It says nothing that can be understood, or nothing at all.
    Broken(String),
}

/// A program that knows types.
pub struct Asked {
    program: PathBuf,
    running: Option<Running>,
}

struct Running {
    child: Child,
    questions: ChildStdin,
    answers: Receiver<String>,
}

impl Asked {
    /// A program that is started when it is asked.
    pub fn new(program: &Path) -> Self {
        Self { program: program.to_owned(), running: None }
    }

    /// Asks a type, by its number, about a value.
    pub fn ask(&mut self, of: usize, value: &Value) -> Answer {
        match self.line(&format!("{of}\t{value}\n")) {
            Ok(line) => answer(&line),
            Err(reason) => {
                // The next question is for another one.
                self.running = None;
                Answer::Broken(reason)
            }
        }
    }

    fn line(&mut self, question: &str) -> Result<String, String> {
        let running = match &mut self.running {
            Some(running) => running,
            none => none.insert(Running::start(&self.program)?),
        };
        running.questions.write_all(question.as_bytes()).map_err(|error| error.to_string())?;
        running
            .answers
            .recv_timeout(PATIENCE)
            .map_err(|error| format!("the program does not answer: {error}"))
    }
}

impl Running {
    fn start(program: &Path) -> Result<Self, String> {
        let mut command = Command::new(program);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} does not start: {error}", program.display()))?;
        let questions = child.stdin.take().ok_or("no input")?;
        let output = child.stdout.take().ok_or("no output")?;
        let (sender, answers) = sync_channel(1);
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, questions, answers })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(line: &str) -> Answer {
    match line.split_once(' ') {
        Some(("read", json)) => match serde_json::from_str(json) {
            Ok(value) => Answer::Read(value),
            Err(error) => Answer::Broken(format!("it writes what is not JSON: {error}: {json}")),
        },
        Some(("refused", reason)) => Answer::Refused(reason.to_owned()),
        _ => Answer::Broken(line.to_owned()),
    }
}
