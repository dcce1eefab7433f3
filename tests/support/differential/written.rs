//! A document as it is written, read by readers that are not ours.

use std::fs;
use std::path::Path;

use serde_json::{Map, Number, Value};

/// Reads a file of JSON or YAML.
///
/// # Errors
/// Says what the reader does not like about it.
pub fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    if path.extension().is_some_and(|extension| extension == "json") {
        return serde_json::from_str(&text).map_err(|error| error.to_string());
    }
    let mut yaml: yaml_serde::Value = yaml_serde::from_str(&text).map_err(|error| error.to_string())?;
    yaml.apply_merge().map_err(|error| error.to_string())?;
    json(yaml)
}

fn json(yaml: yaml_serde::Value) -> Result<Value, String> {
    use yaml_serde::Value as Yaml;
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::Number(digits) => number(&digits)?,
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(json).collect::<Result<_, _>>()?),
        Yaml::Mapping(members) => {
            let members = members.into_iter().map(|(key, value)| Ok((name(json(key)?)?, json(value)?)));
            Value::Object(members.collect::<Result<Map<_, _>, String>>()?)
        }
        Yaml::Tagged(tagged) => json(tagged.value)?,
    })
}

fn number(number: &yaml_serde::Number) -> Result<Value, String> {
    let whole = number.as_i64().map(Value::from).or_else(|| number.as_u64().map(Value::from));
    let float = || number.as_f64().and_then(Number::from_f64).map(Value::Number);
    whole.or_else(float).ok_or_else(|| format!("{number} is no number of JSON"))
}

/// The name that a key is in JSON: `200` is one.
fn name(key: Value) -> Result<String, String> {
    match key {
        Value::String(text) => Ok(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(key.to_string()),
        Value::Array(_) | Value::Object(_) => Err("a key that is a list or an object".to_owned()),
    }
}
