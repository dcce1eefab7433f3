//! Documents as their publishers ship them: nothing panics, and what is meant to be read is read.
//!
//! The documents lie outside of the repository, in the folder that ROUTEWRIGHT_SHARED names.

use std::fs;
use std::path::{Path, PathBuf};

use routewright_generator::api::{self, Api};
use routewright_generator::diagnostic::Diagnostics;
use routewright_generator::load::{Options, load};

/// Larger documents are read when ROUTEWRIGHT_ALL is set.
const LARGE: u64 = 600_000;

/// Documents that point at schemas which are not there.
const INCOMPLETE: [&str; 1] = ["square.json"];

/// Documents of versions that cannot be read yet.
const OTHER_VERSIONS: [&str; 2] = ["this version of Swagger is not supported", "is not a version of OpenAPI"];

fn shared(folder: &str) -> Option<PathBuf> {
    let named = std::env::var_os("ROUTEWRIGHT_SHARED").map(PathBuf::from);
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = named.unwrap_or(usual).join(folder);
    if !path.is_dir() {
        eprintln!(
            "SKIPPED: {} is not there; set ROUTEWRIGHT_SHARED to the folder of documents",
            path.display()
        );
        return None;
    }
    Some(path)
}

/// The documents in a folder, small ones unless all are asked for.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(documents(&path));
            continue;
        }
        let is_document = path
            .extension()
            .is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|known| extension == *known));
        let is_small = entry.metadata().is_ok_and(|metadata| metadata.len() < LARGE);
        if is_document && (is_small || std::env::var_os("ROUTEWRIGHT_ALL").is_some()) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path, root: &Path) -> Result<(Api, Diagnostics), Diagnostics> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let allow_missing = INCOMPLETE.contains(&name);
    let options = Options { root: Some(root.to_owned()), allow_missing, ..Options::default() };
    let document = load(path, &options)?;
    let mut list = Vec::new();
    let api = api::resolve(&document, &mut list);
    let diagnostics = document.into_diagnostics(list);
    assert!(diagnostics.list.iter().all(|diagnostic| diagnostic.place.is_some()), "{}", path.display());
    api.map(|api| (api, diagnostics.clone())).ok_or(diagnostics)
}

/// Every reference of the API leads somewhere, and writing its schemas out ends.
fn check(api: &Api) {
    for (id, schema) in api.schemas.iter() {
        let json = api.schemas.to_json(id);
        assert!(json.is_object() || json.is_boolean());
        if let Some(name) = &schema.component {
            assert!(api.components.contains_key(name), "{name}");
        }
    }
}

fn is_of_another_version(problems: &Diagnostics) -> bool {
    problems.list.iter().any(|problem| OTHER_VERSIONS.iter().any(|version| problem.message.contains(version)))
}

fn read_all(folder: &str) {
    let Some(folder) = shared(folder) else { return };
    let (mut good, mut other) = (0, 0);
    let mut refused = Vec::new();
    for path in documents(&folder) {
        match read(&path, &folder) {
            Ok((api, _)) => {
                check(&api);
                good += 1;
            }
            Err(problems) if is_of_another_version(&problems) => other += 1,
            // Parts of documents, which stand beside them.
            Err(problems) if problems.to_string().contains("this is not an OpenAPI document") => {}
            Err(problems) => refused.push(format!("{}\n{problems}", path.display())),
        }
    }
    println!("{}: {good} read, {other} of another version", folder.display());
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(good > 0);
}

#[test]
fn published_documents_are_read() {
    read_all("specs");
}

#[test]
fn example_documents_are_read() {
    read_all("suites/oai-learn");
}

#[test]
fn documents_of_a_peer_are_read() {
    read_all("suites/ogen/positive");
}

#[test]
fn documents_in_several_files_are_read() {
    let roots = [
        "blockfrost/src/definitions.yaml",
        "lob/lob-api-public.yml",
        "openhue/src/main.yaml",
        "influxdb/src/oss.yml",
    ];
    let Some(folder) = shared("multifile") else { return };
    for root in roots {
        let (api, _) = read(&folder.join(root), &folder).unwrap_or_else(|problems| panic!("{problems}"));
        check(&api);
        assert!(api.operations.len() > 50, "{root}");
    }
}

/// Where the types of `openapiv3` can hold a 3.0 document, they see the same operations in it.
#[test]
fn another_reader_finds_the_same_operations() {
    let Some(folder) = shared("specs") else { return };
    let mut compared = 0;
    for path in documents(&folder) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Ok(theirs) = serde_json::from_str::<openapiv3::OpenAPI>(&text) else { continue };
        if !theirs.openapi.starts_with("3.0") {
            continue;
        }
        let (api, _) = read(&path, &folder).unwrap_or_else(|_| panic!("{} is refused", path.display()));
        let ids = |ids: Vec<Option<&str>>| {
            let mut ids: Vec<_> = ids.into_iter().flatten().map(str::to_owned).collect();
            ids.sort();
            ids
        };
        let ours = ids(api.operations.iter().map(|operation| operation.id.as_deref()).collect());
        let theirs =
            ids(theirs.operations().map(|(_, _, operation)| operation.operation_id.as_deref()).collect());
        assert_eq!(ours, theirs, "{}", path.display());
        compared += 1;
    }
    println!("{compared} documents compared");
    assert!(compared > 0, "no document could be compared");
}
