//! No servers are one server at `/`, and a slash at the end of a server's URL says nothing.

use serde_json::{Map, Value, json};

/// The server objects of a list as they are compared, in their order, which is the order of preference.
pub fn servers(servers: Option<&Value>) -> Vec<Map<String, Value>> {
    let listed = servers.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut written: Vec<Map<String, Value>> = listed.iter().filter_map(Value::as_object).cloned().collect();
    if written.is_empty() {
        written.push(Map::new());
    }
    for server in &mut written {
        let url =
            server.get("url").and_then(Value::as_str).unwrap_or_default().trim_end_matches('/').to_owned();
        server.insert("url".to_owned(), json!(url));
        super::members(server);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_server_is_a_server_at_the_root() {
        assert_eq!(servers(None), servers(Some(&json!([{ "url": "/" }]))));
        assert_ne!(servers(None), servers(Some(&json!([{ "url": "/v1" }]))));
    }
}
