//! Forms with files on their way out.

use axum::body::Body;
use http::HeaderValue;

use super::header::plain;
use super::outgoing::{Outgoing, members};
use crate::model::{Slot, View};

/// A boundary that is in no part.
fn boundary(parts: &[(String, Vec<u8>)]) -> String {
    let is_in_use =
        |text: &str| parts.iter().any(|(_, body)| memchr::memmem::find(body, text.as_bytes()).is_some());
    let mut numbers = 0_u64..;
    loop {
        let boundary = format!("routewright-{}", numbers.next().unwrap_or_default());
        if !is_in_use(&boundary) {
            return boundary;
        }
    }
}

pub(super) fn write(value: &dyn Slot) -> Outgoing {
    let mut parts = Vec::new();
    members(value, &mut |name, value| match value.view() {
        View::List(list) => parts.extend((0..list.len()).filter_map(|index| part(name, list.get(index)))),
        _ => parts.extend(part(name, value)),
    });
    let boundary = boundary(&parts);
    let mut text = Vec::new();
    for (headers, body) in parts {
        text.extend_from_slice(format!("--{boundary}\r\n{headers}\r\n").as_bytes());
        text.extend_from_slice(&body);
        text.extend_from_slice(b"\r\n");
    }
    text.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let mut outgoing = Outgoing::new(Body::from(text));
    outgoing.content_type = HeaderValue::from_str(&format!("multipart/form-data; boundary={boundary}")).ok();
    outgoing
}

/// The headers of a part and what is in it.
fn part(name: &str, value: &dyn Slot) -> Option<(String, Vec<u8>)> {
    let mut headers = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
    let View::File(file) = value.view() else {
        headers.push_str("\r\n");
        return Some((headers, plain(value)?.into_bytes()));
    };
    if let Some(file_name) = &file.file_name {
        headers.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
    }
    headers.push_str("\r\n");
    if let Some(content_type) =
        file.content_type.as_deref().filter(|text| HeaderValue::from_str(text).is_ok())
    {
        headers.push_str(&format!("Content-Type: {content_type}\r\n"));
    }
    Some((headers, file.bytes.to_vec()))
}

/// As browsers write names.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Upload;

    #[tokio::test]
    async fn a_file_keeps_its_name_and_type() {
        let file = Upload {
            file_name: Some("a\"b.txt".to_owned()),
            content_type: Some("text/plain".to_owned()),
            bytes: "routewright-0".into(),
        };
        let map: crate::Map<Upload> = [("file".to_owned(), file)].into_iter().collect();
        let body = axum::body::to_bytes(write(&map).body, 1000).await.unwrap();
        assert_eq!(
            body,
            "--routewright-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.txt\"\r\n\
             Content-Type: text/plain\r\n\r\nroutewright-0\r\n--routewright-1--\r\n"
        );
    }
}
