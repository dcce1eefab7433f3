//! What a client is willing to read.

use http::{HeaderMap, StatusCode, header};

use crate::error::Error;
use crate::operation::{Media, OperationInfo, Status};
use crate::problem::Problem;

use super::attributes::elements;
use super::media::MediaType;

/// Passes when the client would read one of the bodies with which the operation answers when all is well.
///
/// # Errors
/// 406, with the media types that there are.
pub(crate) fn acceptable(info: &OperationInfo, headers: &HeaderMap) -> Result<(), Error> {
    let mut lines = headers.get_all(header::ACCEPT).iter().peekable();
    // Most clients say nothing, or that they take anything.
    if lines.peek().is_none_or(|line| line.as_bytes() == b"*/*") {
        return Ok(());
    }
    let mut offered = offers(info).peekable();
    if offered.peek().is_none() {
        return Ok(());
    }
    // What cannot be read asks for nothing.
    let wanted: Vec<MediaType<'_>> =
        lines.filter_map(|line| line.to_str().ok()).flat_map(elements).filter_map(MediaType::parse).collect();
    if wanted.is_empty() || offered.any(|media| wants(&wanted, media.range)) {
        return Ok(());
    }
    let ranges: Vec<&str> = offers(info).map(|media| media.range).collect();
    let problem = Problem::new(StatusCode::NOT_ACCEPTABLE)
        .detail("none of the media types of this operation is acceptable to the client")
        .with("available", ranges);
    Err(Error::problem(problem))
}

/// The media types of the responses that mean success.
fn offers(info: &OperationInfo) -> impl Iterator<Item = &'static Media> {
    let is_success = |status: Status| match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Range(hundreds) => hundreds == 2,
        Status::Default => false,
    };
    let has_success = info.responses.iter().any(|response| is_success(response.status));
    let chosen = move |status| if has_success { is_success(status) } else { status == Status::Default };
    info.responses
        .iter()
        .filter(move |response| chosen(response.status))
        .flat_map(|response| response.contents)
}

/// Whether a client that accepts `wanted` would read the media type `offered`, which may itself be a range. The most
/// specific range decides, so `*/*, text/html;q=0` wants everything but HTML.
fn wants(wanted: &[MediaType<'_>], offered: &str) -> bool {
    let Some(offered) = MediaType::parse(offered) else { return true };
    let best = wanted.iter().filter_map(|range| {
        let is_sent =
            range.parameter("q").is_none_or(|quality| quality.parse::<f32>().is_ok_and(|q| q > 0.0));
        // Whatever of the offered kind the client wants may be what the handler sends.
        let fit = range.fit(&offered).or_else(|| offered.fit(range));
        fit.map(|fit| (fit, is_sent))
    });
    best.max_by_key(|(fit, _)| *fit).is_some_and(|(_, is_sent)| is_sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(wanted: &[&str], offered: &str) -> bool {
        let wanted: Vec<_> = wanted.iter().filter_map(|range| MediaType::parse(range)).collect();
        super::wants(&wanted, offered)
    }

    #[test]
    fn the_most_specific_range_decides() {
        assert!(wants(&["application/json"], "application/json"));
        assert!(wants(&["text/html", " */*;q=0.1"], "application/json"));
        assert!(wants(&["image/png"], "image/*"));
        assert!(wants(&["application/*"], "application/json"));
        assert!(!wants(&["text/html"], "application/json"));
        assert!(!wants(&["*/*", "application/json;q=0"], "application/json"));
        assert!(!wants(&["*/*;q=0"], "application/json"));
    }
}
