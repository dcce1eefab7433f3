//! `minLength`, `maxLength`, `pattern`, `format`.

use serde_json::{Map, Value};

use super::Formats;
use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::json::Json;
use crate::schema::{
    Reason, format,
    number::Num,
    pattern::{self, Compiled},
};

/// A keyword whose argument is a count; `2.0` is one too.
pub(super) fn count(keywords: &Map<String, Value>, keyword: &str) -> Option<u64> {
    let whole = Num::of(keywords.get(keyword)?.as_number()?).whole()?;
    u64::try_from(whole).ok()
}

pub(super) fn compile(keywords: &Map<String, Value>, formats: Formats, out: &mut Vec<Box<dyn Keyword>>) {
    if let Some(least) = count(keywords, "minLength") {
        out.push(Box::new(Length { least, most: u64::MAX }));
    }
    if let Some(most) = count(keywords, "maxLength") {
        out.push(Box::new(Length { least: 0, most }));
    }
    if let Some(Value::String(source)) = keywords.get("pattern")
        && let Ok(compiled) = pattern::compile(source)
    {
        out.push(Box::new(Matches { source: source.clone(), compiled }));
    }
    if let (Some(Value::String(name)), Formats::Assert) = (keywords.get("format"), formats) {
        out.push(Box::new(Format(name.clone())));
    }
}

#[derive(Debug)]
struct Length {
    least: u64,
    most: u64,
}

impl Keyword for Length {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Text(text) = place.value else { return true };
        let actual = text.chars().count() as u64;
        if actual < self.least {
            return run.fail(place.path, || Reason::MinLength { limit: self.least, actual });
        }
        actual <= self.most || run.fail(place.path, || Reason::MaxLength { limit: self.most, actual })
    }
}

#[derive(Debug)]
struct Matches {
    source: String,
    compiled: Compiled,
}

impl Keyword for Matches {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Text(text) = place.value else { return true };
        self.compiled.is_match(text) || run.fail(place.path, || Reason::Pattern(self.source.clone().into()))
    }
}

#[derive(Debug)]
struct Format(String);

impl Keyword for Format {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let fine = match place.value {
            Json::Text(text) => format::is(&self.0, text).unwrap_or(true),
            Json::Number(number) => format::is_number(&self.0, *number).unwrap_or(true),
            _ => true,
        };
        fine || run.fail(place.path, || Reason::Format(self.0.clone().into()))
    }
}
