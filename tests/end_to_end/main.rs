//! Whole programs, over real sockets: the generator's command, the projects that it makes, the blog.

mod archive;
mod authors;
mod blog;
mod change;
mod comments;
mod covers;
mod databases;
mod dev;
mod document;
mod errors;
mod exact;
mod features;
mod methods;
mod odd;
mod posts;
mod project;
mod protected;
mod readme;
mod shaped;
mod shop;
mod stream;
mod tree;
