//! The types of the API as one writes them by hand with serde and `validator`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use regex::Regex;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::{Validate, ValidationError, ValidationErrors};

use crate::post;

static SLUG: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[a-z0-9]+(-[a-z0-9]+)*$").expect("a pattern"));
static LINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[^\x00-\x1f\x7f]+$").expect("a pattern"));
static PROSE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[^\x00]+$").expect("a pattern"));

#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
#[serde(rename_all = "camelCase")]
pub struct PostInput {
    #[validate(length(min = 1, max = 80), regex(path = *SLUG))]
    pub slug: String,
    #[validate(length(min = 1, max = 200), regex(path = *LINE))]
    pub title: String,
    #[validate(length(max = 200), regex(path = *LINE))]
    #[serde(default)]
    pub subtitle: Option<String>,
    pub author_id: Uuid,
    #[serde(default)]
    pub status: Status,
    #[validate(length(max = 10), custom(function = "slugs"))]
    #[serde(default)]
    pub tags: Vec<String>,
    #[validate(length(max = 200), nested)]
    #[serde(default)]
    pub content: Vec<Block>,
    #[validate(length(max = 20), custom(function = "values"))]
    #[serde(default)]
    pub meta: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Draft,
    Published,
    Archived,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    Paragraph(Paragraph),
    Image(Image),
    Quote(Quote),
}

#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
pub struct Paragraph {
    #[validate(length(min = 1, max = 20000), regex(path = *PROSE))]
    pub text: String,
}

#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
pub struct Image {
    #[validate(length(max = 2000), url)]
    pub url: String,
    #[validate(length(min = 1, max = 200), regex(path = *LINE))]
    pub alt: String,
}

#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
pub struct Quote {
    #[validate(length(min = 1, max = 20000), regex(path = *PROSE))]
    pub text: String,
    #[validate(length(min = 1, max = 200), regex(path = *LINE))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub subtitle: Option<String>,
    pub status: Status,
    pub author: Author,
    pub tags: Vec<String>,
    pub comments: i64,
    pub published_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub content: Vec<Block>,
    pub meta: BTreeMap<String, String>,
    pub cover: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Author {
    pub id: Uuid,
    pub name: String,
}

impl Validate for Block {
    fn validate(&self) -> Result<(), ValidationErrors> {
        match self {
            Self::Paragraph(paragraph) => paragraph.validate(),
            Self::Image(image) => image.validate(),
            Self::Quote(quote) => quote.validate(),
        }
    }
}

fn slugs(tags: &[String]) -> Result<(), ValidationError> {
    let valid = tags
        .iter()
        .enumerate()
        .all(|(index, tag)| tag.chars().count() <= 80 && SLUG.is_match(tag) && !tags[..index].contains(tag));
    if valid { Ok(()) } else { Err(ValidationError::new("slugs")) }
}

fn values(meta: &BTreeMap<String, String>) -> Result<(), ValidationError> {
    let valid = meta.values().all(|value| value.chars().count() <= 500 && !value.contains('\0'));
    if valid { Ok(()) } else { Err(ValidationError::new("values")) }
}

impl Post {
    /// The post that a server without a database makes of its input.
    pub fn new(input: PostInput) -> Self {
        Self {
            id: Uuid::from_u128(0x0190_a6b0_0000_7000_8000_0000_0000_000a),
            slug: input.slug,
            title: input.title,
            subtitle: input.subtitle,
            status: input.status,
            author: Author { id: input.author_id, name: "Ada".into() },
            tags: input.tags,
            comments: 1,
            published_at: Some(Timestamp::UNIX_EPOCH),
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            content: input.content,
            meta: input.meta,
            cover: None,
        }
    }

    /// The post that is read.
    pub fn stored() -> Self {
        Self::new(serde_json::from_str(post::INPUT).expect("a valid post"))
    }
}
