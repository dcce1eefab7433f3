//! The `jsonschema` crate on a document as it is written.

use std::cell::OnceCell;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

/// What the document is called among the resources of the validator.
const ADDRESS: &str = "https://document.test/openapi";

/// Knows the schemas of a document.
pub struct Oracle<'d> {
    document: Registry<'d>,
    /// The same with the names of discriminators asserted.
    named: Option<Registry<'d>>,
}

/// Knows which values are valid by one schema.
pub struct Judge<'o> {
    plain: Validator,
    named: OnceCell<Option<Validator>>,
    oracle: &'o Oracle<'o>,
    pointer: String,
}

impl<'d> Oracle<'d> {
    /// Reads a document.
    ///
    /// # Errors
    /// Says what the validator does not like about it.
    pub fn new(document: &'d Value, named: Option<&'d Value>) -> Result<Self, String> {
        let registry = |value: &'d Value| {
            let builder = Registry::new().draft(Draft::Draft202012).add(ADDRESS, value);
            builder.and_then(jsonschema::RegistryBuilder::prepare).map_err(|error| error.to_string())
        };
        Ok(Self { document: registry(document)?, named: named.map(registry).transpose()? })
    }

    /// The judge of the schema at a pointer.
    ///
    /// # Errors
    /// Says what the validator does not like about it.
    pub fn judge(&'d self, pointer: &str) -> Result<Judge<'d>, String> {
        let plain = validator(&self.document, pointer)?;
        Ok(Judge { plain, named: OnceCell::new(), oracle: self, pointer: pointer.to_owned() })
    }
}

impl Judge<'_> {
    /// Whether a value is valid.
    pub fn accepts(&self, value: &Value) -> bool {
        self.plain.is_valid(value)
    }

    /// Whether it is, when the names of discriminators decide; none when there are no discriminators.
    pub fn accepts_by_name(&self, value: &Value) -> Option<bool> {
        let registry = self.oracle.named.as_ref()?;
        let validator = self.named.get_or_init(|| validator(registry, &self.pointer).ok());
        validator.as_ref().map(|validator| validator.is_valid(value))
    }
}

fn validator(registry: &Registry<'_>, pointer: &str) -> Result<Validator, String> {
    let schema = json!({ "$ref": format!("{ADDRESS}#{}", encoded(pointer)) });
    let options = jsonschema::options().with_draft(Draft::Draft202012).with_registry(registry);
    // A format of OpenAPI 3.0, which JSON Schema does not know.
    let options = options.with_format("byte", |text: &str| STANDARD.decode(text).is_ok());
    options.should_validate_formats(true).build(&schema).map_err(|error| error.to_string())
}

/// A pointer as the fragment of an address.
fn encoded(pointer: &str) -> String {
    let mut fragment = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'/' | b'~' | b'-' | b'.' | b'_' => fragment.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => fragment.push(char::from(byte)),
            _ => drop(write!(fragment, "%{byte:02X}")),
        }
    }
    fragment
}
