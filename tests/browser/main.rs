//! The documentation in a real browser: it is found, read, searched, and operations are tried out.

mod blog;
mod chromium;
mod echo;
mod hostile;
