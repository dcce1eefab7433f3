//! The page of a document.

use serde_json::{Map, Value};

use super::html::{Text, anchor};
use super::operation::Operation;
use super::{markdown, operation, schema, shell};
use crate::describe::Specification;
use crate::operation::Document;
use crate::schema::evaluate::Components;

/// What the parts of a page need to know about the whole.
pub(super) struct Whole<'a> {
    pub value: &'a Value,
    pub mount: &'a str,
    pub components: Components,
}

impl Whole<'_> {
    /// The schema itself, where one with a name is referred to.
    pub fn real<'v>(&'v self, schema: &'v Value) -> &'v Value {
        let target = schema["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
        target.and_then(|pointer| self.value.pointer(pointer)).unwrap_or(schema)
    }
}

/// The methods that have a member of their own in a path item.
pub(super) const METHODS: &[&str] =
    &["get", "head", "post", "put", "patch", "delete", "options", "trace", "query"];

/// The HTML of the page of one of the documents.
pub(super) fn page(documents: &[Document], index: usize, specification: &Specification) -> String {
    let value = specification.as_value();
    let schemas =
        value.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    let document = documents.get(index);
    let whole = Whole {
        value,
        mount: document.map_or("", |document| document.mount),
        components: Components::from(schemas.clone()),
    };
    let operations = operations(value);
    let groups = groups(value, &operations);
    let body = format!(
        "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n{}\n<div class=\"columns\">\n{}\n<main id=\"main\">\n{}{}{}\n\
         <p id=\"none\" hidden>Nothing has all of these words.</p>\n</main>\n</div>",
        head(documents, index, value),
        navigation(&groups, !schemas.is_empty()),
        introduction(value),
        groups.iter().map(|group| group.section(&whole)).collect::<String>(),
        components(&schemas),
    );
    shell::wrap(value["info"]["title"].as_str().unwrap_or("API"), &body)
}

fn operations(value: &Value) -> Vec<Operation<'_>> {
    let paths = value["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            let own = METHODS.iter().filter_map(move |method| Some((*method, item.get(*method)?)));
            let additional = item["additionalOperations"].as_object().into_iter().flatten();
            let additional = additional.map(|(method, value)| (method.as_str(), value));
            own.chain(additional).map(move |(method, value)| Operation { method, path, value })
        })
        .collect()
}

/// Operations with a tag.
struct Group<'a> {
    name: &'a str,
    /// What it is called where it is shown.
    title: &'a str,
    description: &'a str,
    operations: Vec<&'a Operation<'a>>,
}

/// By their first tags, in the order in which the document lists the tags.
fn groups<'a>(value: &'a Value, operations: &'a [Operation<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = value["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|tag| {
            let description = tag["description"].as_str().unwrap_or_default();
            let name = tag["name"].as_str()?;
            let title = tag["summary"].as_str().unwrap_or(name);
            Some(Group { name, title, description, operations: Vec::new() })
        })
        .collect();
    for operation in operations {
        let name = operation.value["tags"][0].as_str().unwrap_or("operations");
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.operations.push(operation),
            None => groups.push(Group { name, title: name, description: "", operations: vec![operation] }),
        }
    }
    groups.retain(|group| !group.operations.is_empty());
    groups
}

impl Group<'_> {
    fn section(&self, whole: &Whole<'_>) -> String {
        format!(
            "<section><h2 id=\"{}\">{}</h2>{}{}</section>\n",
            anchor("tag", self.name),
            Text(self.title),
            markdown::render(self.description),
            self.operations.iter().map(|operation| operation::article(operation, whole)).collect::<String>()
        )
    }
}

fn head(documents: &[Document], index: usize, value: &Value) -> String {
    let several = documents.len() > 1;
    let name = documents.get(index).map_or("", |document| document.name);
    let base = if several { format!("/openapi/{name}") } else { "/openapi".to_owned() };
    let others: String = documents
        .iter()
        .filter(|_| several)
        .map(|document| {
            let current = if document.name == name { " aria-current=\"page\"" } else { "" };
            format!("<a href=\"/docs/{0}\"{current}>{0}</a>", Text(document.name))
        })
        .collect();
    format!(
        "<header><h1>{} <small>{}</small></h1>\n<div class=\"tools\">{others}\
         <a href=\"{base}.json\">JSON</a><a href=\"{base}.yaml\">YAML</a>\
         <button class=\"js\" id=\"theme\" type=\"button\">Light or dark</button></div></header>",
        Text(value["info"]["title"].as_str().unwrap_or("API")),
        Text(value["info"]["version"].as_str().unwrap_or_default()),
        base = Text(&base),
    )
}

fn navigation(groups: &[Group<'_>], schemas: bool) -> String {
    let groups: String = groups
        .iter()
        .map(|group| {
            let links: String = group.operations.iter().map(|operation| operation::link(operation)).collect();
            format!(
                "<h2><a href=\"#{}\">{}</a></h2><ul>{links}</ul>",
                anchor("tag", group.name),
                Text(group.title)
            )
        })
        .collect();
    let schemas = if schemas { "<h2><a href=\"#schemas\">Schemas</a></h2>" } else { "" };
    format!(
        "<nav aria-label=\"Operations\"><details id=\"menu\" open><summary>Operations</summary>\
         <input class=\"js\" id=\"search\" type=\"search\" autocomplete=\"off\" placeholder=\"Search ( / )\" aria-label=\"Search\">\
         {groups}{schemas}</details></nav>"
    )
}

fn introduction(value: &Value) -> String {
    let info = &value["info"];
    let summary = info["summary"].as_str().map(|text| format!("<p class=\"lead\">{}</p>", Text(text)));
    let description = markdown::render(info["description"].as_str().unwrap_or_default());
    format!("<section>{}{description}</section>\n", summary.unwrap_or_default())
}

fn components(schemas: &Map<String, Value>) -> String {
    let all: String = schemas
        .iter()
        .map(|(name, value)| {
            format!(
                "<article class=\"schema\" id=\"{}\"><details><summary><code>{}</code></summary><div class=\"body\">{}</div>\
                 </details></article>\n",
                anchor("schema", name),
                Text(name),
                schema::view(value, 0)
            )
        })
        .collect();
    if all.is_empty() { all } else { format!("<section><h2 id=\"schemas\">Schemas</h2>\n{all}</section>") }
}
