//! Forms with files on their way out.

use std::future::ready;
use std::hash::{BuildHasher, RandomState};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::HeaderValue;

use super::header::plain;
use super::outgoing::Outgoing;
use crate::model::{Direction, Slot, Upload, View, members};

/// A boundary that nobody can have written into a part: nobody can guess it.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(0);
    format!("routewright-{:016x}{:016x}", random(), random())
}

/// A piece of the form.
enum Piece {
    Text(Vec<u8>),
    File(Upload),
}

pub(super) fn write(value: &dyn Slot) -> Outgoing {
    let boundary = boundary();
    let mut pieces = Vec::new();
    members(value, Direction::Response, &mut |name, value| match value.view() {
        View::List(list) => {
            (0..list.len()).for_each(|index| part(name, list.get(index), &boundary, &mut pieces));
        }
        _ => part(name, value, &boundary, &mut pieces),
    });
    pieces.push(Piece::Text(format!("--{boundary}--\r\n").into_bytes()));
    let pieces = stream::iter(pieces).flat_map(|piece| match piece {
        Piece::Text(text) => stream::once(ready(Ok(Bytes::from(text)))).left_stream(),
        Piece::File(file) => file.into_stream().right_stream(),
    });
    let mut outgoing = Outgoing::new(Body::from_stream(pieces));
    outgoing.content_type = HeaderValue::from_str(&format!("multipart/form-data; boundary={boundary}")).ok();
    outgoing
}

/// A part: its headers and what is in it.
fn part(name: &str, value: &dyn Slot, boundary: &str, pieces: &mut Vec<Piece>) {
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name));
    let View::File(file) = value.view() else {
        if let Some(text) = plain(value) {
            pieces.push(Piece::Text(format!("{head}\r\n\r\n{text}\r\n").into_bytes()));
        }
        return;
    };
    if let Some(file_name) = &file.file_name {
        head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
    }
    head.push_str("\r\n");
    let content_type = file.content_type.as_deref();
    if let Some(content_type) = content_type.filter(|text| HeaderValue::from_str(text).is_ok()) {
        head.push_str(&format!("Content-Type: {content_type}\r\n"));
    }
    head.push_str("\r\n");
    pieces.push(Piece::Text(head.into_bytes()));
    pieces.push(Piece::File(file.clone()));
    pieces.push(Piece::Text(b"\r\n".to_vec()));
}

/// As browsers write names.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_keeps_its_name_and_type() {
        let mut file = Upload::new("routewright-0");
        file.file_name = Some("a\"b.txt".to_owned());
        file.content_type = Some("text/plain".to_owned());
        let map: crate::Map<Upload> = [("file".to_owned(), file)].into_iter().collect();
        let outgoing = write(&map);
        let content_type = outgoing.content_type.unwrap();
        let boundary = content_type.to_str().unwrap().split_once("boundary=").unwrap().1;
        let body = axum::body::to_bytes(outgoing.body, 1000).await.unwrap();
        assert_eq!(
            String::from_utf8_lossy(&body).replace(boundary, "X"),
            "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.txt\"\r\n\
             Content-Type: text/plain\r\n\r\nroutewright-0\r\n--X--\r\n"
        );
    }
}
