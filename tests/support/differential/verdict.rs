//! What the answer about a value comes to.

use std::net::Ipv6Addr;

use serde_json::Value;
use uuid::Uuid;

use super::asked::Answer;
use super::oracle::Judge;
use super::project::Kept;

/// What the answer about a value comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Both say the same.
    Agreed,
    /// They differ for a reason that is meant.
    Apart(&'static str),
    /// They differ.
    Disagreed(String),
}

const BY_NAME: &str = "the discriminator decides, which says nothing in JSON Schema";
const ROUNDED: &str = "the float that is kept is written as a number beyond the format";
const WIDE: &str = "a whole number of more than 64 bits is for `integers = \"any\"`";

/// Holds the answer about a value against the judge; with it comes whether the value is valid.
pub fn verdict(value: &Value, answer: Answer, judge: &Judge<'_>, kept: Kept) -> (bool, Verdict) {
    let valid = judge.accepts(value);
    let by_name = || judge.accepts_by_name(value).filter(|by_name| *by_name != valid).is_some();
    let verdict = match (valid, answer) {
        (_, Answer::Broken(reason)) => Verdict::Disagreed(format!("{value}: {reason}")),
        (true, Answer::Read(written)) => written_again(&written, value, judge, kept),
        (false, Answer::Refused(_)) => Verdict::Agreed,
        (_, Answer::Read(_) | Answer::Refused(_)) if by_name() => Verdict::Apart(BY_NAME),
        (true, Answer::Refused(_)) if kept == Kept::AsTypes && is_wide(value) => Verdict::Apart(WIDE),
        (true, Answer::Refused(reason))
            if kept == Kept::AsTypes && reason.contains("Format(\"int64\")") && is_at_the_edge(value) =>
        {
            Verdict::Apart(ROUNDED)
        }
        (true, Answer::Refused(reason)) => {
            Verdict::Disagreed(format!("{value} is valid and refused: {reason}"))
        }
        (false, Answer::Read(_)) => Verdict::Disagreed(format!("{value} is not valid and accepted")),
    };
    (valid, verdict)
}

/// Whether there is a whole number in a value that no `i64` holds.
fn is_wide(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let float = number.as_f64().unwrap_or_default();
            number.as_i64().is_none() && float.fract() == 0.0 && float.abs() >= i64::MAX as f64
        }
        Value::Array(items) => items.iter().any(is_wide),
        Value::Object(members) => members.values().any(is_wide),
        _ => false,
    }
}

/// Whether there is a whole number in a value that fits an `i64`, and is written as one that does not once it is a float:
/// -9223372036854775808 as -9223372036854776000.
fn is_at_the_edge(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            number.as_i64().is_some_and(|whole| whole.unsigned_abs() as f64 >= i64::MAX as f64)
        }
        Value::Array(items) => items.iter().any(is_at_the_edge),
        Value::Object(members) => members.values().any(is_at_the_edge),
        _ => false,
    }
}

/// Whether what was written is what was read, defaults of members that were not there left aside.
fn written_again(written: &Value, read: &Value, judge: &Judge<'_>, kept: Kept) -> Verdict {
    let mut spelling = None;
    if !holds(written, read, &mut spelling) || (spelling.is_some() && kept == Kept::AsWritten) {
        return Verdict::Disagreed(format!("{read} is written as {written}"));
    }
    if !judge.accepts(written) && judge.accepts_by_name(written) != Some(true) {
        return Verdict::Disagreed(format!("{read} is written as {written}, which is not valid"));
    }
    spelling.map_or(Verdict::Agreed, Verdict::Apart)
}

fn holds(written: &Value, read: &Value, spelling: &mut Option<&'static str>) -> bool {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => read
            .iter()
            .all(|(name, read)| written.get(name).is_some_and(|written| holds(written, read, spelling))),
        (Value::Array(written), Value::Array(read)) => {
            written.len() == read.len()
                && written.iter().zip(read).all(|(written, read)| holds(written, read, spelling))
        }
        (Value::String(written), Value::String(read)) if written != read => {
            *spelling = same(written, read).or(*spelling);
            same(written, read).is_some()
        }
        _ => routewright::schema::equality::equal(written, read),
    }
}

/// What two texts are both, written in two ways.
fn same(one: &str, other: &str) -> Option<&'static str> {
    let moment = |text: &str| to_nanoseconds(text).parse::<jiff::Timestamp>().ok();
    let id = |text: &str| Uuid::try_parse(text).ok();
    let address = |text: &str| text.parse::<Ipv6Addr>().ok();
    if moment(one).is_some() && moment(one) == moment(other) {
        let is_cut = to_nanoseconds(other) != other;
        Some(if is_cut { "a moment is kept to the nanosecond" } else { "a moment is written in another way" })
    } else if id(one).is_some() && id(one) == id(other) {
        Some("a UUID is written in lower case")
    } else if address(one).is_some() && address(one) == address(other) {
        Some("an IPv6 address is written in its short form")
    } else {
        None
    }
}

/// A moment without the digits behind its nanoseconds.
fn to_nanoseconds(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else { return text.to_owned() };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    format!("{whole}.{}{}", &rest[..digits.min(9)], &rest[digits..])
}
