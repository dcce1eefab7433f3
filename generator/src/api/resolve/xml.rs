//! How values are written as XML. Nothing here reads or writes XML; readers of the document do.

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::load::Map;

impl<'d> Resolver<'d> {
    /// Warns of members that `nodeType` has taken the place of, beside it.
    pub(super) fn check_xml(&mut self, map: &'d Map) {
        let Some(xml) = map.get("xml").and_then(|member| member.value.as_map()) else { return };
        let Some(kind) = xml.get("nodeType") else { return };
        for older in ["attribute", "wrapped"] {
            if let Some(member) = xml.get(older) {
                let message = format!("\"{older}\" stands beside \"nodeType\", which says it in its place");
                let warning = Diagnostic::warning(member.key, message);
                self.push(warning.related(kind.key, "it is here").help("keep one of the two"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::schema_problems;

    #[test]
    fn says_what_a_kind_of_node_excludes() {
        assert_eq!(schema_problems("{type: string, xml: {nodeType: attribute}}"), [""; 0]);
        assert_eq!(
            schema_problems("{type: string, xml: {attribute: true, nodeType: attribute}}"),
            ["22: warning: \"attribute\" stands beside \"nodeType\", which says it in its place"]
        );
    }
}
