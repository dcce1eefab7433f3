//! The methods of one path.

use http::{HeaderValue, Method};

/// The routes of one path by their methods.
#[derive(Debug, Default)]
pub(crate) struct Methods {
    routes: Vec<(Method, usize)>,
    allow: Option<HeaderValue>,
}

impl Methods {
    /// Adds a route, unless there is one of that method already.
    pub(crate) fn insert(&mut self, method: Method, route: usize) -> bool {
        if self.routes.iter().any(|(other, _)| *other == method) {
            return false;
        }
        self.routes.push((method, route));
        self.allow = HeaderValue::from_str(&self.list()).ok();
        true
    }

    /// The route of a method. `HEAD` follows `GET` where it has no route of its own.
    pub(crate) fn find(&self, method: &Method) -> Option<usize> {
        self.get(method).or_else(|| if *method == Method::HEAD { self.get(&Method::GET) } else { None })
    }

    /// The route of exactly that method.
    pub(crate) fn get(&self, method: &Method) -> Option<usize> {
        self.routes.iter().find(|(other, _)| other == method).map(|(_, route)| *route)
    }

    /// Every route.
    pub(crate) fn routes(&self) -> impl Iterator<Item = usize> {
        self.routes.iter().map(|(_, route)| *route)
    }

    /// The value of `Allow`.
    pub(crate) fn allow(&self) -> Option<HeaderValue> {
        self.allow.clone()
    }

    fn list(&self) -> String {
        let has = |method: &Method| self.find(method).is_some() || *method == Method::OPTIONS;
        let known = [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
            Method::TRACE,
        ];
        let others = self.routes.iter().map(|(method, _)| method).filter(|method| !known.contains(method));
        let all: Vec<&str> =
            known.iter().filter(|method| has(method)).chain(others).map(Method::as_str).collect();
        all.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_follows_get_and_allow_lists_what_works() {
        let mut methods = Methods::default();
        assert!(methods.insert(Method::POST, 1));
        assert_eq!(methods.allow().unwrap(), "POST, OPTIONS");
        assert_eq!(methods.find(&Method::HEAD), None);
        assert!(methods.insert(Method::GET, 0));
        assert!(!methods.insert(Method::GET, 2));
        assert_eq!(methods.allow().unwrap(), "GET, HEAD, POST, OPTIONS");
        assert_eq!(methods.find(&Method::HEAD), Some(0));
        assert_eq!(methods.find(&Method::PUT), None);
        let link = Method::from_bytes(b"LINK").unwrap();
        assert!(methods.insert(link.clone(), 3));
        assert_eq!(methods.find(&link), Some(3));
        assert_eq!(methods.allow().unwrap(), "GET, HEAD, POST, OPTIONS, LINK");
    }
}
