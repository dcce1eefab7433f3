//! What the generator writes: a small spec for each feature in `specs/features`, and a snapshot of every file that
//! comes of it.

mod features;

use features::{checked, read, read_with};
use routewright_generator::plan::{
    ForeignMembers, Formats, Integers, Numbers, UnknownMembers, UnknownParameters, Untyped, Validation,
};

/// A test for each feature, named after it.
macro_rules! features {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                let feature = read(stringify!($name));
                checked(&feature);
                let mut settings = insta::Settings::clone_current();
                settings.set_omit_expression(true);
                settings.set_prepend_module_to_snapshot(false);
                settings.bind(|| insta::assert_snapshot!(stringify!($name), feature.to_string()));
            }
        )*

        #[test]
        fn every_feature_has_a_test() {
            let named = [$(stringify!($name)),*];
            for name in features::names() {
                assert!(named.contains(&name.as_str()), "specs/features/{name}.yaml has no test");
            }
        }
    };
}

features! {
    all_of bodies document enums fallback hostile lists methods names nullable objects parameters paths querystring
    recursion residual responses scalars security sequences swagger unions validation
}

/// The same spec as `validation`, by the letter.
#[test]
fn validation_by_the_letter() {
    let feature = read_with("validation", BY_THE_LETTER);
    checked(&feature);
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("validation_by_the_letter", feature.to_string()));
}

const BY_THE_LETTER: Validation = Validation {
    untyped: Some(Untyped::Any),
    integers: Some(Integers::Any),
    numbers: Some(Numbers::Any),
    formats: Some(Formats::Annotate),
    unknown_members: Some(UnknownMembers::Keep),
    foreign_members: Some(ForeignMembers::Refuse),
    unknown_parameters: Some(UnknownParameters::Refuse),
};

#[test]
fn the_same_input_gives_the_same_bytes() {
    for name in features::names() {
        assert_eq!(read(&name).to_string(), read(&name).to_string(), "{name}");
    }
}

#[test]
fn nothing_of_a_hostile_spec_is_code_or_a_path() {
    let feature = read("hostile");
    for file in &feature.files {
        let portable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '.');
        assert!(file.path.chars().all(portable) && !file.path.contains(".."), "{}", file.path);
        let parsed = syn::parse_file(&file.text).expect("Rust");
        let evil = parsed.items.iter().any(|item| match item {
            syn::Item::Fn(function) => function.sig.ident == "evil" || function.sig.ident == "main",
            syn::Item::Macro(_) | syn::Item::Static(_) | syn::Item::Const(_) => true,
            _ => false,
        });
        assert!(!evil, "{}", file.text);
        let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\r' | '\0');
        assert!(!file.text.contains(hidden), "{}", file.path);
    }
}
