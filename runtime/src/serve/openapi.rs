//! `openapi`: prints a document.

use super::cli::{Format, Openapi};
use super::listen::say;
use crate::error::{Error, Result};
use crate::operation::Document;
use crate::router::Routes;

pub(super) fn print<S: Clone + Send + Sync + 'static>(routes: &Routes<S>, wanted: &Openapi) -> Result<()> {
    let document = find(routes.documents(), wanted.document.as_deref())?;
    let specification = routes.specification(document);
    let text = match wanted.format {
        Format::Json => specification.to_json(),
        Format::Yaml => specification.to_yaml(),
    };
    say(text.trim_end());
    Ok(())
}

fn find<'d>(documents: &'d [Document], name: Option<&str>) -> Result<&'d Document> {
    let names = || documents.iter().map(|document| document.name).collect::<Vec<_>>().join(", ");
    match (documents, name) {
        ([], _) => Err(Error::internal("this application has no document")),
        (documents, Some(name)) => documents
            .iter()
            .find(|document| document.name == name)
            .ok_or_else(|| Error::internal(format!("there is no document `{name}`; there are {}", names()))),
        ([only], None) => Ok(only),
        (_, None) => Err(Error::internal(format!("say which one with --document; there are {}", names()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_documents_need_a_name() {
        let (v1, v2) = (Document::new("v1", ""), Document::new("v2", ""));
        assert!(find(&[], None).is_err());
        assert_eq!(find(&[v1], None).unwrap().name, "v1");
        let several = [v1, v2];
        assert_eq!(find(&several, Some("v2")).unwrap().name, "v2");
        assert_eq!(
            find(&several, None).unwrap_err().to_string(),
            "say which one with --document; there are v1, v2"
        );
        assert_eq!(
            find(&several, Some("v3")).unwrap_err().to_string(),
            "there is no document `v3`; there are v1, v2"
        );
    }
}
