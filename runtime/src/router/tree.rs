//! Finds the template that a path fits.

use super::canonical;
use super::captures::Captures;
use super::pattern::{self, Pattern, Piece, Segment};

/// All templates, a level of the tree for each segment. Static text beats parameters, more fixed text beats less, and
/// everything beats a catch-all; a way that leads nowhere is backed out of.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    /// By name.
    statics: Vec<(Box<str>, Node)>,
    /// In the order in which they are tried.
    mixed: Vec<(Vec<Piece>, Node)>,
    dynamic: Option<Box<Node>>,
    /// Where a catch-all leads that takes the rest from here.
    rest: Option<usize>,
    /// Where a path leads that ends here.
    here: Option<usize>,
}

impl Tree {
    /// Adds a pattern that leads to `target`. Where there is one of the same shape already, it says where that leads.
    pub(crate) fn insert(&mut self, pattern: &Pattern, target: usize) -> Option<usize> {
        let mut node = &mut self.root;
        for segment in &pattern.segments {
            node = match segment {
                Segment::Static(text) => named(&mut node.statics, text),
                Segment::Dynamic => node.dynamic.get_or_insert_default(),
                Segment::Mixed(pieces) => mixed(&mut node.mixed, pieces),
                Segment::Rest => return claim(&mut node.rest, target),
            };
        }
        claim(&mut node.here, target)
    }

    /// Where `path` leads, and the values of its parameters.
    pub(crate) fn find(&self, path: &str) -> Option<(usize, Captures)> {
        let mut captures = Captures::default();
        match canonical::of(path) {
            std::borrow::Cow::Borrowed(path) => {
                let target = self.root.find(path, path.strip_prefix('/').map(|_| 1), &mut captures)?;
                Some((target, captures))
            }
            std::borrow::Cow::Owned(path) => {
                let target = self.root.find(&path, path.strip_prefix('/').map(|_| 1), &mut captures)?;
                captures.keep_path(path);
                Some((target, captures))
            }
        }
    }
}

fn claim(place: &mut Option<usize>, target: usize) -> Option<usize> {
    let before = *place;
    place.get_or_insert(target);
    before
}

fn position(statics: &[(Box<str>, Node)], name: &str) -> Result<usize, usize> {
    statics.binary_search_by(|(other, _)| (**other).cmp(name))
}

fn named<'n>(statics: &'n mut Vec<(Box<str>, Node)>, name: &str) -> &'n mut Node {
    let index = position(statics, name).unwrap_or_else(|index| {
        statics.insert(index, (name.into(), Node::default()));
        index
    });
    &mut statics[index].1
}

fn mixed<'n>(all: &'n mut Vec<(Vec<Piece>, Node)>, pieces: &[Piece]) -> &'n mut Node {
    let index = all.iter().position(|(other, _)| other == pieces).unwrap_or_else(|| {
        let index = all.partition_point(|(other, _)| fixed(other) >= fixed(pieces));
        all.insert(index, (pieces.to_vec(), Node::default()));
        index
    });
    &mut all[index].1
}

/// How much of a segment is fixed text.
fn fixed(pieces: &[Piece]) -> usize {
    let length = |piece: &Piece| match piece {
        Piece::Literal(text) => text.len(),
        Piece::Parameter => 0,
    };
    pieces.iter().map(length).sum()
}

impl Node {
    /// Follows `path` from its segment at `at`; no segment is left when that is `None`.
    fn find(&self, path: &str, at: Option<usize>, captures: &mut Captures) -> Option<usize> {
        let Some(start) = at else { return self.here };
        let length = memchr::memchr(b'/', &path.as_bytes()[start..]);
        let end = length.map_or(path.len(), |length| start + length);
        let next = length.map(|_| end + 1);
        let segment = &path[start..end];
        if let Ok(index) = position(&self.statics, segment)
            && let Some(target) = self.statics[index].1.find(path, next, captures)
        {
            return Some(target);
        }
        self.find_dynamic(path, start, end, next, captures).or_else(|| {
            let target = self.rest.filter(|_| start < path.len())?;
            captures.push(start, path.len());
            Some(target)
        })
    }

    fn find_dynamic(
        &self,
        path: &str,
        start: usize,
        end: usize,
        next: Option<usize>,
        captures: &mut Captures,
    ) -> Option<usize> {
        if start == end {
            return None;
        }
        let before = captures.len();
        for (pieces, node) in &self.mixed {
            if pattern::fit(pieces, &path[start..end], &mut |from, to| {
                captures.push(start + from, start + to)
            }) && let Some(target) = node.find(path, next, captures)
            {
                return Some(target);
            }
            captures.truncate(before);
        }
        let node = self.dynamic.as_ref()?;
        captures.push(start, end);
        let found = node.find(path, next, captures);
        if found.is_none() {
            captures.truncate(before);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(templates: &[&str]) -> Tree {
        let mut tree = Tree::default();
        for (index, template) in templates.iter().enumerate() {
            assert_eq!(tree.insert(&Pattern::parse(template).unwrap(), index), None, "{template}");
        }
        tree
    }

    fn find<'t>(templates: &[&'t str], path: &str) -> Option<(&'t str, Vec<String>)> {
        let (target, captures) = tree(templates).find(path)?;
        let values = (0..captures.len()).filter_map(|index| captures.get(index, path)).map(str::to_owned);
        Some((templates[target], values.collect()))
    }

    #[track_caller]
    fn leads(templates: &[&str], path: &str, template: &str, values: &[&str]) {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        assert_eq!(find(templates, path), Some((template, values)), "{path}");
    }

    const POSTS: &[&str] = &[
        "/",
        "/posts",
        "/posts/{id}",
        "/posts/latest",
        "/posts/{id}.json",
        "/posts/{id}/comments",
        "/posts/latest/likes",
        "/posts/{name}:publish",
        "/compare/{base}...{head}",
        "/files/{*path}",
        "/files/index",
        "/slash/",
    ];

    #[test]
    fn static_beats_mixed_beats_dynamic_beats_the_rest() {
        leads(POSTS, "/", "/", &[]);
        leads(POSTS, "/posts", "/posts", &[]);
        leads(POSTS, "/posts/latest", "/posts/latest", &[]);
        leads(POSTS, "/posts/7", "/posts/{id}", &["7"]);
        leads(POSTS, "/posts/7.json", "/posts/{id}.json", &["7"]);
        leads(POSTS, "/posts/7:publish", "/posts/{name}:publish", &["7"]);
        leads(POSTS, "/files/index", "/files/index", &[]);
        leads(POSTS, "/files/a/b.txt", "/files/{*path}", &["a/b.txt"]);
        leads(POSTS, "/compare/v1...v2", "/compare/{base}...{head}", &["v1", "v2"]);
    }

    #[test]
    fn a_dead_end_is_backed_out_of() {
        leads(POSTS, "/posts/latest/comments", "/posts/{id}/comments", &["latest"]);
        leads(POSTS, "/files/index/x", "/files/{*path}", &["index/x"]);
        leads(&["/a/{x}/b/c", "/{y}/{z}/b/d"], "/a/1/b/d", "/{y}/{z}/b/d", &["a", "1"]);
        leads(&["/{a}.{b}/x", "/{c}/y"], "/1.2/y", "/{c}/y", &["1.2"]);
    }

    #[test]
    fn slashes_count() {
        for path in
            ["/posts/", "//posts", "/posts//comments", "/files/", "/files", "", "*", "/slash", "posts"]
        {
            assert_eq!(find(POSTS, path), None, "{path}");
        }
        leads(POSTS, "/slash/", "/slash/", &[]);
    }

    #[test]
    fn escapes_are_read_after_the_segments_are_cut() {
        leads(POSTS, "/p%6fsts/a%2fb", "/posts/{id}", &["a%2Fb"]);
        leads(POSTS, "/posts/7%3Apublish", "/posts/{id}", &["7%3Apublish"]);
        leads(&["/caf\u{e9}/{x}"], "/caf%C3%A9/%C3%A9", "/caf\u{e9}/{x}", &["%C3%A9"]);
    }

    #[test]
    fn two_templates_of_one_shape_share_a_place() {
        let mut tree = tree(POSTS);
        assert_eq!(tree.insert(&Pattern::parse("/posts/{slug}").unwrap(), 99), Some(2));
    }

    #[test]
    fn no_path_takes_long() {
        let deep: Vec<String> = (0..12u32)
            .map(|bits| (0..12).map(|at| if bits >> (at % 4) & 1 == 1 { "/a" } else { "/{x}" }).collect())
            .collect();
        let mut tree = Tree::default();
        for (index, template) in deep.iter().enumerate() {
            tree.insert(&Pattern::parse(template).unwrap(), index);
        }
        assert!(tree.find(&"/a".repeat(5_000)).is_none());
        assert!(tree.find(&"/a".repeat(12)).is_some());
    }
}
