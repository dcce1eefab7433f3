//! What a file uses from elsewhere.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::token::Token;
use crate::plan::item::{Known, Type};

/// The names that a file uses, collected while it is written.
pub(super) struct Imports<'a> {
    /// The names of types of the spec: one that has the name of a type of the runtime makes that one be written in full.
    taken: &'a HashSet<&'a str>,
    /// The types that the file declares itself.
    own: HashSet<&'a str>,
    /// The module of the spec's types.
    module: String,
    local: BTreeSet<String>,
    /// What handlers learn about callers.
    auth: BTreeSet<String>,
    /// The module of generated code.
    generated: String,
    foreign: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

impl<'a> Imports<'a> {
    pub(super) fn new(
        taken: &'a HashSet<&'a str>,
        own: HashSet<&'a str>,
        module: &str,
        generated: &str,
    ) -> Self {
        Self {
            taken,
            own,
            module: module.to_owned(),
            local: BTreeSet::new(),
            auth: BTreeSet::new(),
            generated: generated.to_owned(),
            foreign: BTreeMap::new(),
        }
    }

    /// A type of the spec.
    pub(super) fn item(&mut self, name: &str) -> Token {
        if !self.own.contains(name) {
            self.local.insert(name.to_owned());
        }
        Token::ident(name)
    }

    /// What handlers learn about a caller.
    pub(super) fn auth(&mut self, name: &str) -> Token {
        if self.taken.contains(name) {
            return Token::path(&format!("{}::auth::{name}", self.generated));
        }
        self.auth.insert(name.to_owned());
        Token::ident(name)
    }

    /// Something of the runtime or the standard library.
    pub(super) fn foreign(&mut self, module: &'static str, name: &'static str) -> Token {
        if self.taken.contains(name) {
            return Token::path(&format!("{module}::{name}"));
        }
        self.foreign.entry(module).or_default().insert(name);
        Token::ident(name)
    }

    /// A type as it is written in this file.
    pub(super) fn ty(&mut self, of: &Type) -> Token {
        let (name, of) = match of {
            Type::Known(known) => return self.known(*known),
            Type::Item(name) => return self.item(name),
            Type::List(of) => (Token::ident("Vec"), of),
            Type::Option(of) => (Token::ident("Option"), of),
            Type::Boxed(of) => (Token::ident("Box"), of),
            Type::Map(of) => (self.foreign("routewright", "Map"), of),
            Type::Maybe(of) => (self.foreign("routewright", "Maybe"), of),
        };
        Token::generic(&name, &[self.ty(of)])
    }

    fn known(&mut self, known: Known) -> Token {
        let (module, name) = match known {
            Known::Bool => return Token::ident("bool"),
            Known::I32 => return Token::ident("i32"),
            Known::I64 => return Token::ident("i64"),
            Known::U64 => return Token::ident("u64"),
            Known::F64 => return Token::ident("f64"),
            Known::String => return Token::ident("String"),
            Known::Integer => ("routewright", "Integer"),
            Known::Decimal => ("routewright", "Decimal"),
            Known::Value => ("routewright", "Value"),
            Known::Null => ("routewright", "Null"),
            Known::Uuid => ("routewright", "Uuid"),
            Known::Date => ("routewright", "Date"),
            Known::DateTime => ("routewright", "DateTime"),
            Known::Time => ("routewright", "Time"),
            Known::Duration => ("routewright", "Duration"),
            Known::Ipv4Addr => ("std::net", "Ipv4Addr"),
            Known::Ipv6Addr => ("std::net", "Ipv6Addr"),
            Known::Base64 => ("routewright", "Base64"),
            Known::Upload => ("routewright", "Upload"),
            Known::Binary => ("routewright", "Binary"),
            Known::Events => ("routewright::sse", "Events"),
        };
        self.foreign(module, name)
    }

    /// The `use` lines: what stands in this crate first.
    pub(super) fn tokens(&self) -> Vec<Token> {
        let mut lines = Vec::new();
        if !self.auth.is_empty() {
            let names: Vec<Token> = self.auth.iter().map(|name| Token::ident(name)).collect();
            lines.push(Token::import(&Token::path(&format!("{}::auth", self.generated)), &names));
        }
        if !self.local.is_empty() {
            let names: Vec<Token> = self.local.iter().map(|name| Token::ident(name)).collect();
            lines.push(Token::import(&Token::path(&self.module), &names));
        }
        for (module, names) in &self.foreign {
            let names: Vec<Token> = names.iter().map(|name| Token::ident(name)).collect();
            lines.push(Token::import(&Token::path(module), &names));
        }
        lines
    }
}
