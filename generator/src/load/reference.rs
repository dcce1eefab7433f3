//! What a `$ref` points at.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::identifiers::Resource;
use super::{Document, Kind, Node, uri};
use crate::diagnostic::{Diagnostic, FileId, Place, closest};

/// How many references a reference may pass through.
const CHAIN: usize = 64;

/// What a reference points at.
#[derive(Clone, Debug)]
pub struct Target<'d> {
    /// The value.
    pub node: &'d Node,
    /// The file it is in.
    pub file: FileId,
    /// The way to it from the root of the file.
    pub path: Vec<String>,
}

/// Why a reference points nowhere, and what to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unresolved {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Unresolved {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// As an error at the reference.
    pub fn at(self, place: Place) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(place, self.message);
        diagnostic.help = self.help;
        diagnostic
    }
}

/// The two halves of a reference: the file, empty for the same one, and the fragment behind `#`.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Whether a reference leaves the file system: it has a scheme such as `https:`.
pub(super) fn is_url(file: &str) -> bool {
    if file.starts_with("//") {
        return true;
    }
    let Some((scheme, _)) = file.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

pub(super) fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// The steps of a pointer such as `/a/b~1c`.
pub(super) fn steps(pointer: &str) -> Vec<String> {
    let steps = pointer.strip_prefix('/').into_iter().flat_map(|steps| steps.split('/'));
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

impl Document {
    /// What a reference points at, seen from a file.
    pub fn find(&self, from: FileId, reference: &str) -> Result<Target<'_>, Unresolved> {
        self.find_in(from, self.identifiers.of_file(from), reference, CHAIN)
    }

    /// What a reference points at, seen from the place of its text.
    pub fn find_at(&self, place: Place, reference: &str) -> Result<Target<'_>, Unresolved> {
        self.find_in(place.file, self.identifiers.around(place), reference, CHAIN)
    }

    fn find_in(
        &self,
        from: FileId,
        around: Option<&Resource>,
        reference: &str,
        chain: usize,
    ) -> Result<Target<'_>, Unresolved> {
        let (name, fragment) = split(reference);
        let fragment = decode(fragment);
        let resource = if name.is_empty() { around } else { self.resource(around, name) };
        if let Some(resource) = resource {
            let path = match (&*fragment, fragment.starts_with('/')) {
                ("", _) => Some(resource.path.clone()),
                (pointer, true) => Some([resource.path.clone(), steps(pointer)].concat()),
                (anchor, false) => resource.anchors.get(anchor).cloned(),
            };
            let is_file = resource.path.is_empty() && name.is_empty();
            if let Some(path) = path
                && !is_file
            {
                match self.walk(resource.file, &path, reference, chain) {
                    // Many who give a schema an `$id` still mean the file that it stands in.
                    Err(_) if name.is_empty() => {}
                    found => return found,
                }
            }
        }
        let file = if name.is_empty() { from } else { self.file_at(from, around, name)? };
        match fragment.starts_with('/') {
            true => {
                let path = steps(&fragment);
                let found = self.walk(file, &path, reference, chain);
                // Files that are written to be bundled refer to the components of what they are bundled into.
                let is_component = path.first().is_some_and(|step| step == "components");
                match found {
                    Err(unresolved) if is_component && file == from && file != self.entry() => {
                        let found = self.walk(self.entry(), &path, reference, chain);
                        found.map_err(|_| unresolved)
                    }
                    found => found,
                }
            }
            false if fragment.is_empty() => Ok(Target { node: self.root(file), file, path: Vec::new() }),
            false => match self.anchored(file, &fragment) {
                Some(path) => self.walk(file, path, reference, chain),
                None => {
                    let unresolved = Unresolved::new(format!("\"{reference}\" points at nothing"));
                    Err(unresolved.help(format!("a place in a file is written \"#/{fragment}\"")))
                }
            },
        }
    }

    /// The resource that a name means: by its URI, seen from the resource around the reference.
    fn resource(&self, around: Option<&Resource>, name: &str) -> Option<&Resource> {
        let base = around.map_or("", |resource| resource.uri.as_str());
        self.identifiers.named(&uri::join(base, name))
    }

    /// The file that a name means: by its URI where a folder stands for that part of the network, or by its path.
    fn file_at(&self, from: FileId, around: Option<&Resource>, name: &str) -> Result<FileId, Unresolved> {
        let absolute = uri::join(around.map_or("", |resource| resource.uri.as_str()), name);
        match self.links.get(&(from, absolute)) {
            Some(Ok(file)) => Ok(*file),
            _ => self.file(from, name),
        }
    }

    /// What an anchor names in a file: in the resource that the file is, or else in any of its resources.
    fn anchored(&self, file: FileId, anchor: &str) -> Option<&Vec<String>> {
        let own = self.identifiers.of_file(file).and_then(|resource| resource.anchors.get(anchor));
        own.or_else(|| self.identifiers.anchor(file, anchor))
    }

    /// Follows a pointer, through references where it has to.
    fn walk(
        &self,
        file: FileId,
        path: &[String],
        reference: &str,
        chain: usize,
    ) -> Result<Target<'_>, Unresolved> {
        let mut target = Target { node: self.root(file), file, path: Vec::new() };
        for (index, step) in path.iter().enumerate() {
            if let Some(child) = child(target.node, step) {
                target.node = child;
                target.path.push(step.clone());
                continue;
            }
            // Some documents point through a reference: #/components/responses/X/content where X is one itself.
            let through = target.node.get("$ref").and_then(|node| Some((node.place, node.as_str()?)));
            match through {
                Some(_) if chain == 0 => {
                    return Err(Unresolved::new(format!("\"{reference}\" goes round in circles")));
                }
                Some((place, through)) => {
                    let around = self.identifiers.around(place);
                    let next = self.find_in(place.file, around, through, chain - 1)?;
                    let mut rest = next.path;
                    rest.extend_from_slice(&path[index..]);
                    return self.walk(next.file, &rest, reference, chain - 1);
                }
                None => return Err(self.missing(target.node, step, &path[..index], reference)),
            }
        }
        Ok(target)
    }
}

fn child<'d>(node: &'d Node, step: &str) -> Option<&'d Node> {
    match &node.kind {
        Kind::Map(map) => map.get(step).map(|member| &member.value),
        Kind::Seq(seq) => {
            let canonical = step == "0" || !step.starts_with('0');
            step.parse::<usize>().ok().filter(|_| canonical).and_then(|index| seq.get(index))
        }
        _ => None,
    }
}

impl Document {
    /// Says which step leads nowhere, in the words of the specification where it is a component.
    fn missing(&self, parent: &Node, step: &str, before: &[String], reference: &str) -> Unresolved {
        let is_component = before.len() == 2 && before[0] == "components";
        let unresolved = match (is_component, before) {
            (true, [_, section]) => {
                Unresolved::new(format!("there is no \"{step}\" in components.{section}"))
            }
            _ => Unresolved::new(format!(
                "\"{reference}\" points at nothing: there is no \"{step}\" in /{}",
                before.join("/")
            )),
        };
        let names = parent.as_map().into_iter().flatten().map(|(key, _)| &**key);
        match self.may_suggest().then(|| closest(step, names)).flatten() {
            Some(name) => unresolved.help(format!("did you mean \"{name}\"?")),
            None => unresolved,
        }
    }
}
