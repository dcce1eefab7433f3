//! Files become a document: trees of nodes that know their places.

mod document;
mod node;

pub use document::Document;
pub use node::{Kind, Map, Member, Node};
