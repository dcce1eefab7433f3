//! The template engine: it prints tokens and refuses everything else.

use std::path::Path;

use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value};

use super::error::Error;
use super::token::Token;

/// The templates that come with the tool, by name.
const TEMPLATES: &[(&str, &str)] = &[
    ("auth.j2", include_str!("../../../templates/auth.j2")),
    ("contents.j2", include_str!("../../../templates/contents.j2")),
    ("document.j2", include_str!("../../../templates/document.j2")),
    ("enumeration.j2", include_str!("../../../templates/enumeration.j2")),
    ("fields.j2", include_str!("../../../templates/fields.j2")),
    ("generated.j2", include_str!("../../../templates/generated.j2")),
    ("handler.j2", include_str!("../../../templates/handler.j2")),
    ("items.j2", include_str!("../../../templates/items.j2")),
    ("main.j2", include_str!("../../../templates/main.j2")),
    ("modules.j2", include_str!("../../../templates/modules.j2")),
    ("newtype.j2", include_str!("../../../templates/newtype.j2")),
    ("operations.j2", include_str!("../../../templates/operations.j2")),
    ("route.j2", include_str!("../../../templates/route.j2")),
    ("routes.j2", include_str!("../../../templates/routes.j2")),
    ("scheme.j2", include_str!("../../../templates/scheme.j2")),
    ("schemas.j2", include_str!("../../../templates/schemas.j2")),
    ("schemes.j2", include_str!("../../../templates/schemes.j2")),
    ("struct.j2", include_str!("../../../templates/struct.j2")),
    ("union.j2", include_str!("../../../templates/union.j2")),
];

/// Fills templates in.
#[derive(Debug)]
pub(super) struct Engine {
    environment: Environment<'static>,
}

impl Engine {
    /// The templates of the tool, each replaced by the one of its name in the project's folder, if there is one.
    pub(super) fn new(overrides: Option<&Path>) -> Result<Self, Error> {
        // Without the filters and functions that make texts: what is printed is a token or a part of a template.
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // What a macro or a block has printed comes back marked as safe; no other text is.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(|out, _, value| match value.downcast_object_ref::<Token>() {
            Some(token) => Ok(out.write_str(token.as_str())?),
            None if value.is_safe() => Ok(out.write_str(value.as_str().unwrap_or_default())?),
            None => Err(minijinja::Error::new(
                ErrorKind::InvalidOperation,
                format!("a template can print tokens only, and this is {}: {value:?}", value.kind()),
            )),
        });
        for (name, text) in TEMPLATES {
            let own = match overrides.map(|folder| folder.join(name)) {
                Some(path) if path.is_file() => {
                    let own = std::fs::read_to_string(&path).map_err(|error| Error::Read { path, error })?;
                    Some(own)
                }
                _ => None,
            };
            match own {
                Some(text) => environment.add_template_owned(*name, text)?,
                None => environment.add_template(name, text)?,
            }
        }
        Ok(Self { environment })
    }

    /// The text of a template filled in; it is Rust, but nobody has read it yet.
    pub(super) fn fill(&self, template: &str, values: Value) -> Result<String, Error> {
        Ok(self.environment.get_template(template)?.render(values)?)
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn texts_cannot_be_printed() {
        let mut engine = Engine::new(None).expect("templates");
        let fill = |engine: &mut Engine, template: &'static str| {
            engine.environment.add_template("test.j2", template).expect("a template");
            engine.fill("test.j2", context! { text => "fn evil() {}", token => Token::ident("good") })
        };
        assert_eq!(fill(&mut engine, "a {{ token }} b").expect("text"), "a good b");
        assert_eq!(
            fill(&mut engine, "{% macro m(t) %}<{{ t }}>{% endmacro %}{{ m(token) }}").expect("text"),
            "<good>"
        );
        for template in [
            "{{ text }}",
            "{{ 'fn evil() {}' }}",
            "{{ 1 }}",
            "{{ [token] }}",
            "{{ text ~ token }}",
            "{{ text|safe }}",
            "{{ token.missing }}",
            "{{ missing }}",
            "{% macro m(t) %}{{ t }}{% endmacro %}{{ m(text) }}",
            "{% set t %}{{ text }}{% endset %}{{ t }}",
        ] {
            assert!(fill(&mut engine, template).is_err(), "{template}");
        }
    }
}
