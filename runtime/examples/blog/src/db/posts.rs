//! Posts, and the tags that they carry.

use routewright::{Maybe, Uuid};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use super::error::{Error, Result, conflict};
use super::moment::{at, now};
use super::{Db, tags};
use crate::generated::v1::{Line, Post, PostInput, PostPatch, PostSummary, PostSummaryAuthor, Slug, Status};

/// Which posts to list, and how.
#[derive(Default)]
pub struct Filter {
    pub tags: Vec<Slug>,
    pub author: Option<Uuid>,
    pub status: Option<Status>,
    pub text: Option<String>,
    /// What comes after `ORDER BY`.
    pub order: &'static str,
    pub limit: i64,
    pub offset: i64,
}

/// A post that was read or written.
pub struct Saved {
    pub post: Post,
    pub version: i64,
    /// Whether it was published just now.
    pub announce: bool,
}

impl Saved {
    /// The post, as lists show it.
    pub fn summary(&self) -> PostSummary {
        let post = self.post.clone();
        PostSummary {
            id: post.id,
            slug: post.slug,
            title: post.title,
            subtitle: post.subtitle,
            status: post.status,
            author: post.author,
            tags: post.tags,
            comments: post.comments,
            published_at: post.published_at,
            created_at: post.created_at,
            updated_at: post.updated_at,
        }
    }
}

/// Everything about posts.
const POSTS: &str = "
    SELECT p.id, p.version, p.slug, p.title, p.subtitle, p.status, p.author_id, a.name AS author_name,
           p.content, p.meta, p.published_at, p.created_at, p.updated_at,
           (SELECT COUNT(*) FROM comments c WHERE c.post_id = p.id) AS comments,
           (SELECT COUNT(*) FROM covers c WHERE c.post_id = p.id) AS covers,
           (SELECT string_agg(t.tag, ' ' ORDER BY t.tag) FROM post_tags t WHERE t.post_id = p.id) AS tags
    FROM posts p JOIN authors a ON a.id = p.author_id";

/// What `Filter` means. `$4` holds the wanted tags, each between spaces, and `$5` their number: tags are slugs, so nothing
/// in them means anything to LIKE.
const PASSES: &str = r"
    WHERE ($1 IS NULL OR p.author_id = $1)
      AND ($2 IS NULL OR p.status = $2)
      AND ($3 IS NULL OR lower(p.title) LIKE $3 ESCAPE '\' OR lower(p.subtitle) LIKE $3 ESCAPE '\')
      AND (SELECT COUNT(*) FROM post_tags t WHERE t.post_id = p.id AND $4 LIKE '% ' || t.tag || ' %') = $5";

impl Db {
    /// The posts that pass a filter, and how many there are on all pages.
    pub async fn posts(&self, filter: &Filter) -> Result<(Vec<PostSummary>, i64)> {
        let author = filter.author.map(|id| id.to_string());
        let status = filter.status.map(|status| status.as_str());
        let text = filter.text.as_deref().map(containing);
        let mut tags: Vec<&str> = filter.tags.iter().map(|tag| tag.as_str()).collect();
        tags.sort_unstable();
        tags.dedup();
        let count = tags.len() as i64;
        let tags = format!(" {} ", tags.join(" "));

        // Only constants of this program meet in the statements; values are bound.
        let page = format!("{POSTS} {PASSES} ORDER BY {} LIMIT $6 OFFSET $7", filter.order);
        let page = sqlx::query(AssertSqlSafe(page))
            .bind(author.as_deref())
            .bind(status)
            .bind(text.as_deref())
            .bind(tags.as_str())
            .bind(count)
            .bind(filter.limit)
            .bind(filter.offset)
            .fetch_all(&self.pool)
            .await?;
        let total = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM posts p {PASSES}")))
            .bind(author.as_deref())
            .bind(status)
            .bind(text.as_deref())
            .bind(tags.as_str())
            .bind(count)
            .fetch_one(&self.pool)
            .await?;
        Ok((page.iter().map(summary).collect::<Result<_>>()?, total))
    }

    /// The posts that were published after another, oldest first; none if there is no such post.
    pub async fn published_since(&self, id: Uuid) -> Result<Vec<PostSummary>> {
        let after = "WHERE p.status = 'published'
            AND p.published_at > (SELECT published_at FROM posts WHERE id = $1) ORDER BY p.published_at LIMIT 100";
        let rows = sqlx::query(AssertSqlSafe(format!("{POSTS} {after}")))
            .bind(id.to_string())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(summary).collect()
    }

    /// One post.
    pub async fn post(&self, id: Uuid) -> Result<Saved> {
        read(&mut *self.pool.acquire().await?, id).await
    }

    /// Stores a new post.
    pub async fn create_post(&self, input: &PostInput) -> Result<Saved> {
        let id = Uuid::now_v7();
        let mut tx = self.pool.begin().await?;
        insert(&mut tx, id, input).await?;
        let saved = read(&mut tx, id).await?;
        tx.commit().await?;
        Ok(Saved { announce: saved.post.status == Status::Published, ..saved })
    }

    /// Puts another post in the place of one, if it is still in the expected version.
    pub async fn replace_post(&self, id: Uuid, expected: Option<i64>, input: PostInput) -> Result<Saved> {
        self.change_post(id, expected, |_| input).await
    }

    /// Changes what a patch names, if the post is still in the expected version.
    pub async fn patch_post(&self, id: Uuid, expected: Option<i64>, patch: PostPatch) -> Result<Saved> {
        self.change_post(id, expected, |post| patched(post, patch)).await
    }

    /// Publishes a post, if it is not published already.
    pub async fn publish_post(&self, id: Uuid) -> Result<Saved> {
        let mut tx = self.pool.begin().await?;
        let done = sqlx::query(
            "UPDATE posts SET status = 'published', published_at = COALESCE(published_at, $2), updated_at = $2,
                    version = version + 1
             WHERE id = $1 AND status <> 'published'",
        )
        .bind(id.to_string())
        .bind(now())
        .execute(&mut *tx)
        .await?;
        let saved = read(&mut tx, id).await?;
        tx.commit().await?;
        Ok(Saved { announce: done.rows_affected() == 1, ..saved })
    }

    /// Deletes a post with all that belongs to it, if it is still in the expected version.
    pub async fn delete_post(&self, id: Uuid, expected: Option<i64>) -> Result<()> {
        let mut tx = self.pool.begin().await?;
        lock(&mut tx, id, expected).await?;
        sqlx::query("DELETE FROM posts WHERE id = $1").bind(id.to_string()).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    async fn change_post(
        &self,
        id: Uuid,
        expected: Option<i64>,
        change: impl FnOnce(Post) -> PostInput,
    ) -> Result<Saved> {
        // An error on the way drops the transaction, which takes back what it did.
        let mut tx = self.pool.begin().await?;
        lock(&mut tx, id, expected).await?;
        let before = read(&mut tx, id).await?.post;
        let was = before.status;
        update(&mut tx, id, &change(before)).await?;
        let saved = read(&mut tx, id).await?;
        tx.commit().await?;
        let announce = was != Status::Published && saved.post.status == Status::Published;
        Ok(Saved { announce, ..saved })
    }
}

/// Takes the post for this transaction by writing its next version, and looks whether the last one was the expected.
async fn lock(tx: &mut AnyConnection, id: Uuid, expected: Option<i64>) -> Result<()> {
    let version: i64 =
        sqlx::query_scalar("UPDATE posts SET version = version + 1 WHERE id = $1 RETURNING version")
            .bind(id.to_string())
            .fetch_one(tx)
            .await?;
    match expected {
        Some(expected) if expected != version - 1 => Err(Error::Stale),
        _ => Ok(()),
    }
}

async fn read(connection: &mut AnyConnection, id: Uuid) -> Result<Saved> {
    let row = sqlx::query(AssertSqlSafe(format!("{POSTS} WHERE p.id = $1")))
        .bind(id.to_string())
        .fetch_one(connection)
        .await?;
    Ok(Saved { post: post(&row)?, version: row.try_get("version")?, announce: false })
}

async fn insert(tx: &mut AnyConnection, id: Uuid, input: &PostInput) -> Result<()> {
    sqlx::query(
        "INSERT INTO posts (id, slug, title, subtitle, status, author_id, content, meta, published_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $5 = 'published' THEN $9 END, $9, $9)",
    )
    .bind(id.to_string())
    .bind(input.slug.as_str())
    .bind(input.title.as_str())
    .bind(input.subtitle.as_ref().value().map(String::as_str))
    .bind(input.status.as_str())
    .bind(input.author_id.to_string())
    .bind(serde_json::to_string(&input.content)?)
    .bind(meta(input)?)
    .bind(now())
    .execute(&mut *tx)
    .await
    .map_err(refused)?;
    tags::write(tx, id, &input.tags).await
}

async fn update(tx: &mut AnyConnection, id: Uuid, input: &PostInput) -> Result<()> {
    sqlx::query(
        "UPDATE posts SET slug = $2, title = $3, subtitle = $4, status = $5, author_id = $6, content = $7, meta = $8,
                published_at = CASE WHEN $5 = 'published' THEN COALESCE(published_at, $9) ELSE published_at END,
                updated_at = $9
         WHERE id = $1",
    )
    .bind(id.to_string())
    .bind(input.slug.as_str())
    .bind(input.title.as_str())
    .bind(input.subtitle.as_ref().value().map(String::as_str))
    .bind(input.status.as_str())
    .bind(input.author_id.to_string())
    .bind(serde_json::to_string(&input.content)?)
    .bind(meta(input)?)
    .bind(now())
    .execute(&mut *tx)
    .await
    .map_err(refused)?;
    tags::write(tx, id, &input.tags).await
}

/// What is stored of the names and values for the head: none, if none are given.
fn meta(input: &PostInput) -> Result<String> {
    Ok(input.meta.as_ref().map_or(Ok(String::from("{}")), serde_json::to_string)?)
}

fn refused(error: sqlx::Error) -> Error {
    conflict(error, "another post has this slug", "there is no such author")
}

/// What a post is after a patch, in the words in which it would be given.
fn patched(post: Post, patch: PostPatch) -> PostInput {
    let subtitle = patch.subtitle.change().unwrap_or(post.subtitle);
    PostInput {
        slug: patch.slug.unwrap_or(post.slug),
        title: patch.title.unwrap_or(post.title),
        subtitle: subtitle.map_or(Maybe::Null, Maybe::Value),
        author_id: patch.author_id.unwrap_or(post.author.id),
        status: patch.status.unwrap_or(post.status),
        tags: patch.tags.unwrap_or(post.tags),
        content: patch.content.unwrap_or(post.content),
        meta: Some(patch.meta.unwrap_or(post.meta)),
    }
}

fn summary(row: &AnyRow) -> Result<PostSummary> {
    let tags: Option<String> = row.try_get("tags")?;
    Ok(PostSummary {
        id: row.try_get::<&str, _>("id")?.parse()?,
        slug: Slug(row.try_get("slug")?),
        title: Line(row.try_get("title")?),
        subtitle: row.try_get("subtitle")?,
        status: status(row.try_get("status")?),
        author: PostSummaryAuthor {
            id: row.try_get::<&str, _>("author_id")?.parse()?,
            name: row.try_get("author_name")?,
        },
        tags: tags.iter().flat_map(|tags| tags.split(' ')).map(|tag| Slug(tag.to_owned())).collect(),
        comments: row.try_get("comments")?,
        published_at: row.try_get::<Option<i64>, _>("published_at")?.map(at),
        created_at: at(row.try_get("created_at")?),
        updated_at: at(row.try_get("updated_at")?),
    })
}

fn post(row: &AnyRow) -> Result<Post> {
    let PostSummary {
        id,
        slug,
        title,
        subtitle,
        status,
        author,
        tags,
        comments,
        published_at,
        created_at,
        updated_at,
    } = summary(row)?;
    let has_cover = row.try_get::<i64, _>("covers")? > 0;
    Ok(Post {
        cover: has_cover.then(|| format!("/api/v1/posts/{id}/cover")),
        content: serde_json::from_str(row.try_get("content")?)?,
        meta: serde_json::from_str(row.try_get("meta")?)?,
        id,
        slug,
        title,
        subtitle,
        status,
        author,
        tags,
        comments,
        published_at,
        created_at,
        updated_at,
    })
}

/// A status by the name under which it was stored.
fn status(name: &str) -> Status {
    match name {
        "published" => Status::Published,
        "archived" => Status::Archived,
        _ => Status::Draft,
    }
}

/// The LIKE pattern of every text that contains this one, in small letters.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn a_search_means_its_letters() {
        assert_eq!(containing("50% of C_"), r"%50\% of c\_%");
    }
}
