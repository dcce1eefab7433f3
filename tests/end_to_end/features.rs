//! The small specs of all features, as the versions of one project: it builds, and says what they say.

use std::fs;
use std::process::Command;

use routewright_tests::{program, workspace};

use crate::shop::Shop;

#[test]
fn every_feature_is_described_as_its_spec_says() {
    let shop = Shop::new("feature_shop");
    let mut settings = String::new();
    let folder = fs::read_dir(workspace::root().join("specs/features")).expect("specs/features");
    for file in folder.flatten().map(|entry| entry.path()) {
        let name = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let mount = name.replace('_', "-");
        settings.push_str(&format!(
            "[[spec]]\nname = \"{name}\"\npath = \"specs/{name}.yaml\"\nmount = \"/{mount}\"\n"
        ));
        shop.write(&format!("specs/{name}.yaml"), &fs::read_to_string(&file).expect("a spec"));
    }
    shop.write("routewright.toml", &settings);
    fs::remove_dir_all(shop.path("src/app")).expect("the handlers of another spec");
    shop.succeeds(&["generate"]);

    let mut check = Command::new(program::routewright());
    check.current_dir(shop.path("")).arg("check");
    program::share_builds(&mut check, &program::target());
    let said = program::said(&program::run(&mut check));
    let differs: Vec<&str> = said.lines().filter(|line| line.trim_start().starts_with("differs")).collect();
    // Of two operations that no request can tell apart, one is served.
    let [apart] = differs[..] else { panic!("{said}") };
    assert!(apart.ends_with("paths: /paths/~1posts~1{slug}/get: in the spec, not in the types"), "{said}");
    assert!(said.contains("1 difference between specs and types"), "{said}");
}
