//! Bytes that are served as they are, with the tag that tells their versions apart.

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue, StatusCode};
use sha2::{Digest, Sha256};

use super::shell;
use crate::describe::Specification;

#[derive(Clone, Debug)]
pub(super) struct Served {
    body: Bytes,
    tag: String,
    headers: Vec<(HeaderName, String)>,
}

impl Served {
    pub fn json(specification: &Specification) -> Self {
        Self::new("application/json", specification.to_json())
    }

    pub fn yaml(specification: &Specification) -> Self {
        Self::new("application/yaml", specification.to_yaml())
    }

    /// The page may run its own script and style, talk to its own server, and nothing else.
    pub fn page(html: &str) -> Self {
        let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; img-src blob:; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'self'",
            digest(shell::STYLE),
            digest(shell::SCRIPT)
        );
        let mut page = Self::new("text/html; charset=utf-8", html.to_owned());
        page.headers.push((header::CONTENT_SECURITY_POLICY, policy));
        page.headers.push((header::REFERRER_POLICY, "no-referrer".to_owned()));
        page
    }

    fn new(content_type: &str, text: String) -> Self {
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(&text)[..12]));
        let headers = vec![
            (header::CONTENT_TYPE, content_type.to_owned()),
            (header::CACHE_CONTROL, "no-cache".to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ];
        Self { body: text.into(), tag, headers }
    }

    pub fn answer(&self, request: &HeaderMap) -> Response {
        let known =
            request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(
                |tags| {
                    tags.split(',')
                        .map(str::trim)
                        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.tag)
                },
            );
        let mut response = Response::new(if known { Body::empty() } else { Body::from(self.body.clone()) });
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let tag = (header::ETAG, self.tag.clone());
        for (name, value) in self.headers.iter().chain([&tag]) {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers_mut().insert(name.clone(), value);
            }
        }
        response
    }
}
