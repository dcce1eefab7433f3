//! What the compiler says about handlers that break the contract. The messages are part of the interface: each
//! `wrong_*.rs` has beside it what is said about it, and each `right*.rs` compiles.
//!
//! They are the examples of one project, built where the other tests build theirs, so that nothing is compiled for them
//! alone. With `CONTRACT=overwrite` in the environment what is said now becomes what is expected.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use routewright_tests::program::{cargo, run, said};
use routewright_tests::workspace::root;
use serde_json::Value;

#[test]
fn the_compiler_holds_the_contract() {
    let cases = root().join("tests/contract");
    let said = compile(&project(&cases));
    let mut wrong = Vec::new();
    for name in names(&cases) {
        let now = said.get(&name).cloned().unwrap_or_default();
        if name.starts_with("right") {
            assert_eq!(now, "", "{name} does not compile");
            continue;
        }
        let file = cases.join(format!("{name}.stderr"));
        if std::env::var_os("CONTRACT").is_some_and(|value| value == "overwrite") {
            std::fs::write(&file, &now).expect("a writable file");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if now.is_empty() || now != expected {
            wrong.push(format!("{name}.rs\n--- expected\n{expected}--- said\n{now}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of the cases.
fn names(cases: &Path) -> Vec<String> {
    let files = std::fs::read_dir(cases).expect("a folder").flatten().map(|entry| entry.path());
    let is_case =
        |path: &PathBuf| path.extension().is_some_and(|it| it == "rs") && !path.ends_with("main.rs");
    let mut names: Vec<String> =
        files.filter(is_case).filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    assert!(names.len() > 2, "no cases in {}", cases.display());
    names
}

/// Makes a project of which every case is an example.
fn project(cases: &Path) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contract");
    let _ = std::fs::remove_dir_all(&folder);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        std::fs::write(path, text).expect("a writable file");
    };
    let runtime = Value::from(root().join("runtime").display().to_string());
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"contract\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             routewright = {{ path = {runtime} }}\n\n[workspace]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
        ),
    );
    write("src/lib.rs", "");
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    for entry in std::fs::read_dir(cases).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "main.rs" && !name.ends_with(".stderr") {
            write(&format!("examples/{name}"), &std::fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    folder
}

/// What the compiler says about each example.
fn compile(folder: &Path) -> BTreeMap<String, String> {
    let arguments = ["build", "--examples", "--keep-going", "--offline", "--message-format=json"];
    let output = run(cargo(folder).args(arguments));
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    for message in lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        if let Some(told) = told(&message["message"]) {
            let name = message["target"]["name"].as_str().unwrap_or_default();
            all.entry(name.to_owned()).or_default().push_str(&told);
        }
    }
    assert!(!all.is_empty(), "nothing was compiled:\n{}", said(&output));
    all
}

/// An error in the words that we chose: what it is, where, and what to do. What the compiler adds of itself about other
/// types and the bounds of ours is left out.
fn told(diagnostic: &Value) -> Option<String> {
    let place = diagnostic["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    if diagnostic["level"] != "error" {
        return None;
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut told = format!(
        "error: {}\n  --> {}:{}:{} {}\n",
        text(&diagnostic["message"]),
        text(&place["file_name"]).trim_start_matches("examples/"),
        place["line_start"],
        place["column_start"],
        text(&place["label"])
    );
    for child in diagnostic["children"].as_array().into_iter().flatten() {
        let message = text(&child["message"]);
        let is_ours =
            !["required ", "the following other types", "the trait `", "the full name", "consider using"]
                .iter()
                .any(|start| message.starts_with(start));
        if is_ours {
            told.push_str(&format!("  {}: {message}\n", text(&child["level"])));
        }
    }
    // The compiler ends lines without labels in a space.
    Some(told.lines().map(|line| format!("{}\n", line.trim_end())).collect())
}
