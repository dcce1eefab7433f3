//! Structs with named fields.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Fields, Result, Type};

use super::attributes::{Access, FieldAttributes, TypeAttributes};
use super::table::{self, Statics};

pub fn derive(name: &Ident, fields: &Fields, attributes: &TypeAttributes) -> Result<TokenStream> {
    let mut statics = Statics::default();
    let mut known = Vec::new();
    let mut additional = if attributes.deny_additional {
        quote! { rw::Additional::Deny }
    } else {
        quote! { rw::Additional::Ignore }
    };
    let mut slots = Vec::new();
    let mut others = None;
    for field in fields {
        let Some(ident) = &field.ident else { continue };
        let own = FieldAttributes::of(&field.attrs)?;
        if own.additional {
            let rules = own.rules.reference(false, &mut statics);
            let ty = &field.ty;
            additional = quote! { rw::Additional::Keep(#rules, rw::type_of::<#ty>) };
            others = Some(ident);
        } else {
            known.push(entry(ident, &field.ty, &own, &mut statics)?);
            slots.push(ident);
        }
    }
    let all: Vec<_> = slots.into_iter().chain(others).collect();
    let indexes = 0..all.len();
    let (indexes, again) = (indexes.clone(), indexes);
    let mode = table::mode(attributes);
    let kind = quote! { rw::Kind::Object(rw::Object { fields: &[#(#known),*], additional: #additional }) };
    let table = table::function(attributes, &kind, &mode, statics);
    let blanks = &all;
    Ok(quote! {
        impl ::routewright::Model for #name {
            const MODE: ::routewright::model::Mode = #mode;

            fn blank() -> Self {
                Self { #(#blanks: ::routewright::Model::blank()),* }
            }

            #table
        }

        impl ::routewright::model::Slot for #name {
            fn describe(&self) -> &'static ::routewright::model::Type {
                <Self as ::routewright::Model>::table()
            }

            fn view(&self) -> ::routewright::model::View<'_> {
                ::routewright::model::View::Record(self, <Self as ::routewright::Model>::table())
            }

            fn place(&mut self) -> ::routewright::model::Place<'_> {
                ::routewright::model::Place::Record(self)
            }
        }

        impl ::routewright::model::Record for #name {
            fn slot(&mut self, index: usize) -> &mut dyn ::routewright::model::Slot {
                match index {
                    #(#indexes => &mut self.#all,)*
                    _ => ::routewright::model::no_such_slot(index),
                }
            }

            fn get(&self, index: usize) -> &dyn ::routewright::model::Slot {
                match index {
                    #(#again => &self.#all,)*
                    _ => ::routewright::model::no_such_slot(index),
                }
            }
        }
    })
}

/// The table's entry of one field.
fn entry(ident: &Ident, ty: &Type, own: &FieldAttributes, statics: &mut Statics) -> Result<TokenStream> {
    let wrapper = wrapper_of(ty);
    let optional = match wrapper.as_deref() {
        Some("Option") => !own.rules.nullable,
        Some("Maybe") => false,
        _ if own.rules.nullable && wrapper.as_deref() != Some("Value") => {
            return Err(syn::Error::new_spanned(
                ty,
                "a nullable field is an `Option`, or a `Maybe` if it can also be absent",
            ));
        }
        _ => false,
    };
    let required = !optional && wrapper.as_deref() != Some("Maybe") && own.default.is_none();
    let name = own.name.clone().unwrap_or_else(|| plain(ident));
    let key = key(&name);
    let doc = &own.doc;
    let default = match &own.default {
        None => quote! { None },
        Some(json) => quote! { Some(#json) },
    };
    let foreign = match own.refused {
        true => quote! { rw::Foreign::Refuse },
        false => quote! { rw::Foreign::Drop },
    };
    let access = match own.access {
        Access::Both => quote! { rw::Access::Both },
        Access::ReadOnly => quote! { rw::Access::ReadOnly(#foreign) },
        Access::WriteOnly => quote! { rw::Access::WriteOnly(#foreign) },
    };
    let deprecated = own.deprecated;
    let rules = own.rules.reference(optional, statics);
    let wire = &own.wire;
    let whole = own.rules.has_fragment().then(|| quote! { .whole() });
    Ok(quote! {
        rw::Field {
            name: #name,
            key: #key,
            doc: #doc,
            required: #required,
            default: #default,
            access: #access,
            deprecated: #deprecated,
            rules: #rules,
            wire: #wire,
            of: rw::type_of::<#ty>,
            mode: <#ty as ::routewright::Model>::MODE #whole,
        }
    })
}

/// A name as JSON text has it, between a comma and a colon.
fn key(name: &str) -> String {
    let mut key = String::from(",\"");
    for character in name.chars() {
        match character {
            '"' | '\\' => key.extend(['\\', character]),
            control if control < ' ' => key.push_str(&format!("\\u{:04x}", u32::from(control))),
            plain => key.push(plain),
        }
    }
    key.push_str("\":");
    key
}

/// The name of the outermost type, if it is a plain path.
fn wrapper_of(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// The identifier without the `r#` of a raw one.
fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(ToOwned::to_owned).unwrap_or(text)
}
