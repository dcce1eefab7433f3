//! What every page is wrapped in.

/// The page's look.
pub(super) const STYLE: &str = include_str!("style.css");
/// What the page does beyond being read.
pub(super) const SCRIPT: &str = concat!(include_str!("page.js"), include_str!("try.js"));

use super::html::Text;

pub(super) fn wrap(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{body}\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        Text(title)
    )
}
