//! `routewright.toml`: which specs a project has and where its rooms are.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::plan::Validation;

/// The name of the file.
pub const FILE: &str = "routewright.toml";

/// What a project says about itself.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "routewright.toml")]
pub struct Config {
    /// Where the project keeps what. Every member has a default.
    #[serde(default)]
    pub project: Rooms,
    /// How schemas are read where they leave a choice, in every spec that does not say otherwise.
    #[serde(default)]
    pub validation: Validation,
    /// The OpenAPI documents that the project serves, one for each version of its API.
    #[serde(default, rename = "spec")]
    pub specs: Vec<Spec>,
}

/// Where a project keeps what.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rooms {
    /// The type that handlers share as `State<App>`, by its path from the root of the crate.
    pub state: String,
    /// Your room: a folder is a URL, `route.rs` in it answers.
    pub app: String,
    /// The tool's room: rewritten at each run, never edited by hand.
    pub generated: String,
    /// A folder with templates of your own, which take the place of those of the same name that the tool brings along.
    pub templates: Option<String>,
}

impl Default for Rooms {
    fn default() -> Self {
        Self {
            state: "crate::App".to_owned(),
            app: "src/app".to_owned(),
            generated: "src/generated".to_owned(),
            templates: None,
        }
    }
}

/// An OpenAPI document that the project serves.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What the version is called, in modules, in `/openapi.json?document=NAME` and on the command line: `v1`.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]*$"))]
    pub name: String,
    /// The file, relative to `routewright.toml`: `specs/v1.yaml`.
    pub path: String,
    /// The path in front of every path of the document, such as `/api/v1`. Left out, it is the path of the document's
    /// first server.
    #[schemars(regex(pattern = r"^(/.*[^/])?$"))]
    pub mount: Option<String>,
    /// Whether references that lead nowhere are warned of instead of refused. A schema that is not there then stands for
    /// any value; an operation that lacks a parameter, a body or a response gets a raw handler.
    #[serde(default)]
    pub allow_missing: bool,
    /// Folders that stand for places on the network, where nothing is read: `{ "https://example.com/schemas/" = "specs/vendor/" }`.
    #[serde(default)]
    pub mirrors: BTreeMap<String, String>,
    /// How its schemas are read, where that differs from what holds for the project.
    #[serde(default)]
    pub validation: Validation,
}

/// A configuration, and where in its file everything stands.
#[derive(Clone, Debug)]
pub struct Located {
    /// What it says.
    pub config: Config,
    /// The members of `[project]`.
    rooms: BTreeMap<String, Place>,
    /// Each `[[spec]]` and its members.
    specs: Vec<(Place, BTreeMap<String, Place>)>,
}

impl Located {
    /// Reads a configuration. `text` is the content of `file`.
    pub fn read(text: &str, file: FileId) -> Result<Self, Vec<Diagnostic>> {
        let refuse = |error: toml::de::Error| {
            let place = error.span().map(|span| Place::new(file, span.start, span.end));
            vec![Diagnostic::error(place, error.message().trim())]
        };
        let table = DeTable::parse(text).map_err(refuse)?;
        let table = table.get_ref();
        let mut faults = Vec::new();
        unknown_keys(table, &schema(), &schema(), file, &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let config: Config = toml::from_str(text).map_err(refuse)?;
        let rooms = table.get("project").map(|rooms| members(rooms, file)).unwrap_or_default();
        let specs = table.get("spec").and_then(|specs| specs.get_ref().as_array());
        let specs = specs.into_iter().flat_map(|specs| specs.iter());
        let specs = specs.map(|spec| (place(&spec.span(), file), members(spec, file))).collect();
        let located = Self { config, rooms, specs };
        let faults = located.check();
        if faults.is_empty() { Ok(located) } else { Err(faults) }
    }

    /// Where a member of a spec stands, or the spec itself.
    pub fn place_of_spec(&self, index: usize, key: &str) -> Option<Place> {
        let (spec, members) = self.specs.get(index)?;
        Some(*members.get(key).unwrap_or(spec))
    }

    /// Where a member of `[project]` stands.
    pub fn place_of_room(&self, key: &str) -> Option<Place> {
        self.rooms.get(key).copied()
    }

    fn check(&self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let Rooms { state, app, generated, .. } = &self.config.project;
        for (key, path) in [("app", app), ("generated", generated)] {
            if !is_below(path) {
                let message = format!("`{key}` is a folder below `src`, with `/` between its parts");
                faults.push(
                    Diagnostic::error(self.place_of_room(key), message)
                        .help(format!("`{key} = \"src/{key}\"`")),
                );
            }
        }
        let lies_in = |a: &str, b: &str| a == b || a.starts_with(&format!("{b}/"));
        if lies_in(app, generated) || lies_in(generated, app) {
            let message = "`app` and `generated` are one inside of the other; the tool clears its own room";
            faults.push(Diagnostic::error(
                self.place_of_room("generated").or(self.place_of_room("app")),
                message,
            ));
        }
        if !syn::parse_str::<syn::Path>(state).is_ok_and(|path| path.segments.len() > 1) {
            let message = "`state` is the path of a type";
            faults.push(
                Diagnostic::error(self.place_of_room("state"), message).help("`state = \"crate::App\"`"),
            );
        }
        self.check_specs(&mut faults);
        faults
    }

    fn check_specs(&self, faults: &mut Vec<Diagnostic>) {
        for (index, spec) in self.config.specs.iter().enumerate() {
            let starts = |c: char| c.is_ascii_lowercase();
            let others = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if !(spec.name.starts_with(starts) && spec.name.chars().all(others)) {
                let message = "`name` is a lowercase word, because it becomes a module";
                faults.push(
                    Diagnostic::error(self.place_of_spec(index, "name"), message).help("`name = \"v1\"`"),
                );
            }
            let earlier = self.config.specs[..index].iter().position(|other| other.name == spec.name);
            if let Some(earlier) = earlier {
                let message = format!("two specs have the name \"{}\"", spec.name);
                let mut fault = Diagnostic::error(self.place_of_spec(index, "name"), message);
                if let Some(place) = self.place_of_spec(earlier, "name") {
                    fault = fault.related(place, "the first one");
                }
                faults.push(fault);
            }
            if let Some(mount) = &spec.mount
                && !(mount.is_empty() || (mount.starts_with('/') && !mount.ends_with('/')))
            {
                let message = "`mount` starts with \"/\" and does not end with it";
                let trimmed = mount.trim_matches('/');
                let remedy = if trimmed.is_empty() { String::new() } else { format!("/{trimmed}") };
                faults.push(
                    Diagnostic::error(self.place_of_spec(index, "mount"), message)
                        .help(format!("`mount = \"{remedy}\"`")),
                );
            }
        }
    }
}

/// Where the values of a table stand.
fn members(table: &Spanned<DeValue<'_>>, file: FileId) -> BTreeMap<String, Place> {
    let members = table.get_ref().as_table().into_iter().flat_map(|table| table.iter());
    members.map(|(key, value)| (key.get_ref().to_string(), place(&value.span(), file))).collect()
}

fn place(span: &Range<usize>, file: FileId) -> Place {
    Place::new(file, span.start, span.end)
}

/// Whether a path names a folder somewhere below `src`.
fn is_below(path: &str) -> bool {
    let mut parts = path.split('/');
    let fine = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']);
    parts.next() == Some("src") && path.contains('/') && parts.all(fine)
}

/// The JSON Schema of `routewright.toml`, for editors.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Config).to_value()
}

/// The JSON Schema of `routewright.toml` as the text of a file.
pub fn schema_text() -> String {
    format!("{:#}\n", schema())
}

/// Reports every key that the schema does not know.
fn unknown_keys(
    table: &DeTable<'_>,
    schema: &serde_json::Value,
    root: &serde_json::Value,
    file: FileId,
    faults: &mut Vec<Diagnostic>,
) {
    let schema = resolved(schema, root);
    let Some(known) = schema.get("properties").and_then(serde_json::Value::as_object) else { return };
    for (key, value) in table {
        match known.get(key.get_ref().as_ref()) {
            None => {
                let place = place(&key.span(), file);
                let names = known.keys().map(String::as_str);
                let listed = known.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let mut fault = Diagnostic::error(place, format!("unknown key `{}`", key.get_ref()))
                    .did_you_mean(key.get_ref(), names);
                if fault.help.is_none() {
                    fault = fault.help(format!("known here: {listed}"));
                }
                faults.push(fault);
            }
            Some(schema) => match value.get_ref() {
                DeValue::Table(table) => unknown_keys(table, schema, root, file, faults),
                DeValue::Array(items) => {
                    let schema = resolved(schema, root).get("items").unwrap_or(&serde_json::Value::Null);
                    for table in items.iter().filter_map(|item| item.get_ref().as_table()) {
                        unknown_keys(table, schema, root, file, faults);
                    }
                }
                _ => {}
            },
        }
    }
}

/// The definition that a schema refers to.
fn resolved<'a>(schema: &'a serde_json::Value, root: &'a serde_json::Value) -> &'a serde_json::Value {
    let pointer =
        schema.get("$ref").and_then(serde_json::Value::as_str).and_then(|target| target.strip_prefix('#'));
    pointer.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    fn read(text: &str) -> Result<Config, String> {
        let mut sources = Sources::new();
        let file = sources.add(FILE, text);
        Located::read(text, file)
            .map(|located| located.config)
            .map_err(|faults| faults.iter().map(|fault| sources.render(fault)).collect())
    }

    #[test]
    fn the_schema_beside_the_manifest_is_current() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("routewright.schema.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == schema_text(), "run `routewright schema > generator/routewright.schema.json`");
    }

    #[test]
    fn everything_has_a_default_but_the_specs() {
        let config = read("[[spec]]\nname = \"v1\"\npath = \"specs/v1.yaml\"\n").expect("a configuration");
        assert_eq!(config.project.app, "src/app");
        assert_eq!(config.project.generated, "src/generated");
        assert_eq!(config.project.state, "crate::App");
        assert_eq!(config.specs[0].mount, None);
        assert!(read("").expect("a project of hand-written routes").specs.is_empty());
    }

    #[test]
    fn unknown_keys_are_shown_with_what_was_meant() {
        let shown = read("[project]\nstat = \"x\"\nqqqqqq = 1\n[[spec]]\nname = \"v1\"\npth = \"x\"\n")
            .expect_err("refused");
        assert!(shown.contains("routewright.toml:2:1: error: unknown key `stat`"), "{shown}");
        assert!(shown.contains("did you mean \"state\"?"), "{shown}");
        assert!(shown.contains("known here: `state`, `app`, `generated`, `templates`"), "{shown}");
        assert!(
            shown.contains("routewright.toml:6:1") && shown.contains("did you mean \"path\"?"),
            "{shown}"
        );
        assert!(read("[specs]\n").expect_err("refused").contains("did you mean \"spec\"?"));
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        for (text, place, message) in [
            ("[[spec]]\nname = \"v1\"\n", "1:1", "path"),
            ("[[spec]]\nname = 1\npath = \"x\"\n", "2:8", "string"),
            ("spec = 1", "1:8", "sequence"),
            ("[[spec]]\nname = \"V 1\"\npath = \"x\"\n", "2:8", "lowercase word"),
            ("[[spec]]\nname = \"a\"\npath = \"x\"\nmount = \"api/\"\n", "4:9", "mount = \"/api\""),
            ("[project]\napp = \"../app\"\n", "2:7", "below `src`"),
            ("[project]\ngenerated = \"src\"\n", "2:13", "below `src`"),
            ("[project]\ngenerated = \"src/app/x\"\n", "2:13", "one inside of the other"),
            ("[project]\nstate = \"App; fn x() {}\"\n", "2:9", "path of a type"),
            (
                "[[spec]]\nname = \"a\"\npath = \"x\"\n[[spec]]\nname = \"a\"\npath = \"y\"\n",
                "5:8",
                "the first one",
            ),
            ("a = [", "1:6", "error"),
        ] {
            let shown = read(text).expect_err(text);
            assert!(shown.contains(&format!("routewright.toml:{place}: error")), "{text}\n{shown}");
            assert!(shown.contains(message), "{text}\n{shown}");
        }
    }
}
