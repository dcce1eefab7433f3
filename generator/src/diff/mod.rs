//! Whether two documents mean the same: the spec, and the document that the running types describe.
//!
//! Everything that a reader or a caller of the API could notice counts: routes, parameters, schemas with every keyword,
//! defaults, examples, descriptions, summaries, operation ids, deprecations, security, extensions. How it is written does
//! not count; what may be written in several ways is listed, a rule a file, in the module `normalise`.
//!
//! Beside that, these say nothing here:
//!
//! - the version of OpenAPI that a document is written in;
//! - the order of everything but servers: paths, operations, parameters, tags, properties, members of unions, …;
//! - schemas in `components` that only the types have: a schema that stands in place in the spec may get a name;
//! - every other kind of component (`components/parameters`, `…/responses`, …): its content counts where it is used;
//! - security at the top of the document, and parameters of path items: they count in each operation;
//! - keywords that no possible value is touched by: `minLength` of an integer;
//! - `$comment`.

mod comparison;
mod content;
mod difference;
mod document;
mod extra;
mod header;
mod node;
mod normalise;
mod operation;
mod parameter;
mod pointer;
mod schema;
mod side;
mod types;
mod union;
mod view;

#[cfg(test)]
mod tests;

pub use difference::{Difference, Kind};
pub use pointer::Pointer;

use crate::api::Api;
use comparison::Comparison;
use side::Side;

/// What two documents say differently, in the order in which it was found. None: they mean the same.
pub fn compare(spec: &Api, served: &Api) -> Vec<Difference> {
    let mut comparison = Comparison::new(Side::new(spec), Side::new(served));
    document::compare(&mut comparison);
    while let Some((spec, types, at)) = comparison.next() {
        schema::compare(&mut comparison, &spec, &types, at);
    }
    comparison.found()
}
