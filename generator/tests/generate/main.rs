//! `routewright generate` on small projects: what it writes, what it leaves alone, and what it says.

mod astray;
mod errors;
mod kept;
mod killed;
mod methods;
mod retired;
mod shop;
mod warned;
mod written;
