-- Ids and times are text and whole numbers (microseconds), which mean the same in both databases.

CREATE TABLE authors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    site TEXT
);

CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    -- Grows by one with every change; clients see it as the ETag.
    version BIGINT NOT NULL DEFAULT 1,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    subtitle TEXT,
    status TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES authors (id),
    -- JSON, as the API shows it.
    content TEXT NOT NULL,
    meta TEXT NOT NULL,
    published_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX posts_by_author ON posts (author_id);
CREATE INDEX posts_by_publication ON posts (published_at);

CREATE TABLE post_tags (
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (post_id, tag)
);

CREATE INDEX posts_by_tag ON post_tags (tag);

CREATE TABLE comments (
    id TEXT PRIMARY KEY,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX comments_by_post ON comments (post_id, id);

CREATE TABLE covers (
    post_id TEXT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    content_type TEXT NOT NULL,
    alt TEXT,
    bytes BLOB NOT NULL,
    -- When it was stored; clients see it as the ETag.
    stored_at BIGINT NOT NULL
);

-- The payment provider's events. A refund may come before the tip that it refunds.
CREATE TABLE tips (
    event TEXT PRIMARY KEY,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL
);

CREATE TABLE refunds (
    event TEXT PRIMARY KEY,
    tip TEXT NOT NULL
);
