//! New functions at the end of a file, everything before them as it was.

use std::collections::BTreeMap;

use super::Module;

/// The text of a file with functions added at its end. What was there is the start of the result, byte for byte.
///
/// `functions` say `crate::generated::v1::Post`, `routewright::Result`: what the file imports already is written
/// short, and types of generated code are imported by a line of their own where that changes the meaning of nothing else.
pub fn append(text: &str, module: &Module, generated: &str, functions: &[String]) -> String {
    let mut added: Vec<String> = functions.iter().map(|function| function.trim().to_owned()).collect();
    let imports = shorten(&mut added, module, generated);
    let mut out = String::new();
    if !text.is_empty() && !text.ends_with('\n') {
        out.push('\n');
    }
    if !text.trim().is_empty() {
        out.push('\n');
    }
    if !imports.is_empty() {
        for (module, names) in &imports {
            match &names[..] {
                [name] => out.push_str(&format!("use {module}::{name};\n")),
                names => out.push_str(&format!("use {module}::{{{}}};\n", names.join(", "))),
            }
        }
        out.push('\n');
    }
    let added: Vec<String> = added.iter().map(|function| formatted(function)).collect();
    out.push_str(&added.join("\n\n"));
    out.push('\n');
    if is_crlf(text) {
        out = out.replace('\n', "\r\n");
    }
    format!("{text}{out}")
}

/// Code whose lines became shorter, laid out anew.
fn formatted(code: &str) -> String {
    match syn::parse_file(code) {
        Ok(file) => prettyplease::unparse(&file).trim_end().to_owned(),
        Err(_) => code.to_owned(),
    }
}

/// Whether the lines of a text end as on Windows.
fn is_crlf(text: &str) -> bool {
    text.find('\n').is_some_and(|end| text[..end].ends_with('\r'))
}

/// Writes paths short, and says what has to be imported for it, by module.
fn shorten(functions: &mut [String], module: &Module, generated: &str) -> BTreeMap<String, Vec<String>> {
    let mut imports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, name) in functions.iter().flat_map(|function| paths(function, generated)) {
        let modules = names.entry(name).or_default();
        if !modules.contains(&path) {
            modules.push(path);
        }
    }
    for (name, modules) in names {
        let [path] = &modules[..] else { continue };
        let is_imported = module.imports(path, &name);
        let is_free =
            path.starts_with(generated) && module.is_free(&name) && !module.has_foreign_globs(generated);
        if !is_imported && !is_free {
            continue;
        }
        for function in functions.iter_mut() {
            *function = replace(function, &format!("{path}::{name}"), &name);
        }
        if !is_imported {
            imports.entry(path.clone()).or_default().push(name);
        }
    }
    imports
}

/// The paths into generated code and the runtime in a function, each as its module and its last name.
fn paths(function: &str, generated: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in code(function) {
        let mut rest = line;
        while let Some(at) = [generated, "routewright"].iter().filter_map(|root| start(rest, root)).min() {
            let end = rest[at..].find(|c: char| !is_word(c) && c != ':').map_or(rest.len(), |end| at + end);
            if let Some((path, name)) = rest[at..end].trim_end_matches(':').rsplit_once("::") {
                found.push((path.to_owned(), name.to_owned()));
            }
            rest = &rest[end.max(at + 1)..];
        }
    }
    found
}

/// Where a path begins that starts with `root`.
fn start(line: &str, root: &str) -> Option<usize> {
    let prefix = format!("{root}::");
    let starts = |at: &usize| !line[..*at].ends_with(|c: char| is_word(c) || c == ':');
    line.match_indices(&prefix).map(|(at, _)| at).find(starts)
}

/// Replaces a path that stands as a whole, in code and not in comments.
fn replace(function: &str, path: &str, name: &str) -> String {
    let mut out = String::with_capacity(function.len());
    for line in function.split_inclusive('\n') {
        let mut rest = line;
        while let Some(at) = rest.find(path).filter(|_| !is_comment(line)) {
            let end = at + path.len();
            let whole =
                !rest[end..].starts_with(is_word) && !rest[..at].ends_with(|c: char| is_word(c) || c == ':');
            out.push_str(&rest[..at]);
            out.push_str(if whole { name } else { path });
            rest = &rest[end..];
        }
        out.push_str(rest);
    }
    out
}

fn code(function: &str) -> impl Iterator<Item = &str> {
    function.lines().filter(|line| !is_comment(line))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "/// Create a `crate::generated::v1::Post`.\npub async fn post(_req: crate::generated::v1::CreatePost) -> routewright::Result<crate::generated::v1::CreatePostResponse> {\n    routewright::not_implemented()\n}\n";

    fn added(text: &str, functions: &[&str]) -> String {
        let module = Module::read(text).unwrap_or_else(|broken| panic!("{text}: {broken:?}"));
        let functions: Vec<String> = functions.iter().map(|function| (*function).to_owned()).collect();
        let out = append(text, &module, "crate::generated", &functions);
        let module = Module::read(&out).unwrap_or_else(|broken| panic!("{out}: {broken:?}"));
        assert!(module.function("post").is_some(), "{out}");
        out.strip_prefix(text).expect("what was there comes first").to_owned()
    }

    #[test]
    fn skeletons_grow_in_their_own_style() {
        let text = "//! `/posts`\n\nuse crate::generated::v1::{ListPosts, ListPostsResponse};\nuse routewright::{Result, not_implemented};\n\npub async fn get(_req: ListPosts) -> Result<ListPostsResponse> {\n    not_implemented()\n}\n";
        assert_eq!(
            added(text, &[POST]),
            "\nuse crate::generated::v1::{CreatePost, CreatePostResponse};\n\n/// Create a `crate::generated::v1::Post`.\npub async fn post(_req: CreatePost) -> Result<CreatePostResponse> {\n    not_implemented()\n}\n"
        );
    }

    #[test]
    fn names_that_are_taken_are_written_in_full() {
        let out =
            added("use std::io::Result;\nstruct CreatePost;\nfn x() -> Result<()> { Ok(()) }\n", &[POST]);
        assert!(out.contains("_req: crate::generated::v1::CreatePost,"), "{out}");
        assert!(out.contains("use crate::generated::v1::CreatePostResponse;\n"), "{out}");
        assert!(out.contains("-> routewright::Result<CreatePostResponse>"), "{out}");
    }

    #[test]
    fn imported_modules_are_used_and_foreign_globs_respected() {
        let out = added("use crate::generated::v1::*;\n", &[POST]);
        assert!(!out.contains("\nuse ") && out.contains("(_req: CreatePost)"), "{out}");
        let out = added("use crate::mine::*;\n", &[POST]);
        assert!(!out.contains("\nuse ") && out.contains("_req: crate::generated::v1::CreatePost,"), "{out}");
    }

    #[test]
    fn two_versions_do_not_mix() {
        let get = POST.replace("post(", "get(").replace("::v1::", "::v2::");
        let out = added("", &[POST, &get]);
        assert!(!out.contains("use "), "{out}");
    }

    #[test]
    fn every_ending_is_kept() {
        for text in [
            "",
            "\n",
            "// only a comment",
            "pub fn get() {} // no newline at the end",
            "pub fn get() {}\n\n\n",
            "\u{feff}//! BOM\nuse a::b;",
            "pub fn get() {} /* a block\n that ends here */",
            "#!/usr/bin/env run\nfn x() {}",
            "mod inner { pub async fn post() {} }\nmacro_rules! post { () => {} }\npost!();\n",
        ] {
            added(text, &[POST]);
        }
        let out = added("//! x\r\npub fn get() {}\r\n", &[POST]);
        assert!(out.contains("\r\n") && !out.replace("\r\n", "").contains('\n'), "{out:?}");
    }
}
