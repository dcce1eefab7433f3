//! What the generator reads in a file beside what a plain reader does.

use serde_json::Value;

use super::Outcome;

const ZEROS: &str = "digits behind a zero are a number by YAML 1.2, and a text to the plain reader";

/// Notes where the two have read something else.
pub fn compare(ours: &Value, theirs: &Value, pointer: &str, outcome: &mut Outcome) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter()
                .for_each(|(name, value)| compare(value, &b[name], &format!("{pointer}/{name}"), outcome));
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs.for_each(|(at, (a, b))| compare(a, b, &format!("{pointer}/{at}"), outcome));
        }
        (Value::Number(number), Value::String(text))
            if text.starts_with('0') && text.trim_start_matches('0') == number.to_string() =>
        {
            outcome.set_apart(pointer, ZEROS);
        }
        _ if ours == theirs => {}
        _ => {
            let complaint = format!("is read as {ours}, and by a plain reader as {theirs}");
            outcome.disagree(pointer, 0, &complaint);
        }
    }
}
