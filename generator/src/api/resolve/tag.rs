//! Tags, which group operations and, since OpenAPI 3.2, each other.

use std::collections::{HashMap, HashSet};

use super::Resolver;
use crate::api::Tag;
use crate::diagnostic::Diagnostic;
use crate::load::{Map, Member, Node};

impl<'d> Resolver<'d> {
    pub(super) fn tags(&mut self, root: &'d Map) -> Vec<Tag> {
        let list = self.list_member(root, "tags").unwrap_or_default();
        let tags = list.iter().filter_map(|node| self.tag(node)).collect();
        if self.is_3_2() {
            self.check_parents(list);
        }
        tags
    }

    fn tag(&mut self, node: &'d Node) -> Option<Tag> {
        let map = self.object(node, "a tag")?;
        let name = self.required_text(map, "name", node.place, "a tag")?;
        let known = ["name", "description", "externalDocs"];
        self.unknown_before(map, &known, &["summary", "parent", "kind"], "a tag");
        Some(Tag { name, description: self.text_member(map, "description") })
    }

    /// Warns of tags within a tag that is not there, or within themselves.
    fn check_parents(&mut self, list: &'d [Node]) {
        let name = |node: &'d Node| node.get("name").and_then(Node::as_str);
        let parents: HashMap<&str, &Member> =
            list.iter().filter_map(|node| Some((name(node)?, node.as_map()?.get("parent")?))).collect();
        let names: HashSet<&str> = list.iter().filter_map(name).collect();
        for (tag, member) in list.iter().filter_map(|node| Some((name(node)?, *parents.get(name(node)?)?))) {
            let mut seen = HashSet::from([tag]);
            let mut above = member.value.as_str();
            while let Some(parent) = above {
                let problem = match (names.contains(parent), seen.insert(parent)) {
                    (false, _) => format!("there is no tag \"{parent}\""),
                    (true, false) => format!("the tag \"{tag}\" is within itself"),
                    (true, true) => {
                        above = parents.get(parent).and_then(|member| member.value.as_str());
                        continue;
                    }
                };
                let warning = Diagnostic::warning(member.value.place, problem);
                self.push(warning.did_you_mean(parent, names.iter().copied().filter(|name| *name != parent)));
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn tags_are_within_others() {
        let tags = |tags: &str| document("3.2.0", &format!("paths: {{}}\ntags: [{tags}]\n")).problems;
        assert_eq!(
            tags("{name: a, summary: A, kind: nav}, {name: b, parent: a}, {name: c, parent: b}"),
            [""; 0]
        );
        assert_eq!(tags("{name: a, parent: b}"), ["4:26: warning: there is no tag \"b\""]);
        assert_eq!(tags("{name: a, parent: a}"), ["4:26: warning: the tag \"a\" is within itself"]);
        let kind = document("3.1.0", "paths: {}\ntags: [{name: a, kind: nav}]\n").problems;
        assert_eq!(kind, ["4:18: warning: \"kind\" is not known in a tag; it is ignored"]);
    }
}
