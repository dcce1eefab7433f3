//! `routewright dev`

mod hints;
mod server;
mod watch;

use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use clap::Args;

use super::build::Build;
use super::generate::hold;
use super::process::TICK;
use super::terminal::Terminal;
use super::{Failure, Target, on_a_large_stack, report};
use crate::project::switch::Room;
use crate::project::{Generation, Project, Understood};
use server::{Address, Server};
use watch::Watch;

/// Saves come in bursts; this much quiet ends one.
const QUIET: Duration = Duration::from_millis(120);

/// Generates, builds and serves a project, and does so again whenever one of its files is saved.
///
/// An error is shown in the terminal, and the last good server keeps answering until the next one is built. Ctrl-C stops.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  routewright dev
  routewright dev --port 8080
  routewright dev --project blog --host 0.0.0.0")]
pub struct Dev {
    #[command(flatten)]
    target: Target,
    /// The port to serve on; 0 for any free one
    #[arg(long, env = "PORT", default_value_t = 3000)]
    port: u16,
    /// The address to serve on
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    host: String,
}

/// What happens outside.
#[derive(Debug)]
enum Event {
    /// Something was saved, somewhere.
    Saved,
    /// Somebody wants this to end.
    Stop,
}

/// Whether to go on.
enum Next {
    Wait,
    Again,
    Stop,
}

impl Dev {
    /// Runs the command.
    pub fn run(self, terminal: Terminal) -> Result<ExitCode, Failure> {
        let project = self.target.find()?;
        terminal.heading(&format!("routewright dev: {}", project.shown()));
        let address = Address { host: self.host, port: self.port }.free()?;
        let (sender, events) = channel();
        stop_on_signals(sender.clone())?;
        let watch = Watch::start(&project, sender);
        let mut session = Session { terminal, project, address, events, watch, server: None };
        session.run();
        Ok(ExitCode::SUCCESS)
    }
}

struct Session {
    terminal: Terminal,
    project: Project,
    address: Address,
    events: Receiver<Event>,
    watch: Watch,
    server: Option<Server>,
}

impl Session {
    fn run(&mut self) {
        let mut next = self.round();
        loop {
            next = match next {
                Next::Stop => break,
                Next::Again => self.round(),
                Next::Wait => self.wait(),
            };
        }
        if let Some(server) = &mut self.server {
            server.stop();
        }
        self.terminal.say("stopped");
    }

    /// Waits for something that is worth a new round.
    fn wait(&mut self) -> Next {
        match self.events.recv_timeout(Duration::from_millis(500)) {
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Next::Stop,
            Ok(Event::Saved) => loop {
                match self.events.recv_timeout(QUIET) {
                    Ok(Event::Saved) => {}
                    Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Next::Stop,
                    Err(RecvTimeoutError::Timeout) => break,
                }
            },
            Err(RecvTimeoutError::Timeout) if self.watch.is_deaf() => {}
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = self.server.as_mut().and_then(Server::has_ended) {
                    self.terminal
                        .note(format!("the server ended ({status}); it starts again at the next save"));
                    self.server = None;
                }
                return Next::Wait;
            }
        }
        match self.watch.news() {
            Some(path) => {
                self.terminal.say(format!("saved {path}"));
                Next::Again
            }
            None => Next::Wait,
        }
    }

    /// Generates, builds, and puts the new server in the place of the old one.
    fn round(&mut self) -> Next {
        let start = Instant::now();
        let understood = match self.generate() {
            Ok(understood) => understood,
            Err(failure) => return self.failed(&failure),
        };
        let mut build = match Build::start(&self.project) {
            Ok(build) => build,
            Err(failure) => return self.failed(&failure),
        };
        let mut is_outdated = false;
        while !build.has_ended() {
            match self.events.recv_timeout(TICK) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Next::Stop,
                Ok(Event::Saved) => is_outdated |= self.watch.news().is_some(),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        let program = match build.program() {
            Ok(program) => program,
            Err(_) if is_outdated => return Next::Again,
            Err(failure) => return self.failed(&failure),
        };
        if is_outdated {
            return Next::Again;
        }
        let Self { server, project, address, events, .. } = self;
        let is_stopped = || matches!(events.try_recv(), Ok(Event::Stop));
        let is_first = server.is_none();
        match Server::swap(server, &program, project, address, is_stopped) {
            Ok(server::Swap::Same) => self.terminal.note("nothing to restart: the program is the same"),
            Ok(server::Swap::New) if is_first => {
                hints::print(self.terminal, &understood, &self.address, start.elapsed());
            }
            Ok(server::Swap::New) => hints::again(self.terminal, &self.address, start.elapsed()),
            Ok(server::Swap::Stopped) => return Next::Stop,
            Err(failure) => return self.failed(&failure),
        }
        // What was saved while the server started.
        if self.watch.news().is_some() { Next::Again } else { Next::Wait }
    }

    fn generate(&mut self) -> Result<Understood, Failure> {
        let (terminal, project) = (self.terminal, self.project.clone());
        self.watch.learn();
        let (generation, config) = on_a_large_stack(move || {
            let held = hold(terminal, &project)?;
            let generation = Generation::new(&project, &held)?;
            terminal.tell(&generation.understood.told);
            generation.write(&project).map_err(|error| Failure::say(error.to_string()))?;
            Ok((generation, held.located.config.clone()))
        })?;
        self.watch.follow(Some(&config));
        self.watch.expect(&generation.changes);
        if generation.changes.iter().any(|change| change.room == Room::Yours) {
            report::changes(self.terminal, &self.project, &generation);
        }
        Ok(generation.understood)
    }

    fn failed(&self, failure: &Failure) -> Next {
        self.terminal.tell(&failure.told);
        let rest = match self.server {
            Some(_) => format!("the last good server keeps answering on {}", self.address.url()),
            None => "no server runs yet".to_owned(),
        };
        self.terminal.note(format!("not served: mend it and save; {rest}"));
        Next::Wait
    }
}

/// Ctrl-C, and a polite request of the system to end.
fn stop_on_signals(events: Sender<Event>) -> Result<(), Failure> {
    let refuse = |error: std::io::Error| Failure::say(format!("no signals: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(refuse)?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            loop {
                signal().await;
                if events.send(Event::Stop).is_err() {
                    break;
                }
            }
        });
    });
    Ok(())
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut hang_up)) =
        (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
    else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}
