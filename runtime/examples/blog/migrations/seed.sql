-- What a new blog starts with, so that there is something to see.

INSERT INTO authors (id, name, email, site) VALUES
    ('0190a6b0-0000-7000-8000-000000000001', 'Ada', 'ada@example.com', 'https://example.com/ada'),
    ('0190a6b0-0000-7000-8000-000000000002', 'Grace', 'grace@example.com', NULL);

INSERT INTO posts (id, slug, title, subtitle, status, author_id, content, meta, published_at, created_at, updated_at) VALUES
    ('0190a6b0-0000-7000-8000-00000000000a', 'a-folder-is-a-url', 'A folder is a URL', 'And a function is a method',
     'published', '0190a6b0-0000-7000-8000-000000000001',
     '[{"kind":"paragraph","text":"Every folder below app is a segment of a URL."},{"kind":"quote","text":"Static beats dynamic.","source":"The router"}]',
     '{"og:type":"article"}', 1767348000000000, 1767258000000000, 1767348000000000),
    ('0190a6b0-0000-7000-8000-00000000000b', 'the-contract-comes-first', 'The contract comes first', NULL,
     'published', '0190a6b0-0000-7000-8000-000000000002',
     '[{"kind":"paragraph","text":"Write down what the API promises; the compiler holds you to it."}]',
     '{}', 1767434400000000, 1767344400000000, 1767434400000000),
    ('0190a6b0-0000-7000-8000-00000000000c', 'not-yet', 'Not yet', NULL,
     'draft', '0190a6b0-0000-7000-8000-000000000001', '[]', '{}', NULL, 1767430800000000, 1767430800000000);

INSERT INTO post_tags (post_id, tag) VALUES
    ('0190a6b0-0000-7000-8000-00000000000a', 'http'),
    ('0190a6b0-0000-7000-8000-00000000000a', 'rust'),
    ('0190a6b0-0000-7000-8000-00000000000b', 'openapi'),
    ('0190a6b0-0000-7000-8000-00000000000b', 'rust');

INSERT INTO comments (id, post_id, name, email, text, created_at) VALUES
    ('0190a6b0-0000-7000-8000-0000000000c1', '0190a6b0-0000-7000-8000-00000000000a', 'Grace', 'grace@example.com',
     'So that is how it works!', 1767355200000000);
