use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Body, Parameter, PathTemplate, Response};
use crate::diagnostic::{Diagnostic, Place};

/// One thing that can be asked of an API.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Where the operation is declared: its method in the document.
    pub place: Place,
    /// The method of the request.
    pub method: Method,
    /// The path of the request.
    pub path: PathTemplate,
    /// `operationId`, when there is one that is not empty.
    pub id: Option<String>,
    /// One line.
    pub summary: Option<String>,
    /// A text in Markdown.
    pub description: Option<String>,
    /// The groups it belongs to.
    pub tags: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The parameters, those of the path item among them.
    pub parameters: Vec<Parameter>,
    /// What the request carries.
    pub body: Option<Body>,
    /// The answers, in the order of the document.
    pub responses: Vec<Response>,
    /// The alternatives that let a caller in, each a list of schemes with their scopes. No alternatives: nothing is asked for.
    /// An alternative without schemes: anonymous callers are let in too.
    pub security: Vec<Vec<(String, Vec<String>)>>,
    /// `callbacks`, `servers`, `externalDocs` and extensions.
    pub extra: Map<String, Value>,
    /// What cannot be served yet; if there is any of it, the operation is a raw handler.
    pub unsupported: Vec<Diagnostic>,
}

/// The method of a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    Trace,
    Query,
    /// One of `additionalOperations`, as a request spells it: `COPY`.
    Other(Arc<str>),
}

impl Method {
    /// Every method that has a member of its own in a path item.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
        Self::Options,
        Self::Trace,
        Self::Query,
    ];

    /// As a path item spells it: `get`; or `COPY` in its `additionalOperations`.
    pub fn key(&self) -> &str {
        match self {
            Self::Get => "get",
            Self::Head => "head",
            Self::Post => "post",
            Self::Put => "put",
            Self::Patch => "patch",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Trace => "trace",
            Self::Query => "query",
            Self::Other(name) => name,
        }
    }

    /// As a request spells it: `GET`.
    pub fn upper(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// The method that a member of a path item names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }

    /// Whether it is one of `additionalOperations`.
    pub fn is_additional(&self) -> bool {
        matches!(self, Self::Other(_))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.upper())
    }
}
