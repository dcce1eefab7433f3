//! `securityDefinitions`: how callers prove who they are.

use super::Upgrade;
use super::object::{self, Object};
use crate::load::{Map, Node};

impl<'d> Upgrade<'d> {
    pub(super) fn security_schemes(&mut self, node: &'d Node) -> Node {
        self.each(node, Self::security_scheme)
    }

    fn security_scheme(&mut self, node: &'d Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let kind = map.get("type").and_then(|member| member.value.as_str());
        match kind {
            Some("basic") => self.basic(node, map),
            Some("oauth2") => self.oauth2(node, map),
            _ => self.copy(node),
        }
    }

    fn basic(&mut self, node: &'d Node, map: &'d Map) -> Node {
        let mut scheme = Object::new(node.place);
        for (name, member) in map {
            match &**name {
                "type" => {
                    scheme.put("type", member.key, object::text(member.value.place, "http"));
                    scheme.put("scheme", member.key, object::text(member.value.place, "basic"));
                }
                _ => scheme.put(name, member.key, self.copy(&member.value)),
            }
        }
        scheme.finish()
    }

    /// The one flow of 2.0 is one of several flows now.
    fn oauth2(&mut self, node: &'d Node, map: &'d Map) -> Node {
        let mut scheme = Object::new(node.place);
        let mut flow = Object::new(node.place);
        for (name, member) in map {
            match &**name {
                "flow" => {}
                "authorizationUrl" | "tokenUrl" | "scopes" => {
                    flow.put(name, member.key, self.copy(&member.value));
                }
                _ => scheme.put(name, member.key, self.copy(&member.value)),
            }
        }
        if !flow.has("scopes") {
            flow.put("scopes", node.place, Object::new(node.place).finish());
        }
        if let Some(member) = map.get("flow") {
            let name = match member.value.as_str().unwrap_or_default() {
                "application" => "clientCredentials",
                "accessCode" => "authorizationCode",
                same => same,
            };
            let mut flows = Object::new(member.value.place);
            flows.put(name, member.value.place, flow.finish());
            scheme.put("flows", member.key, flows.finish());
        }
        scheme.finish()
    }
}
