use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::load::{Kind, Node};

/// A version of the OpenAPI Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecVersion {
    /// 2.0, which was called Swagger.
    V2_0,
    /// 3.0.x
    V3_0,
    /// 3.1.x
    V3_1,
    /// 3.2.x
    V3_2,
}

impl SpecVersion {
    /// The version that a document says it is written in.
    pub(super) fn of(root: &Node, text: &str) -> Result<Self, Box<Diagnostic>> {
        if let Some(member) = root.member("swagger") {
            // Documents of version 2.0 come here in the shape of 3.0.
            let message = "this version of Swagger is not supported: 2.0 is";
            return Err(Box::new(
                Diagnostic::error(member.key.to(member.value.place), message)
                    .help("bring the document to 2.0, or better to OpenAPI 3.1"),
            ));
        }
        let Some(member) = root.member("openapi") else {
            return Err(Box::new(
                Diagnostic::error(root.place, "this is not an OpenAPI document: it has no \"openapi\"")
                    .help("start it with: openapi: 3.1.0"),
            ));
        };
        let version = match &member.value.kind {
            Kind::String(version) => version,
            // `openapi: 3.1` is a number, and 3.10 would be the same one.
            Kind::Number(_) => text,
            _ => "",
        };
        Self::parse(version).ok_or_else(|| Box::new(unknown(&member.value, version)))
    }

    fn parse(version: &str) -> Option<Self> {
        let mut parts = version.trim().splitn(3, '.');
        let (major, minor) = (parts.next()?, parts.next()?);
        let patch = parts.next().unwrap_or("0");
        let plausible = patch.starts_with(|digit: char| digit.is_ascii_digit());
        match (major, minor) {
            ("3", "0") if plausible => Some(Self::V3_0),
            ("3", "1") if plausible => Some(Self::V3_1),
            ("3", "2") if plausible => Some(Self::V3_2),
            _ => None,
        }
    }
}

fn unknown(node: &Node, version: &str) -> Diagnostic {
    Diagnostic::error(node.place, format!("\"{version}\" is not a version of OpenAPI"))
        .help("the versions that can be read are 2.0, 3.0.x, 3.1.x and 3.2.x, such as 3.1.0")
}

impl fmt::Display for SpecVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::V2_0 => "2.0",
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        })
    }
}
