//! Parts that are told by their positions and not by names, since OpenAPI 3.2: of `multipart/mixed` and the like, and
//! parts within parts. They are described as they are written, and left to handlers.

use serde_json::{Map as Json, Value};

use super::Resolver;
use super::json::Object;
use crate::diagnostic::Diagnostic;
use crate::load::Map;

impl<'d> Resolver<'d> {
    /// `prefixEncoding` and `itemEncoding` of a media type or a part, which have no `encoding` beside them.
    pub(super) fn positions(&mut self, map: &'d Map) -> Json<String, Value> {
        let mut described = Json::new();
        if let Some(list) = self.list_member(map, "prefixEncoding") {
            list.iter().for_each(|node| drop(self.encoding(node.place, node)));
            let list = list.iter().map(|node| self.described(node, Object::Encoding)).collect();
            described.insert("prefixEncoding".to_owned(), Value::Array(list));
        }
        if let Some(node) = self.present(map, "itemEncoding") {
            self.encoding(node.place, node);
            described.insert("itemEncoding".to_owned(), self.described(node, Object::Encoding));
        }
        for key in ["prefixEncoding", "itemEncoding"] {
            if let (Some(named), Some(member)) = (map.get("encoding"), map.get(key)) {
                let message = format!("\"{key}\" stands beside \"encoding\"");
                let error = Diagnostic::error(member.key, message).related(named.key, "it is here");
                self.push(error.help("parts are told either by their names or by their positions"));
            }
        }
        described
    }

    /// The parts within a part.
    pub(super) fn within_part(&mut self, map: &'d Map) -> Json<String, Value> {
        let mut described = self.positions(map);
        if let Some(named) = self.object_member(map, "encoding") {
            for member in named.values() {
                self.encoding(member.key, &member.value);
            }
            let named = self.described_map(named, Object::Encoding);
            described.insert("encoding".to_owned(), Value::Object(named));
        }
        if !described.is_empty()
            && let Some(member) =
                ["encoding", "prefixEncoding", "itemEncoding"].iter().find_map(|key| map.get(*key))
        {
            let message = "what is within a part is described, and read as its content type says";
            let warning = Diagnostic::warning(member.key, message).capability("nested-parts");
            self.push(warning.help("take the part as a text or as bytes, and read it in the handler"));
        }
        described
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn parts_have_names_or_positions() {
        let tried = |media: &str| {
            document(
                "3.2.0",
                &format!(
                    "components: {{requestBodies: {{B: {{content: {{multipart/mixed: {media}}}}}}}}}\npaths: {{}}\n"
                ),
            )
        };
        assert_eq!(
            tried("{prefixEncoding: [{contentType: text/plain}], itemEncoding: {}}").problems,
            [""; 0]
        );
        assert_eq!(
            tried("{encoding: {}, itemEncoding: {}}").problems,
            ["3:76: error: \"itemEncoding\" stands beside \"encoding\""]
        );
        assert_eq!(
            tried("{encoding: {a: {encoding: {b: {}}}}}").problems,
            ["3:77: warning: what is within a part is described, and read as its content type says"]
        );
    }

    #[test]
    fn media_types_are_components() {
        let text = "paths: {/a: {get: {responses: {'200': {content: {application/jsonl: {$ref: '#/components/mediaTypes/Rows'}}}}}}}\ncomponents: {mediaTypes: {Rows: {itemSchema: {$ref: '#/components/schemas/Row'}}}, schemas: {Row: {type: object}}}\n";
        let api = document("3.2.0", text).clean();
        let media = &api.operations[0].responses[0].content[0];
        let target = media.item_schema.map(|id| api.schemas.target(id));
        assert_eq!(target, Some(api.components["Row"]));
    }
}
