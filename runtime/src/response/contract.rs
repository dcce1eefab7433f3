//! Holds responses to what their operation declares.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::response::{IntoResponse, Response as HttpResponse};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode, header};
use hyper::body::Body as _;

use crate::model::{Context, Direction, Field, Kind, Rules, Type, read_text};
use crate::operation::{Location, Media, OperationInfo, ResponseInfo, Status};
use crate::problem::{Problem, Violation, is_error};
use crate::request::{headers_of_response, is_json, media_of_response, of_text, violation};
use crate::schema::{Failures, Reason};

/// Longer bodies, and those whose length nobody knows, pass without a look.
const MOST: u64 = 8 << 20;

/// Headers that layers add for everybody, and no document declares.
const COMMON: &[&str] = &[
    "x-content-type-options",
    "x-correlation-id",
    "x-frame-options",
    "x-powered-by",
    "x-request-id",
    "x-robots-tag",
    "x-xss-protection",
];

/// What becomes of a response that is not as its operation declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Checks {
    /// It is sent, and nobody looks.
    Off,
    /// It is sent, and the log says what is wrong with it.
    Log,
    /// The client reads a 500 that says what is wrong with it, and the log does too.
    Refuse,
}

impl Checks {
    /// What applies where nothing else is said: builds for development refuse, others do not look.
    pub(crate) const fn by_default() -> Self {
        if cfg!(debug_assertions) { Self::Refuse } else { Self::Off }
    }
}

/// The responses that an operation declares, to hold real ones to.
#[derive(Debug)]
pub(crate) struct Contract {
    info: &'static OperationInfo,
    checks: Checks,
    /// What the log has told already of: of a status that it, a media type or a header of it is not declared.
    told: Mutex<BTreeSet<(StatusCode, String)>>,
}

impl Contract {
    pub(crate) fn new(info: &'static OperationInfo, checks: Checks) -> Self {
        Self { info, checks, told: Mutex::default() }
    }

    /// The response, or what is sent in its stead.
    pub(crate) async fn hold(&self, response: HttpResponse, to_head: bool) -> HttpResponse {
        let status = response.status();
        let Some(declared) = find(self.info.responses, status) else {
            self.undeclared(status, is_error(&response));
            return response;
        };
        self.undeclared_headers(declared, &response);
        let mut wrong = self.headers(declared, response.headers());
        let Some(media) = self.media(declared, &response) else { return self.judge(response, wrong) };
        let is_read = media.blank.is_some()
            && !to_head
            && response.body().size_hint().exact().is_some_and(|length| length <= MOST)
            && !response.headers().contains_key(header::CONTENT_ENCODING);
        if !is_read {
            return self.judge(response, wrong);
        }
        let (parts, body) = response.into_parts();
        let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else { return super::opaque() };
        let failures = body_failures(media, &bytes);
        wrong.total += failures.total();
        let listed = failures.into_iter();
        wrong.list.extend(listed.map(|failure| Violation::new(&failure.reason).pointer(failure.pointer)));
        self.judge(HttpResponse::from_parts(parts, Body::from(bytes)), wrong)
    }

    /// What is wrong with the headers.
    fn headers(&self, declared: &ResponseInfo, headers: &HeaderMap) -> Wrong {
        let Some(blank) = declared.blank_headers else { return Wrong::default() };
        let mut cx = Context::new(Direction::Response);
        headers_of_response(&mut *blank(), headers, &mut cx);
        let failures = cx.into_failures();
        let total = failures.total();
        let list = failures.into_iter().map(|failure| violation(Location::Header, failure)).collect();
        Wrong { list, total }
    }

    /// Tells once of each header that is the application's own and not declared.
    fn undeclared_headers(&self, declared: &ResponseInfo, response: &HttpResponse) {
        let fields = declared.headers.map_or(&[][..], |of| fields(of()));
        let own = |name: &&str| name.starts_with("x-") && !COMMON.contains(name);
        for name in response.headers().keys().map(HeaderName::as_str).filter(own) {
            let is_declared = fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
            if !is_declared && self.is_news(response.status(), name) {
                let (operation, status) = (self.info.id, response.status().as_u16());
                tracing::warn!(operation, status, "answered with the header {name}, which is not declared");
            }
        }
    }

    /// The declared media type that the response is of.
    fn media(&self, declared: &ResponseInfo, response: &HttpResponse) -> Option<&'static Media> {
        let Some(given) = response.headers().get(header::CONTENT_TYPE) else {
            self.without_media_type(declared, response);
            return None;
        };
        let given = given.to_str().ok()?;
        let media = media_of_response(declared.contents, given);
        if media.is_none() && self.is_news(response.status(), "media type") {
            let help = if is_error(response) { "; an `error.rs` can turn problems into what is" } else { "" };
            tracing::warn!(
                operation = self.info.id,
                status = response.status().as_u16(),
                "answered as {given}, which is not declared{help}",
            );
        }
        media
    }

    /// Tells once of a response that does not say what it is, or has no body at all, where the operation declares one.
    fn without_media_type(&self, declared: &ResponseInfo, response: &HttpResponse) {
        let (operation, status) = (self.info.id, response.status().as_u16());
        let Some(media) = declared.contents.first() else { return };
        if self.is_news(response.status(), "media type") {
            let what = if response.body().is_end_stream() { "body" } else { "media type" };
            tracing::warn!(operation, status, "answered without a {what}, where {} is declared", media.range);
        }
    }

    /// Tells once of a status that the operation does not declare.
    fn undeclared(&self, status: StatusCode, is_error: bool) {
        if !self.is_news(status, "status") {
            return;
        }
        let (operation, status) = (self.info.id, status.as_u16());
        // Few documents list what every server answers to what is no request of theirs.
        if is_error && !matches!(status, 403 | 404 | 409 | 410 | 412 | 422) {
            tracing::debug!(operation, status, "answered with a status that is not declared");
        } else {
            tracing::warn!(operation, status, "answered with a status that is not declared");
        }
    }

    fn is_news(&self, status: StatusCode, what: &str) -> bool {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).insert((status, what.to_owned()))
    }

    fn judge(&self, response: HttpResponse, wrong: Wrong) -> HttpResponse {
        if wrong.total == 0 {
            return response;
        }
        let (operation, status) = (self.info.id, response.status().as_u16());
        // A client's mistake stays one, however it is told; and no client may fill the log.
        if is_error(&response) {
            if let Some(violation) = wrong.list.first().filter(|_| self.is_news(response.status(), "body")) {
                let help = "an `error.rs` can turn problems into what is declared";
                tracing::warn!(operation, status, "the error breaks its contract: {violation}; {help}");
            }
            return response;
        }
        for violation in &wrong.list {
            tracing::error!(operation, status, "the response breaks its contract: {violation}");
        }
        if self.checks != Checks::Refuse {
            return response;
        }
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
            .detail(format!("the response {status} of {operation} breaks its contract"))
            .errors(wrong.list)
            .into_response()
    }
}

/// What is wrong with a response.
#[derive(Default)]
struct Wrong {
    list: Vec<Violation>,
    total: usize,
}

/// The response that is declared for a status.
fn find(responses: &'static [ResponseInfo], status: StatusCode) -> Option<&'static ResponseInfo> {
    let of = |wanted: Status| responses.iter().find(|response| response.status == wanted);
    let hundreds = u8::try_from(status.as_u16() / 100).unwrap_or_default();
    of(Status::Code(status.as_u16())).or_else(|| of(Status::Range(hundreds))).or_else(|| of(Status::Default))
}

fn fields(of: &'static Type) -> &'static [Field] {
    match &of.kind {
        Kind::Object(object) => object.fields,
        _ => &[],
    }
}

fn body_failures(media: &Media, bytes: &Bytes) -> Failures {
    let mut cx = Context::of_sent_response();
    let Some(blank) = media.blank else { return Failures::new() };
    let mut value = blank();
    if is_json(media.range) {
        read_text(bytes, &mut *value, Rules::NONE, &mut cx);
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) => of_text(text, value.describe()).read(&mut *value, Rules::NONE, &mut cx),
            Err(_) => cx.fail(Reason::Utf8),
        }
    }
    cx.into_failures()
}
