//! Text, numbers, truth values and `null`.

use serde_json::Number;

use super::Types;
use super::form::Form;
use crate::api::{Schema, SchemaId, Type};
use crate::plan::item::{Known, Rule};

impl Types<'_> {
    pub(super) fn boolean(&self, schema: &Schema) -> Form {
        self.scalar(schema, Type::Boolean, Known::Bool)
    }

    pub(super) fn null(&self, schema: &Schema) -> Form {
        Form::known(Known::Null).residual(self.leftover(schema, Type::Null))
    }

    pub(super) fn number(&self, schema: &Schema, kind: Type) -> Form {
        let known = self.number_type(schema, kind);
        let mut form = self.scalar(schema, kind, known);
        let bounds = [
            ("minimum", &schema.minimum),
            ("maximum", &schema.maximum),
            ("exclusive_minimum", &schema.exclusive_minimum),
            ("exclusive_maximum", &schema.exclusive_maximum),
            ("multiple_of", &schema.multiple_of),
        ];
        for (key, number) in bounds {
            if let Some(number) = number {
                form.rules.push(Rule::Number(key, number_text(number)));
            }
        }
        form
    }

    /// The type of numbers of a kind.
    pub(super) fn number_type(&self, schema: &Schema, kind: Type) -> Known {
        match (kind, self.asserted_format(schema)) {
            (Type::Integer, Some("int32")) => Known::I32,
            (Type::Integer, Some(format)) if format.starts_with("uint") => Known::U64,
            (Type::Integer, Some("int64")) => Known::I64,
            (Type::Integer, _) if self.validation.has_large_integers() => Known::Integer,
            (Type::Integer, _) => Known::I64,
            (_, Some("float" | "double")) => Known::F64,
            _ if self.validation.has_exact_numbers() => Known::Decimal,
            _ => Known::F64,
        }
    }

    pub(super) fn text(&self, id: SchemaId, schema: &Schema) -> Form {
        let rules = text_rules(schema);
        let known = match self.asserted_format(schema) {
            _ if self.is_file(id, schema) => Known::Upload,
            // Rules of text hold for text: the other types have no characters to count.
            Some(format) if rules.is_empty() && self.validation.types_formats() => text_type(format),
            _ => Known::String,
        };
        let mut form = self.scalar(schema, Type::String, known);
        // Of a file the bytes are counted; a pattern says nothing about them.
        form.rules.extend(rules.into_iter().filter(|rule| known != Known::Upload || rule.key() != "pattern"));
        form
    }
}

impl Types<'_> {
    /// The format, if it counts. That something is a file is no assertion.
    fn asserted_format<'s>(&self, schema: &'s Schema) -> Option<&'s str> {
        let asserts = self.validation.asserts_formats();
        schema.format.as_deref().filter(|&format| asserts || format == "binary")
    }

    fn scalar(&self, schema: &Schema, kind: Type, known: Known) -> Form {
        let mut form = Form::known(known).residual(self.leftover(schema, kind));
        match &schema.format {
            Some(format) if known.format() == Some(format.as_str()) || format.is_empty() => {}
            Some(format) if self.validation.asserts_formats() => {
                form.rules.push(Rule::Text("format", format.clone()));
            }
            Some(format) => {
                form.residual.insert("format".to_owned(), format.clone().into());
            }
            None => {}
        }
        form
    }
}

/// A number as it is written in Rust.
pub(super) fn number_text(number: &Number) -> String {
    number.to_string()
}

fn text_type(format: &str) -> Known {
    match format {
        "uuid" => Known::Uuid,
        "date" => Known::Date,
        "date-time" => Known::DateTime,
        "time" => Known::Time,
        "duration" => Known::Duration,
        "ipv4" => Known::Ipv4Addr,
        "ipv6" => Known::Ipv6Addr,
        "byte" => Known::Base64,
        _ => Known::String,
    }
}

fn text_rules(schema: &Schema) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (key, count) in [("min_length", schema.min_length), ("max_length", schema.max_length)] {
        if let Some(count) = count {
            rules.push(Rule::Number(key, count.to_string()));
        }
    }
    if let Some(pattern) = &schema.pattern {
        rules.push(Rule::Text("pattern", pattern.clone()));
    }
    rules
}
