//! Whether two texts of Rust differ in nothing but their layout.
//!
//! `cargo fmt` goes over generated files too, and has a taste of its own. A file that says the same in another layout
//! is neither stale nor written again.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree, Visibility};

/// Whether both say the same, apart from blanks, line breaks, trailing commas and the order of items and imports.
pub fn is_same(a: &str, b: &str) -> bool {
    a == b || saying(a).is_some_and(|a| saying(b) == Some(a))
}

/// What a text says: its attributes, imports and other items, each as its tokens, in alphabetical order.
fn saying(text: &str) -> Option<Vec<String>> {
    let file = syn::parse_file(text).ok()?;
    let mut said: Vec<String> =
        file.attrs.iter().map(|attribute| written(attribute.to_token_stream())).collect();
    for item in file.items {
        match item {
            Item::Use(item) => imports(&item.vis, &item.tree, &mut Vec::new(), &mut said),
            item => said.push(written(item.to_token_stream())),
        }
    }
    said.sort();
    Some(said)
}

/// Each name that is imported, by its whole path.
fn imports(visibility: &Visibility, tree: &UseTree, path: &mut Vec<String>, said: &mut Vec<String>) {
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            imports(visibility, &step.tree, path, said);
            path.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                imports(visibility, tree, path, said);
            }
        }
        leaf => {
            let last = written(leaf.to_token_stream());
            said.push(format!("{} use {}::{last}", written(visibility.to_token_stream()), path.join("::")));
        }
    }
}

/// Tokens with one blank between them, and without the commas that close a list.
fn written(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                text.push_str(&format!("{:?}(", group.delimiter()));
                write(group.stream(), text);
                text.push_str(") ");
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' && is_last(tokens.peek()) => {}
            token => {
                text.push_str(&token.to_string());
                text.push(' ');
            }
        }
    }
}

/// Whether a comma before `next` closes a list; those between `<` and `>` are not in a group of their own.
fn is_last(next: Option<&TokenTree>) -> bool {
    match next {
        None => true,
        Some(TokenTree::Punct(punct)) => punct.as_char() == '>',
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    const GENERATED: &str = "\
// @generated
use crate::generated::v1::Item;
use routewright::{Model, Operation};
use routewright::http::StatusCode;
#[derive(Debug, Operation)]
#[operation(
    get = \"/items\",
    id = \"listItems\"
)]
pub struct ListItems { pub limit: i64 }
fn f() {
    routes
        .operation::<
            super::v1::CreateItem,
            _,
        >(mounted(\"post\", false), items::post);
}
";

    const FORMATTED: &str = "\
// @generated
use crate::generated::v1::Item;
use routewright::http::StatusCode;
use routewright::{Model, Operation};
#[derive(Debug, Operation)]
#[operation(get = \"/items\", id = \"listItems\",)]
pub struct ListItems {
    pub limit: i64,
}
fn f() {
    routes.operation::<super::v1::CreateItem, _>(mounted(\"post\", false), items::post);
}
";

    #[test]
    fn layout_does_not_count() {
        assert!(is_same(GENERATED, FORMATTED));
    }

    #[test]
    fn everything_else_does() {
        for (what, by) in [
            ("listItems", "list_items"),
            ("i64", "i32"),
            ("Model, ", ""),
            ("pub limit", "limit"),
            ("false", "true"),
            ("::StatusCode", "::Method"),
            ("fn f", "pub fn f"),
        ] {
            assert!(!is_same(GENERATED, &FORMATTED.replace(what, by)), "{what} instead of {by}");
        }
        assert!(!is_same(GENERATED, "this is not Rust {"));
    }
}
