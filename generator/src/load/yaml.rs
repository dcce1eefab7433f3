//! YAML 1.2 with places.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::indentation::Indented;
use super::{Kind, Limits, Map, Member, Node, json::insert, remedy, scalar};
use crate::diagnostic::{Diagnostic, FileId, Place};

/// Reads a YAML text.
pub(super) fn read(file: FileId, text: &str, limits: &Limits) -> Result<Tree, Vec<Diagnostic>> {
    let result = tree(&Offsets::new(file, text, Indented::unchanged), limits);
    match &result {
        Err(Failed { indentation: true, .. }) => {
            let repaired = tree(&Offsets::new(file, text, Indented::repaired), limits);
            repaired.or(result).map_err(|failed| failed.problems)
        }
        _ => result.map_err(|failed| failed.problems),
    }
}

/// A tree, and what should be mended in it.
type Tree = (Node, Vec<Diagnostic>);

/// What is wrong with a text, and whether it is wrong because of the way it is indented.
struct Failed {
    problems: Vec<Diagnostic>,
    indentation: bool,
}

fn tree(offsets: &Offsets<'_>, limits: &Limits) -> Result<Tree, Failed> {
    let mut builder = Builder::new(limits);
    let mut indentation = false;
    for event in events(&offsets.indented.text) {
        let result = match event {
            Ok((event, span)) => builder.event(event, offsets.place(span)),
            Err(error) => {
                indentation = error.info().contains("indentation");
                Err(Box::new(offsets.refusal(&error)))
            }
        };
        if let Err(problem) = result {
            builder.problems.push(*problem);
            return Err(Failed { problems: builder.problems, indentation });
        }
    }
    if builder.problems.iter().any(Diagnostic::is_error) {
        return Err(Failed { problems: builder.problems, indentation: false });
    }
    let empty = Place::new(offsets.file, 0, 0);
    let node = builder.root.unwrap_or(Node { place: empty, kind: Kind::Null });
    Ok((node, builder.problems))
}

/// The events up to the first error, that one included.
fn events(text: &str) -> impl Iterator<Item = Result<(Event<'_>, Span), ScanError>> {
    let mut parser = Parser::new_from_str(text);
    let mut failed = false;
    std::iter::from_fn(move || {
        let event = if failed { None } else { parser.next_event() };
        failed = matches!(event, Some(Err(_)));
        event
    })
}

/// From characters, which the parser counts, to bytes of the file.
struct Offsets<'a> {
    file: FileId,
    /// The text of the file.
    whole: &'a str,
    /// What is parsed of it: all but the mark at its start.
    indented: Indented,
    /// The byte of every 64th character of that; nothing when all characters are bytes.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Offsets<'a> {
    fn new(file: FileId, whole: &'a str, indent: fn(&str) -> Indented) -> Self {
        let indented = indent(whole.strip_prefix('\u{feff}').unwrap_or(whole));
        let text = &indented.text;
        let marks = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect(),
        };
        Self { file, whole, indented, marks }
    }

    fn byte(&self, character: usize) -> usize {
        let text = &self.indented.text;
        let byte = match self.marks.get(character / STRIDE) {
            _ if self.marks.is_empty() => character.min(text.len()),
            None => text.len(),
            Some(&start) => {
                let rest = &text[start..];
                start + rest.char_indices().nth(character % STRIDE).map_or(rest.len(), |(byte, _)| byte)
            }
        };
        let skipped = if self.whole.starts_with('\u{feff}') { 3 } else { 0 };
        skipped + self.indented.original(byte)
    }

    /// What the parser has to say.
    fn refusal(&self, error: &ScanError) -> Diagnostic {
        let mut at = self.byte(error.marker().index());
        if error.info().contains("tab") {
            at = remedy::tab(self.whole, at).unwrap_or(at);
        }
        let place = Place::new(self.file, at, at);
        let refusal = Diagnostic::error(place, format!("not valid YAML: {}", error.info()));
        match remedy::remedy(error.info()) {
            Some(remedy) => refusal.help(remedy),
            None => refusal,
        }
    }

    fn place(&self, span: Span) -> Place {
        let start = self.byte(span.start.index());
        Place::new(self.file, start, self.byte(span.end.index()).max(start))
    }
}

type Step = Result<(), Box<Diagnostic>>;

/// Puts a tree together from events.
struct Builder<'a> {
    limits: &'a Limits,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchor>,
    /// What the tree has cost so far.
    cost: usize,
    documents: usize,
    problems: Vec<Diagnostic>,
}

/// What an alias can be replaced by.
struct Anchor {
    node: Node,
    cost: usize,
    height: usize,
}

/// A collection that is not complete.
struct Open {
    anchor: usize,
    place: Place,
    cost: usize,
    height: usize,
    contents: Contents,
}

enum Contents {
    Seq(Vec<Node>),
    Map { map: Map, key: Option<(Key, Place)>, merges: Vec<Node> },
}

enum Key {
    Name(Box<str>),
    /// `<<`: the value is merged into the mapping.
    Merge,
}

impl<'a> Builder<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            open: Vec::new(),
            root: None,
            anchors: HashMap::new(),
            cost: 0,
            documents: 0,
            problems: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, place: Place) -> Step {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return fault(place, "a second document in one file", "split the file at \"---\"");
                }
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let kind = self.scalar(&text, style, tag.as_deref(), place)?;
                self.spend(1 + text.len() / 32, place)?;
                let is_merge = style == ScalarStyle::Plain && &*text == "<<";
                self.place_scalar(Node { place, kind }, &text, is_merge, anchor)
            }
            Event::SequenceStart(anchor, _) => self.start(anchor, place, Contents::Seq(Vec::new())),
            Event::MappingStart(anchor, _) => {
                let contents = Contents::Map { map: Map::new(), key: None, merges: Vec::new() };
                self.start(anchor, place, contents)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
            Event::Alias(id) => self.alias(id, place),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn scalar(
        &self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        place: Place,
    ) -> Result<Kind, Box<Diagnostic>> {
        let core = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
        let is_plain = match core {
            Some("str" | "binary" | "timestamp") => false,
            Some("int" | "float" | "bool" | "null") => true,
            _ => style == ScalarStyle::Plain,
        };
        if !is_plain {
            return Ok(Kind::String(text.into()));
        }
        scalar::plain(text)
            .ok_or_else(|| Box::new(Diagnostic::error(place, "this number is too large to be held")))
    }

    fn spend(&mut self, cost: usize, place: Place) -> Step {
        self.cost = self.cost.saturating_add(cost);
        if self.cost > self.limits.nodes {
            return fault(place, "the document has too many values", "aliases count as what they stand for");
        }
        Ok(())
    }

    fn start(&mut self, anchor: usize, place: Place, contents: Contents) -> Step {
        if self.open.len() >= self.limits.depth {
            return fault(place, "the document is nested too deeply", "");
        }
        self.spend(1, place)?;
        self.open.push(Open { anchor, place, cost: self.cost - 1, height: 0, contents });
        Ok(())
    }

    fn end(&mut self, end: Place) -> Step {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let mut place = open.place;
        let kind = match open.contents {
            Contents::Seq(seq) => {
                place.end = end_of(&place, seq.last().map(|node| node.place), end);
                Kind::Seq(seq)
            }
            Contents::Map { mut map, merges, .. } => {
                let last = map.last().map(|(_, member)| Place { end: member.value.place.end, ..member.key });
                place.end = end_of(&place, last, end);
                Self::merge(&mut map, merges)?;
                Kind::Map(map)
            }
        };
        let node = Node { place, kind };
        let cost = self.cost - open.cost;
        self.attach(node, open.anchor, cost, open.height + 1)
    }

    /// Adds what is merged in; what is written out wins, and among the merged the first one.
    fn merge(map: &mut Map, merges: Vec<Node>) -> Step {
        for node in merges {
            let nodes = match node.kind {
                Kind::Seq(nodes) => nodes,
                _ => vec![node],
            };
            for node in nodes {
                let Kind::Map(members) = node.kind else {
                    return fault(node.place, "only mappings can be merged with \"<<\"", "");
                };
                for (key, member) in members {
                    map.entry(key).or_insert(member);
                }
            }
        }
        Ok(())
    }

    fn alias(&mut self, id: usize, place: Place) -> Step {
        let Some(anchor) = self.anchors.get(&id) else {
            return fault(place, "this alias stands inside of what it stands for", "");
        };
        let (node, cost, height) = (anchor.node.clone(), anchor.cost, anchor.height);
        self.spend(cost, place)?;
        if self.open.len() + height > self.limits.depth {
            return fault(place, "the document is nested too deeply", "");
        }
        if let Kind::String(text) = &node.kind {
            let text = text.clone();
            return self.place_scalar(Node { place: node.place, kind: node.kind }, &text, false, 0);
        }
        self.attach(node, 0, 0, height)
    }

    /// A scalar is a key where a key is due.
    fn place_scalar(&mut self, node: Node, text: &str, is_merge: bool, anchor: usize) -> Step {
        if let Some(Open { contents: Contents::Map { key: key @ None, .. }, .. }) = self.open.last_mut() {
            *key = Some((if is_merge { Key::Merge } else { Key::Name(text.into()) }, node.place));
            if anchor != 0 {
                self.anchors.insert(anchor, Anchor { node, cost: 1, height: 0 });
            }
            return Ok(());
        }
        let cost = 1 + text.len() / 32;
        self.attach(node, anchor, cost, 0)
    }

    /// Puts a complete value where it belongs.
    fn attach(&mut self, node: Node, anchor: usize, cost: usize, height: usize) -> Step {
        if anchor != 0 {
            // Copies are counted: an anchor could be set on each level of a deep document.
            self.spend(cost, node.place)?;
            self.anchors.insert(anchor, Anchor { node: node.clone(), cost, height });
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.height = open.height.max(height);
        match &mut open.contents {
            Contents::Seq(seq) => seq.push(node),
            Contents::Map { map, key, merges } => {
                let Some((name, place)) = key.take() else {
                    let name = structured_key(&node, &mut self.problems)?;
                    *key = Some((Key::Name(name.into()), node.place));
                    return Ok(());
                };
                let mut node = node;
                if node.kind == Kind::Null && node.place.start == node.place.end {
                    // Nothing is written there; the key is what can be shown.
                    node.place = place;
                }
                match name {
                    Key::Merge => merges.push(node),
                    Key::Name(name) => {
                        insert(map, name, Member { key: place, value: node }, &mut self.problems);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A list or a mapping as a key, which nothing can refer to: its JSON.
fn structured_key(node: &Node, problems: &mut Vec<Diagnostic>) -> Result<String, Box<Diagnostic>> {
    let text = node.to_json().to_string();
    // Keys within keys double their quotes at each level.
    if text.len() > 1000 {
        return Err(Box::new(Diagnostic::error(node.place, "a key must be a text")));
    }
    problems.push(Diagnostic::warning(node.place, "a key should be a text"));
    Ok(text)
}

/// The parser ends a block at the next thing it sees; its last value ends earlier.
fn end_of(start: &Place, last: Option<Place>, end: Place) -> usize {
    let flow_end = end.end;
    match last {
        Some(last) if last.file == start.file && end.start == end.end => last.end.max(start.start),
        _ => flow_end.max(start.start),
    }
}

fn fault(place: Place, message: &str, help: &str) -> Step {
    let diagnostic = Diagnostic::error(place, message);
    Err(Box::new(if help.is_empty() { diagnostic } else { diagnostic.help(help) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    fn tree(text: &str) -> Result<Node, String> {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", text);
        read(file, text, &Limits::default())
            .map(|(node, _)| node)
            .map_err(|problems| problems.iter().map(|problem| sources.render(problem)).collect())
    }

    fn json(text: &str) -> String {
        tree(text).unwrap_or_else(|problem| panic!("{problem}")).to_json().to_string()
    }

    fn refused(text: &str) -> String {
        tree(text).expect_err("it is refused").lines().next().unwrap_or_default().to_owned()
    }

    fn at<'a>(text: &'a str, path: &[&str]) -> &'a str {
        let node = tree(text).expect("valid");
        let node = path.iter().fold(&node, |node, key| node.get(key).expect("a member"));
        &text[node.place.start..node.place.end]
    }

    #[test]
    fn reads_the_core_schema() {
        assert_eq!(
            json("a: 1\nb: [yes, 'true', \"1\", 2024-01-01, !!str 5, ~]\n200: ok\nc:\n"),
            r#"{"a":1,"b":["yes","true","1","2024-01-01","5",null],"200":"ok","c":null}"#
        );
        assert_eq!(json("a: |\n  x\n  y\nb: >-\n  x\n  y\n"), r#"{"a":"x\ny\n","b":"x y"}"#);
        assert_eq!(json("\u{feff}# comment\r\na:\r\n- 1\r\n- 2\r\n"), r#"{"a":[1,2]}"#);
        assert_eq!(json(""), "null");
        assert_eq!(json("---\na: 1\n...\n"), r#"{"a":1}"#);
    }

    #[test]
    fn knows_the_place_of_everything() {
        let text = "\u{feff}ä: x\nb:\n  c: [1, 'zwei']\n  d: >\n    long\n  e:\n    - f: 1\ng: h # c\n";
        assert_eq!(at(text, &["ä"]), "x");
        assert_eq!(at(text, &["b", "c"]), "[1, 'zwei']");
        assert_eq!(at(text, &["g"]), "h");
        assert_eq!(at(text, &["b"]), "c: [1, 'zwei']\n  d: >\n    long\n  e:\n    - f: 1");
        let node = tree(text).expect("valid");
        let place = node.get("b").and_then(|b| b.member("e")).expect("e").key;
        assert_eq!(&text[place.start..place.end], "e");
    }

    #[test]
    fn merges_and_repeats() {
        let text = "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\none: {<<: *b, x: 5}\nmany:\n  <<: [*b, *o]\n  w: 6\nplain: {'<<': 1}\n";
        let json = tree(text).expect("valid").to_json();
        assert_eq!(json["one"], serde_json::json!({"x": 5, "y": 2}));
        assert_eq!(json["many"], serde_json::json!({"w": 6, "x": 1, "y": 2, "z": 4}));
        assert_eq!(json["plain"], serde_json::json!({"<<": 1}));
        assert_eq!(
            refused("a: &a 1\nb:\n  <<: *a\n"),
            "a.yaml:1:4: error: only mappings can be merged with \"<<\""
        );
        assert_eq!(super::tests::json("a: &k x\n*k : 1\n"), r#"{"a":"x","x":1}"#);
    }

    #[test]
    fn says_where_it_is_wrong() {
        assert!(refused("a: b\n  c: d\n").starts_with("a.yaml:2:"), "{}", refused("a: b\n  c: d\n"));
        assert_eq!(refused("a: 1\nb: 2\na: 3\n"), "a.yaml:3:1: error: the key \"a\" is there twice");
        assert_eq!(refused("a: 1\n---\nb: 1\n"), "a.yaml:2:1: error: a second document in one file");
        assert_eq!(
            refused("a: &a [*a]\n"),
            "a.yaml:1:8: error: this alias stands inside of what it stands for"
        );
        assert!(
            refused(&format!("? [{}]\n: 1\n", "a".repeat(2000)))
                .starts_with("a.yaml:1:3: error: a key must be")
        );
        assert_eq!(json("[a]: 1\n"), r#"{"[\"a\"]":1}"#);
        assert!(refused("a: *nowhere\n").starts_with("a.yaml:1:4: error: not valid YAML"));
        assert!(refused("a: 1e999\n").starts_with("a.yaml:1:4: error: this number is too large"));
    }

    #[test]
    fn says_what_helps_a_text_that_is_none() {
        for (text, place, help) in [
            ("a: b\n\tc: d\n", "2:1", "spaces"),
            ("a:\n  b: 1\n\tc: d\n", "3:1", "spaces"),
            ("a: b: c\n", "1:5", "quotes around"),
            ("a: @b\n", "1:4", "quotes around"),
            ("a: \"b\nc: d\n", "1:4", "close the quotes"),
            ("a: {b: c\nd: e\n", "2:2", "not closed"),
            ("a:\n  b: c\n d: e\n", "3:2", "indent it"),
        ] {
            let told = tree(text).expect_err("it is refused");
            let head = format!("a.yaml:{place}: error: not valid YAML");
            assert!(
                told.starts_with(&head) && told.contains("help: ") && told.contains(help),
                "{text}{told}"
            );
        }
    }

    #[test]
    fn takes_closing_brackets_at_the_left() {
        let text = "a:\n  b: [\n    {x: ä},\n  ]\n  c: \"one\ntwo\"\n  d: 1\n";
        assert_eq!(json(text), r#"{"a":{"b":[{"x":"ä"}],"c":"one two","d":1}}"#);
        assert_eq!(at(text, &["a", "c"]), "\"one\ntwo\"");
        assert_eq!(at(text, &["a", "d"]), "1");
        assert!(refused("a:\n  b: [\n  ]\n  c: [}\n").starts_with("a.yaml:"));
    }

    #[test]
    fn refuses_bombs() {
        let mut laughs = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for level in 1..20 {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            laughs += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        assert!(refused(&laughs).contains("too many values"));
        let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1_000_000), vec!["*a"; 1000].join(","));
        assert!(refused(&long).contains("too many values"));
        assert!(refused(&"- ".repeat(10_000)).contains("nested too deeply"));
        assert!(refused(&"[".repeat(10_000)).contains("error"));
        let mut deep = String::from("a0: &a0 x\n");
        for level in 1..300 {
            deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
        }
        assert!(refused(&deep).contains("nested too deeply"));
    }
}
