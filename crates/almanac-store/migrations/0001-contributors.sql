-- A name of this store, so that two almanacs on one machine keep their sessions apart.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE contributors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'writer', 'editor', 'admin')),
    created_at BIGINT NOT NULL,
    blocked_at BIGINT,
    blocked_why TEXT
);

CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    contributor BIGINT NOT NULL REFERENCES contributors (id),
    hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'review')),
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    key BIGINT NOT NULL REFERENCES keys (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE INDEX sessions_of_keys ON sessions (key);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    moment BIGINT NOT NULL,
    who TEXT NOT NULL,
    did TEXT NOT NULL,
    about TEXT NOT NULL,
    note TEXT NOT NULL
);
