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
        let names: HashSet<&str> = list.iter().filter_map(name).collect();
        let parent = |node: &'d Node| Some((name(node)?, node.as_map()?.get("parent")?));
        let parents: HashMap<&str, &Member> = list.iter().filter_map(parent).collect();
        // Tags above which all is well, and those of which the worst was said.
        let mut known: HashSet<&str> = HashSet::new();
        for tag in list.iter().filter_map(name) {
            let mut way = HashSet::new();
            let mut at = tag;
            while !known.contains(at)
                && way.insert(at)
                && let Some(member) = parents.get(at)
                && let Some(above) = member.value.as_str()
            {
                if !names.contains(above) {
                    let problem = format!("there is no tag \"{above}\"");
                    let warning = Diagnostic::warning(member.value.place, problem);
                    self.push(match self.document.may_suggest() {
                        true => warning.did_you_mean(above, names.iter().copied()),
                        false => warning,
                    });
                    break;
                }
                if way.contains(above) {
                    self.warn(member.value.place, format!("the tag \"{above}\" is within itself"));
                }
                at = above;
            }
            known.extend(way);
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
        let circle = "{name: c, parent: a}, {name: a, parent: b}, {name: b, parent: a}";
        assert_eq!(tags(circle), ["4:70: warning: the tag \"a\" is within itself"]);
        let kind = document("3.1.0", "paths: {}\ntags: [{name: a, kind: nav}]\n").problems;
        assert_eq!(kind, ["4:18: warning: \"kind\" is not known in a tag; it is ignored"]);
    }
}
