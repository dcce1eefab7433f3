//! What a file of the user's room declares.

use std::ops::Range;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;

/// The items at the top level of a Rust file, as far as wiring needs to know them.
///
/// What stands in nested modules, in functions or in macros does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// Every name, in the order of the file.
    pub declared: Vec<Declared>,
    /// Whether something may declare names that cannot be seen: `pub use other::*;` or a macro.
    pub opaque: Vec<Range<usize>>,
    /// Modules whose names are all imported: `use crate::generated::v1::*;`
    globs: Vec<String>,
    /// Every identifier that occurs anywhere.
    words: std::collections::BTreeSet<String>,
}

/// A name at the top level of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The name.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// Whether the wiring can reach it: `pub`, `pub(crate)`, `pub(super)` or `pub(in …)`.
    pub public: bool,
    /// Where it stands, in bytes of the file.
    pub place: Range<usize>,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A function.
    Function {
        /// Whether it does more than `not_implemented()`.
        filled: bool,
        /// The paths of the types that it takes, in order, those with arguments left aside.
        takes: Vec<String>,
    },
    /// A `const` or `static`.
    Constant,
    /// A struct, an enum, a union, a type alias or a trait.
    Type,
    /// A nested module.
    Module,
    /// Something brought in from elsewhere by `use`, with its path there.
    Import(String),
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What the parser says.
    pub message: String,
    /// Where, in bytes of the file.
    pub place: Range<usize>,
}

impl Module {
    /// Reads the text of a Rust file.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let offset = prelude(text);
        let file: syn::File = syn::parse_str(&text[offset..]).map_err(|error| Broken {
            message: match error.to_string() {
                // What the lexer says about all of its errors.
                unread if unread.contains("token stream") => {
                    "a bracket or a quote has no counterpart".to_owned()
                }
                message => message,
            },
            place: within(text, offset, range(error.span(), offset)),
        })?;
        let mut reader = Reader { offset, module: Self::default() };
        for item in &file.items {
            reader.item(item);
        }
        if let Ok(tokens) = text[offset..].parse() {
            words(tokens, &mut reader.module.words);
        }
        Ok(reader.module)
    }

    /// The function of that name that the wiring can reach: declared here, or brought in by `pub use`.
    ///
    /// Says whether it is filled in.
    pub fn function(&self, name: &str) -> Option<bool> {
        self.declared.iter().find_map(|declared| match &declared.kind {
            _ if declared.name != name || !declared.public => None,
            Kind::Function { filled, .. } => Some(*filled),
            Kind::Import(_) => Some(true),
            _ => None,
        })
    }

    /// Whatever has that name among functions, constants and imports.
    pub fn value(&self, name: &str) -> Option<&Declared> {
        let values = |kind: &Kind| matches!(kind, Kind::Function { .. } | Kind::Constant | Kind::Import(_));
        self.declared.iter().find(|declared| declared.name == name && values(&declared.kind))
    }

    /// The type of that name that the wiring can reach.
    pub fn has_type(&self, name: &str) -> bool {
        let types = |kind: &Kind| matches!(kind, Kind::Type | Kind::Import(_));
        self.declared.iter().any(|declared| declared.name == name && declared.public && types(&declared.kind))
    }

    /// Whether there is a constant of that name that the wiring can reach.
    pub fn has_constant(&self, name: &str) -> bool {
        self.declared.iter().any(|declared| {
            declared.name == name
                && declared.public
                && matches!(declared.kind, Kind::Constant | Kind::Import(_))
        })
    }

    /// Whether a name means what `path` names already.
    pub(super) fn imports(&self, module: &str, name: &str) -> bool {
        let path = format!("{module}::{name}");
        self.globs.iter().any(|glob| glob == module)
            || self
                .declared
                .iter()
                .any(|declared| declared.name == name && declared.kind == Kind::Import(path.clone()))
    }

    /// Where a path leads from here: its first name may be brought in from elsewhere.
    pub(super) fn leads(&self, path: &str) -> String {
        let (first, rest) = path.split_at(path.find("::").unwrap_or(path.len()));
        let import = self.declared.iter().find_map(|declared| match &declared.kind {
            Kind::Import(import) if declared.name == first => Some(import.as_str()),
            _ => None,
        });
        format!("{}{rest}", import.unwrap_or(first))
    }

    /// Whether a name can be imported without a change of meaning for what is there.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.words.contains(name)
    }

    /// Whether names come from modules that cannot be looked into, so that one more import could hide one of them.
    pub(super) fn has_foreign_globs(&self, own: &str) -> bool {
        self.globs.iter().any(|glob| !glob.starts_with(own))
    }
}

/// The length of what may stand before the first item and is no Rust: a byte order mark, a `#!` line.
fn prelude(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = &text[start..];
    let shebang = rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[');
    if shebang { start + rest.find('\n').unwrap_or(rest.len()) } else { start }
}

fn range(span: Span, offset: usize) -> Range<usize> {
    let bytes = span.byte_range();
    bytes.start + offset..bytes.end + offset
}

/// The end of the file is reported as an empty place at its start; the last character says more.
fn within(text: &str, offset: usize, place: Range<usize>) -> Range<usize> {
    if place.start > offset || place.end > place.start {
        return place.start.min(text.len())..place.end.min(text.len());
    }
    let end = text.trim_end().len().max(offset);
    let start = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    start..end
}

fn words(tokens: TokenStream, out: &mut std::collections::BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => words(group.stream(), out),
            TokenTree::Ident(ident) => {
                out.insert(ident.to_string());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

struct Reader {
    offset: usize,
    module: Module,
}

impl Reader {
    fn item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Fn(function) => {
                let kind = Kind::Function {
                    filled: !is_skeleton(&function.block),
                    takes: function.sig.inputs.iter().filter_map(taken).collect(),
                };
                self.declare(&function.sig.ident, kind, &function.vis);
            }
            syn::Item::Const(item) => self.declare(&item.ident, Kind::Constant, &item.vis),
            syn::Item::Static(item) => self.declare(&item.ident, Kind::Constant, &item.vis),
            syn::Item::Struct(item) => self.declare(&item.ident, Kind::Type, &item.vis),
            syn::Item::Enum(item) => self.declare(&item.ident, Kind::Type, &item.vis),
            syn::Item::Union(item) => self.declare(&item.ident, Kind::Type, &item.vis),
            syn::Item::Type(item) => self.declare(&item.ident, Kind::Type, &item.vis),
            syn::Item::Trait(item) => self.declare(&item.ident, Kind::Type, &item.vis),
            syn::Item::Mod(item) => self.declare(&item.ident, Kind::Module, &item.vis),
            syn::Item::Use(item) => self.tree(&item.tree, String::new(), &item.vis),
            syn::Item::Macro(item) if item.ident.is_none() => {
                self.module.opaque.push(range(item.span(), self.offset));
            }
            _ => {}
        }
    }

    fn declare(&mut self, ident: &syn::Ident, kind: Kind, visibility: &syn::Visibility) {
        self.module.declared.push(Declared {
            name: ident.to_string(),
            kind,
            public: reachable(visibility),
            place: range(ident.span(), self.offset),
        });
    }

    fn tree(&mut self, tree: &syn::UseTree, path: String, visibility: &syn::Visibility) {
        let join = |name: &syn::Ident| {
            if path.is_empty() { name.to_string() } else { format!("{path}::{name}") }
        };
        match tree {
            syn::UseTree::Path(tree_path) => self.tree(&tree_path.tree, join(&tree_path.ident), visibility),
            syn::UseTree::Name(name) if name.ident == "self" => {
                let last = path.rsplit("::").next().unwrap_or_default();
                let ident = syn::Ident::new(if last.is_empty() { "self_" } else { last }, name.ident.span());
                self.declare(&ident, Kind::Import(path), visibility);
            }
            syn::UseTree::Name(name) => {
                self.declare(&name.ident, Kind::Import(join(&name.ident)), visibility)
            }
            syn::UseTree::Rename(rename) => {
                self.declare(&rename.rename, Kind::Import(join(&rename.ident)), visibility);
            }
            syn::UseTree::Glob(glob) => {
                if reachable(visibility) {
                    self.module.opaque.push(range(glob.span(), self.offset));
                }
                self.module.globs.push(path);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, path.clone(), visibility);
                }
            }
        }
    }
}

/// The wiring is the module's parent, inside the crate.
fn reachable(visibility: &syn::Visibility) -> bool {
    match visibility {
        syn::Visibility::Public(_) => true,
        syn::Visibility::Restricted(restricted) => !restricted.path.is_ident("self"),
        syn::Visibility::Inherited => false,
    }
}

/// The path of an argument's type; none if it has arguments of its own.
fn taken(argument: &syn::FnArg) -> Option<String> {
    let syn::FnArg::Typed(argument) = argument else { return None };
    let syn::Type::Path(path) = &*argument.ty else { return None };
    let segments = &path.path.segments;
    let plain = segments.iter().all(|segment| segment.arguments.is_none());
    let names: Vec<String> = segments.iter().map(|segment| segment.ident.to_string()).collect();
    plain.then(|| names.join("::"))
}

/// Whether a body is only `not_implemented()`, whatever path leads to it.
fn is_skeleton(block: &syn::Block) -> bool {
    let [statement] = &block.stmts[..] else { return false };
    let syn::Stmt::Expr(expression, _) = statement else { return false };
    let mut expression = expression;
    loop {
        expression = match expression {
            syn::Expr::Return(inner) => match &inner.expr {
                Some(inner) => inner,
                None => return false,
            },
            syn::Expr::Paren(inner) => &inner.expr,
            syn::Expr::Try(inner) => &inner.expr,
            syn::Expr::Call(call) => {
                let syn::Expr::Path(path) = &*call.func else { return false };
                let last = path.path.segments.last();
                return call.args.is_empty()
                    && last.is_some_and(|segment| segment.ident == "not_implemented");
            }
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Module {
        Module::read(text).unwrap_or_else(|broken| panic!("{broken:?}"))
    }

    #[test]
    fn sees_functions_that_can_be_reached() {
        let module = read(
            "pub async fn get() { x() }\nasync fn post() {}\npub(crate) fn put() {}\npub(self) fn patch() {}\n\
             mod inner { pub async fn delete() {} }\nmacro_rules! m { () => { pub async fn head() {} } }\n",
        );
        assert_eq!(module.function("get"), Some(true));
        assert_eq!(module.function("put"), Some(true));
        for name in ["post", "patch", "delete", "head"] {
            assert_eq!(module.function(name), None, "{name}");
        }
        assert!(module.value("post").is_some_and(|declared| !declared.public));
        assert!(module.opaque.is_empty());
    }

    #[test]
    fn sees_re_exports() {
        let module = read("pub use other::get;\npub use super::{all::create as post, put};\nuse x::delete;");
        for name in ["get", "post", "put"] {
            assert_eq!(module.function(name), Some(true), "{name}");
        }
        assert_eq!(module.function("delete"), None);
        assert!(module.value("delete").is_some());
    }

    #[test]
    fn says_where_it_cannot_look() {
        let text = "pub use other::*;\nuse quiet::*;\nroutes! { get }\n";
        let module = read(text);
        let shown: Vec<&str> = module.opaque.iter().map(|place| &text[place.clone()]).collect();
        assert_eq!(shown, ["*", "routes! { get }"]);
    }

    #[test]
    fn knows_a_skeleton_from_a_body() {
        for (body, filled) in [
            ("{ not_implemented() }", false),
            ("{ routewright::not_implemented() }", false),
            ("{ /* later */ not_implemented() // soon\n}", false),
            ("{ return (not_implemented()); }", false),
            ("{ not_implemented()? }", false),
            ("{ todo!() }", true),
            ("{}", true),
            ("{ log(); not_implemented() }", true),
            ("{ not_implemented(1) }", true),
            ("{ other() }", true),
        ] {
            assert_eq!(read(&format!("pub fn get() {body}")).function("get"), Some(filled), "{body}");
        }
    }

    #[test]
    fn places_are_bytes_of_the_whole_file() {
        for lead in [
            "",
            "\u{feff}",
            "#!/usr/bin/env run\n",
            "\u{feff}#!x\r\n",
            "//! ö\r\n\r\n",
            "#![allow(unused)]\n",
        ] {
            let text = format!("{lead}/* ä */ pub const BODY_LIMIT: usize = 1;\r\n");
            let module = read(&text);
            assert!(module.has_constant("BODY_LIMIT"));
            assert_eq!(&text[module.declared[0].place.clone()], "BODY_LIMIT", "{lead:?}");
        }
    }

    #[test]
    fn says_where_it_does_not_parse() {
        let text = "\u{feff}pub async fn get( {\n";
        let broken = Module::read(text).expect_err("broken");
        assert!(text.is_char_boundary(broken.place.start) && broken.place.end <= text.len(), "{broken:?}");
        let text = "pub async fn gët() {}\npub fun post() {}\n";
        let broken = Module::read(text).expect_err("broken");
        assert_eq!(&text[broken.place], "fun");
        assert!(Module::read("/// at the end\n").is_err());
        assert!(Module::read("pub fn get() {").is_err());
    }

    #[test]
    fn an_empty_file_declares_nothing() {
        assert_eq!(read(""), Module::default());
        assert_eq!(read("// only a comment"), Module::default());
    }
}
