//! The page of the blog.

use std::process::Command;

use routewright_tests::{Server, program};
use serde_json::json;

use crate::chromium::Browser;

const TOKEN: &str = "an-admin-token";

fn blog() -> Server {
    let mut command = Command::new(program::blog());
    Server::start(command.arg("serve").env("DATABASE_URL", "sqlite::memory:").env("BLOG_ADMIN_TOKEN", TOKEN))
}

/// The page, with one of its operations open.
fn open(browser: &mut Browser, server: &Server, operation: &str) {
    browser.open(&format!("{}/docs#op-{operation}", server.url()));
    browser.wait(&format!("document.querySelector('#op-{operation} > details').open"));
}

/// Sends the form of an operation and waits for the answer.
fn send(browser: &mut Browser, operation: &str) -> String {
    browser.eval(&format!("document.querySelector('#op-{operation} [type=submit]').click()"));
    browser.wait(&format!(
        "document.querySelector('#op-{operation} .status') && document.querySelector('#op-{operation} [type=submit]').textContent === 'Send'"
    ));
    let said = browser.eval(&format!("document.querySelector('#op-{operation} output').textContent"));
    said.as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_operation_is_tried_out() {
    let Some(mut browser) = Browser::start() else { return };
    let server = blog();
    open(&mut browser, &server, "createPost");
    let body = "#op-createPost textarea[data-in=body]";
    browser.type_into(body, r#"{"slug": "Not a slug", "title": ""}"#);
    let refused = send(&mut browser, "createPost");
    for part in ["400 Bad Request", "content-type: application/problem+json", "/authorId", "/slug", " ms"] {
        assert!(refused.contains(part), "no {part} in {refused}");
    }

    let post =
        json!({"slug": "it-s-new", "title": "It's new", "authorId": "0190a6b0-0000-7000-8000-000000000001"});
    browser.type_into(body, &post.to_string());
    let line = browser.eval("document.querySelector('#op-createPost .curl code').textContent");
    let line = line.as_str().unwrap_or_default();
    assert!(line.starts_with("curl -X POST http://127.0.0.1:") && line.contains(r"It'\''s new"), "{line}");
    let stored = send(&mut browser, "createPost");
    assert!(stored.contains("201 Created") && stored.contains("\"slug\": \"it-s-new\""), "{stored}");
    if Command::new("curl").arg("--version").output().is_ok() {
        let again = Command::new("sh").args(["-c", &format!("{line} --silent")]).output().expect("a shell");
        assert!(String::from_utf8_lossy(&again.stdout).contains("409"), "the line does the same: {again:?}");
    }
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn parameters_credentials_and_files_are_sent() {
    let Some(mut browser) = Browser::start() else { return };
    let server = blog();
    open(&mut browser, &server, "listPosts");
    browser.type_into("#op-listPosts [data-name=limit]", "1");
    let listed = send(&mut browser, "listPosts");
    assert!(listed.contains("200 OK") && listed.contains("\"limit\": 1"), "{listed}");

    open(&mut browser, &server, "readStats");
    assert!(send(&mut browser, "readStats").contains("401"));
    browser.type_into("#op-readStats [data-in=bearer]", TOKEN);
    let stats = send(&mut browser, "readStats");
    assert!(stats.contains("200 OK"), "{stats}");
    let known = browser.eval("document.querySelector('#op-publishPost [data-in=bearer]').value");
    assert_eq!(known, TOKEN, "one who has told one operation has told all");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cover.png");
    std::fs::write(&file, pixel()).expect("a file");
    open(&mut browser, &server, "uploadCover");
    browser.choose("#op-uploadCover [type=file]", &file);
    browser.type_into("#op-uploadCover [data-name=alt]", "A dot");
    let uploaded = send(&mut browser, "uploadCover");
    assert!(uploaded.contains("200 OK") && uploaded.contains("\"alt\": \"A dot\""), "{uploaded}");
    assert!(uploaded.contains("image/png"), "{uploaded}");

    open(&mut browser, &server, "downloadCover");
    assert!(send(&mut browser, "downloadCover").contains("bytes of image/png"));
    browser.wait("document.querySelector('#op-downloadCover output img').naturalWidth === 1");
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn a_stream_is_shown_as_it_comes_and_stopped() {
    let Some(mut browser) = Browser::start() else { return };
    let server = blog();
    open(&mut browser, &server, "streamPosts");
    browser.eval("document.querySelector('#op-streamPosts [type=submit]').click()");
    browser.wait("document.querySelector('#op-streamPosts .status')");
    assert_eq!(browser.eval("document.querySelector('#op-streamPosts [type=submit]').textContent"), "Stop");
    let post = json!({"slug": "now", "title": "Now", "authorId": "0190a6b0-0000-7000-8000-000000000001", "status": "published"});
    let _ = server.client().send("POST", "/api/v1/posts", &post).expect(201);
    browser.wait("document.querySelector('#op-streamPosts output').textContent.includes('Now')");
    browser.eval("document.querySelector('#op-streamPosts [type=submit]').click()");
    browser.wait("document.querySelector('#op-streamPosts output').textContent.includes('Stopped')");
}

#[test]
fn operations_and_schemas_are_found() {
    let Some(mut browser) = Browser::start() else { return };
    let server = blog();
    browser.open(&format!("{}/docs", server.url()));
    browser.press("/");
    browser.wait("document.activeElement.id === 'search'");
    browser.type_into("#search", "POST publish");
    let shown =
        "[...document.querySelectorAll('article')].filter((it) => !it.hidden && it.offsetHeight).length";
    assert_eq!(browser.eval(shown), 1);
    browser.press("Enter");
    browser.wait("document.querySelector('#op-publishPost > details').open");
    assert_eq!(browser.eval("document.querySelector('nav [aria-current]').hash"), "#op-publishPost");
    browser.type_into("#search", "");
    browser.eval("document.querySelector('nav [href=\"#op-createComment\"]').click()");
    browser.wait("document.querySelector('#op-createComment > details').open");
    // The schema of the body is shown without a further click.
    browser.wait("document.querySelector('#op-createComment .ref dt code')?.textContent === 'name'");
    browser.eval("document.querySelector('#op-createComment > details > summary').click()");
    browser.wait("!document.querySelector('#op-createComment > details').open");
    browser.eval("document.querySelector('nav [href=\"#op-createComment\"]').click()");
    browser.wait("document.querySelector('#op-createComment > details').open");
    browser.eval("document.querySelector('#op-readPost > details > summary').click()");
    browser.wait("document.querySelector('#op-readPost > details').open");
    assert_eq!(browser.eval("location.hash"), "#op-readPost", "what is opened can be bookmarked");
    assert_eq!(browser.eval("document.querySelector('nav [aria-current]').hash"), "#op-readPost");
    browser.type_into("#search", "nothing has this");
    assert_eq!(browser.eval("document.getElementById('none').hidden"), false);
    browser.type_into("#search", "");

    let theme = "getComputedStyle(document.body).backgroundColor";
    let before = browser.eval(theme);
    browser.eval("document.getElementById('theme').click()");
    assert_ne!(browser.eval(theme), before);
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn a_link_is_followed_while_another_opens() {
    let Some(mut browser) = Browser::start() else { return };
    let server = blog();
    browser.open(&format!("{}/docs", server.url()));
    // The second link is clicked in the moment in which the first has opened, before that is told.
    browser.eval(
        "addEventListener('hashchange', () => document.querySelector('nav [href=\"#op-createComment\"]').click(),
                          { once: true })",
    );
    browser.eval("document.querySelector('nav [href=\"#op-publishPost\"]').click()");
    browser.wait("document.querySelector('#op-createComment > details').open");
    assert_eq!(browser.eval("location.hash"), "#op-createComment");
    assert_eq!(browser.eval("document.querySelector('nav [aria-current]').hash"), "#op-createComment");
}

#[test]
fn a_narrow_screen_is_wide_enough() {
    let Some(mut browser) = Browser::start() else { return };
    let server = blog();
    let narrow = json!({"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": false});
    browser.call("Emulation.setDeviceMetricsOverride", narrow);
    browser.open(&format!("{}/docs", server.url()));
    browser.eval("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
    let page = "document.documentElement";
    assert_eq!(browser.eval(&format!("{page}.scrollWidth <= {page}.clientWidth")), true);
    let wide =
        "[...document.querySelectorAll('article .body')].filter((it) => it.scrollWidth > it.clientWidth)";
    assert_eq!(browser.eval(&format!("{wide}.map((it) => it.closest('article').id)")), json!([]));
}

/// A picture of one dot.
fn pixel() -> Vec<u8> {
    let dot = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100\
               5fe5c34b0000000049454e44ae426082";
    let digits: Vec<u8> = dot.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits.chunks(2).filter_map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}
