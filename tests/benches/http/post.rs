//! The post that is read, and the one that is created.

pub const ID: &str = "0190a6b0-0000-7000-8000-00000000000a";

pub const INPUT: &str = r#"{
    "slug": "a-folder-is-a-url",
    "title": "A folder is a URL",
    "subtitle": "And a function is a method",
    "authorId": "0190a6b0-0000-7000-8000-000000000001",
    "status": "published",
    "tags": ["http", "rust"],
    "content": [
        {"kind": "paragraph", "text": "Every folder below app is a segment of a URL, every function in its route.rs a method."},
        {"kind": "quote", "text": "Static beats dynamic, dynamic beats catch-all.", "source": "The router"},
        {"kind": "paragraph", "text": "What reaches a handler has been checked; what it gives back is what was declared."},
        {"kind": "image", "url": "https://example.com/folders.png", "alt": "Folders, and the URLs that they become"}
    ],
    "meta": {"og:type": "article", "og:locale": "en_GB"}
}"#;
