//! Rules as settings of attributes.

use super::imports::Imports;
use super::token::Token;
use crate::plan::item::Rule;

/// The settings that say some rules.
pub(super) fn settings(rules: &[Rule], imports: &mut Imports<'_>) -> Vec<Token> {
    rules.iter().map(|rule| setting(rule, imports)).collect()
}

fn setting(rule: &Rule, imports: &mut Imports<'_>) -> Token {
    match rule {
        Rule::Flag(key) => Token::word(key),
        Rule::Number(key, text) => Token::setting(key, &Token::number(text)),
        Rule::Bool(key, value) => Token::setting(key, &Token::bool(*value)),
        Rule::Text(key, text) | Rule::Json(key, text) => Token::setting(key, &Token::raw_string(text)),
        Rule::Nested(key, rules) => Token::list(key, &settings(rules, imports)),
        Rule::Types(key, names) => {
            let names: Vec<Token> = names.iter().map(|name| imports.item(name)).collect();
            Token::list(key, &names)
        }
    }
}
