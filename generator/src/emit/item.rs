//! Types as the templates get them.

use minijinja::{Value, context};

use super::doc::Doc;
use super::imports::Imports;
use super::rule::settings;
use super::token::Token;
use crate::plan::item::{Constant, Content, Field, Item, Rule, Shape, Variant};

/// The values for a type's template, the template's name among them.
pub(super) fn item(item: &Item, imports: &mut Imports<'_>) -> Value {
    let mut rules = Vec::new();
    rules.extend(item.component.as_ref().map(|name| Token::setting("name", &Token::string(name))));
    if let Shape::Union { exclusive, discriminator, .. } = &item.shape {
        rules.push(Token::word(if *exclusive { "one_of" } else { "any_of" }));
        rules
            .extend(discriminator.as_ref().map(|name| Token::setting("discriminator", &Token::string(name))));
    }
    let doc = described(item.doc.as_deref(), &mut rules);
    rules.extend(settings(&item.rules, imports));
    let attribute = Token::attribute("model", &rules);
    let name = Token::ident(&item.name);
    let derive = match item.shape {
        Shape::Contents(_) => imports.foreign("routewright", "Content"),
        _ => imports.foreign("routewright", "Model"),
    };
    let (template, members) = match &item.shape {
        Shape::Struct(members) => ("struct.j2", fields(members, imports)),
        Shape::Newtype(of) => ("newtype.j2", vec![context! { type => imports.ty(of) }]),
        Shape::Enumeration(constants) => {
            ("enumeration.j2", constants.iter().map(|it| constant(it, imports)).collect())
        }
        Shape::Union { variants, .. } => {
            ("union.j2", variants.iter().map(|it| variant(it, imports)).collect())
        }
        Shape::Contents(contents) => {
            ("contents.j2", contents.iter().map(|it| content(it, imports)).collect())
        }
    };
    context! { template, doc, derive, attribute, name, members }
}

/// The comment of a description; where it does not say the description exactly, a setting does.
pub(super) fn described(text: Option<&str>, settings: &mut Vec<Token>) -> Vec<Token> {
    let Some(text) = text else { return Vec::new() };
    let doc = Doc::of(text);
    if !doc.exact {
        settings.push(Token::setting("doc", &Token::raw_string(text)));
    }
    doc.tokens()
}

pub(super) fn fields(fields: &[Field], imports: &mut Imports<'_>) -> Vec<Value> {
    fields
        .iter()
        .map(|field| {
            let mut rules = Vec::new();
            if let Some(wire) = field.wire.as_ref().filter(|wire| **wire != field.name) {
                rules.push(Token::setting("name", &Token::string(wire)));
            }
            let mut own = Vec::new();
            let doc = described(field.doc.as_deref(), &mut own);
            // The exact text is long, the rules are short.
            let (schema, short): (Vec<Rule>, Vec<Rule>) = field
                .rules
                .iter()
                .cloned()
                .partition(|rule| matches!(rule.key(), "schema" | "refs" | "extra" | "content_extra"));
            rules.extend(settings(&short, imports));
            rules.extend(own);
            rules.extend(settings(&schema, imports));
            context! {
                doc,
                attribute => Token::attribute("model", &rules),
                name => Token::ident(&field.name),
                type => imports.ty(&field.of),
            }
        })
        .collect()
}

fn constant(constant: &Constant, imports: &mut Imports<'_>) -> Value {
    let rules = settings(std::slice::from_ref(&constant.rule), imports);
    context! { attribute => Token::attribute("model", &rules), name => Token::ident(&constant.name) }
}

fn variant(variant: &Variant, imports: &mut Imports<'_>) -> Value {
    let rules = settings(&variant.rules, imports);
    context! {
        attribute => Token::attribute("model", &rules),
        name => Token::ident(&variant.name),
        type => imports.ty(&variant.of),
    }
}

fn content(content: &Content, imports: &mut Imports<'_>) -> Value {
    let mut rules = vec![Token::string(&content.range)];
    rules.extend(content.extra.as_ref().map(|extra| Token::setting("extra", &Token::raw_string(extra))));
    context! {
        attribute => Token::attribute("content", &rules),
        name => Token::ident(&content.name),
        type => imports.ty(&content.of),
    }
}
