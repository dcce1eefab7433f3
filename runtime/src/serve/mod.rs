//! Runs an application: `main` of a project is one call of [`run`].

mod arriving;
mod cli;
mod connection;
mod head;
mod http1;
mod http2;
mod leaving;
mod listen;
mod log;
mod openapi;
mod pulse;
mod refusal;
mod routes;
mod shutdown;
mod stream;
mod turn;

use clap::Parser;
use tokio::net::TcpListener;

use self::cli::{Cli, Command, Serve};
use crate::docs::Docs;
use crate::error::Result;
use crate::router::{Routes, Service};

/// Does what the command line says: `serve` (also when it says nothing), `openapi` or `routes`.
///
/// `state` makes what handlers share; it is called only to serve.
///
/// ```no_run
/// use routewright::{Routes, operation::Mounted};
///
/// /// What handlers share; comes to them as `State<App>`.
/// #[derive(Clone)]
/// struct App {}
///
/// fn routes() -> Routes<App> {
///     let mut routes = Routes::new();
///     routes.raw("GET", "/healthz", Mounted::by_hand(), async || "fine");
///     routes
/// }
///
/// #[tokio::main]
/// async fn main() -> routewright::Result<()> {
///     routewright::run(routes(), async || Ok(App {})).await
/// }
/// ```
///
/// # Errors
/// The state cannot be made, the routes are wrong, or the port is taken.
pub async fn run<S>(routes: Routes<S>, state: impl AsyncFnOnce() -> Result<S>) -> Result<()>
where
    S: Clone + Send + Sync + 'static,
{
    let cli = Cli::parse();
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Openapi(wanted) => openapi::print(&routes, &wanted),
        Command::Routes { json } => routes::print(&routes.table(), json),
        Command::Serve(settings) => {
            log::start();
            start(routes, state, &settings).await
        }
    }
}

async fn start<S>(
    mut routes: Routes<S>,
    state: impl AsyncFnOnce() -> Result<S>,
    settings: &Serve,
) -> Result<()>
where
    S: Clone + Send + Sync + 'static,
{
    if settings.mock {
        routes.mock();
    }
    if let Some(checks) = settings.check_responses {
        routes.check_responses(checks);
    }
    let has_docs = mount_docs(&mut routes);
    let socket = listen::bind(&settings.host, settings.port).await?;
    let service = routes.into_service(state().await?)?;
    let listener = listen::listen(socket, &settings.host, settings.port)?;
    if !is_developed() {
        let address = listener.local_addr()?;
        listen::say(&format!("listening on http://{address}"));
        if has_docs {
            listen::say(&format!("docs at http://{address}/docs"));
        }
    }
    serve(listener, service, shutdown::asked()).await
}

/// Whether `routewright dev` has started this server; it says itself where the server is, and what to try.
fn is_developed() -> bool {
    std::env::var_os("ROUTEWRIGHT_DEV").is_some()
}

/// Adds the docs, unless the application has something of its own at their place.
fn mount_docs<S: Clone + Send + Sync + 'static>(routes: &mut Routes<S>) -> bool {
    let docs = Docs::of(routes);
    let taken = routes.table();
    let is_free = docs.paths().all(|path| taken.iter().all(|row| row.path != path));
    let has_docs = is_free && docs.paths().next().is_some();
    if has_docs {
        docs.mount(routes);
    }
    has_docs
}

/// Serves an application until `stop` is done; then lets the requests that are being answered come to their end, for ten
/// seconds at most.
///
/// ```
/// use routewright::{Routes, operation::Mounted, serve::serve};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
/// let mut routes = Routes::new();
/// routes.raw("GET", "/healthz", Mounted::by_hand(), async || "fine");
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// serve(listener, routes.into_service(())?, async { /* stop at once */ }).await?;
/// # Ok(()) }
/// ```
///
/// # Errors
/// None so far; connections that break concern nobody else.
pub async fn serve(listener: TcpListener, service: Service, stop: impl Future<Output = ()>) -> Result<()> {
    let open = listen::accept(listener, service, stop).await;
    shutdown::wait(open).await;
    Ok(())
}
