//! What a run leaves alone.

use crate::shop::{LIST, READ, Shop};

/// Ways in which people write files.
const HANDS: &[&str] = &[
    "use crate::generated::v1::{ListItems  ,ListItemsResponse};\nuse routewright::Result;\npub   async fn get ( list: ListItems )->Result<ListItemsResponse>{ todo!( ) } // and no newline",
    "//! CRLF\r\n\r\npub async fn get(req: crate::generated::v1::ListItems) -> routewright::Result<crate::generated::v1::ListItemsResponse> {\r\n\ttodo!()\r\n}\r\n",
    "\u{feff}// A byte order mark.\nmod inner { pub async fn get() {} pub async fn post() {} }\npub use inner::get;\n/* the end */",
    "macro_rules! get { () => { fn post() {} } }\nmod hidden { get!(); }\n\n\n// Comments at the end.\n//\n",
    "#![allow(unused)]\n/** post() */\nconst POST: &str = r#\"pub async fn post() {}\"#;\n",
];

#[test]
fn every_byte_that_a_person_wrote() {
    for text in HANDS {
        let shop = Shop::generated();
        shop.write(LIST, text);
        shop.write("src/main.rs", "fn main() {}\n");
        shop.write("src/app/api/items/helper.rs", "not Rust, and nobody's business");
        let read = shop.read(READ);
        shop.generate();
        let now = shop.read(LIST);
        assert!(now.starts_with(text), "{now}");
        assert!(now[text.len()..].contains("pub async fn post("), "{now}");
        assert_eq!(now.contains("\r\n"), text.contains("\r\n"));
        assert_eq!(shop.read(READ), read);
        assert_eq!(shop.read("src/main.rs"), "fn main() {}\n");
        let before = shop.files();
        shop.generate();
        assert_eq!(shop.files(), before);
    }
}

#[test]
fn folders_that_a_person_chose() {
    let shop = Shop::generated();
    let text = shop.read(READ);
    std::fs::remove_dir_all(shop.path("src/app/api/items/[id]")).expect("it was there");
    shop.write("src/app/(shop)/api/items/[item]/route.rs", &text);
    shop.generate();
    assert!(!shop.path(READ).exists());
    assert_eq!(shop.read("src/app/(shop)/api/items/[item]/route.rs"), text);
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_symbolic_link() {
    let shop = Shop::generated();
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("route.rs"), "pub async fn get() {}\n").expect("a file");
    std::fs::remove_dir_all(shop.path("src/app/api/items")).expect("it was there");
    std::os::unix::fs::symlink(outside.path(), shop.path("src/app/api/items")).expect("a link");
    let said = shop.fails(&["generate"]);
    assert!(said.contains("symbolic link"), "{said}");
    let text = std::fs::read_to_string(outside.path().join("route.rs")).expect("a file");
    assert_eq!(text, "pub async fn get() {}\n");
    assert_eq!(std::fs::read_dir(outside.path()).expect("a folder").count(), 1);
}
