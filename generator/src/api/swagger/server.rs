//! `host`, `basePath` and `schemes`: where the API is served.

use super::Upgrade;
use super::object;
use crate::load::{Member, Node};

impl<'d> Upgrade<'d> {
    /// The servers with these schemes; none where the document says nothing of them.
    pub(super) fn servers(&self, schemes: Option<&'d Member>) -> Option<Node> {
        let part = |name: &str| {
            self.root.get(name).and_then(|member| Some((member.value.as_str()?, member.value.place)))
        };
        let (host, base) = (part("host"), part("basePath"));
        let (_, place) = host.or(base)?;
        let base = base.map_or("", |(base, _)| base.trim_end_matches('/'));
        let Some((host, _)) = host else {
            let url = if base.is_empty() { "/" } else { base };
            return Some(object::list(place, vec![server(place, url)]));
        };
        let named = schemes.and_then(|member| member.value.as_seq()).unwrap_or_default();
        let named = named.iter().filter_map(|node| Some((node.as_str()?, node.place)));
        let mut servers: Vec<Node> =
            named.map(|(scheme, place)| server(place, &format!("{scheme}://{host}{base}"))).collect();
        // The scheme of whoever reads the document.
        if servers.is_empty() {
            servers.push(server(place, &format!("//{host}{base}")));
        }
        Some(object::list(place, servers))
    }
}

fn server(place: crate::diagnostic::Place, url: &str) -> Node {
    object::single(place, "url", object::text(place, url))
}
