-- What is known of proposals beside their commits, which references of the repository keep.
CREATE TABLE proposals (
    number BIGINT PRIMARY KEY,
    contributor BIGINT NOT NULL REFERENCES contributors (id),
    page TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    revision TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    reason TEXT,
    told_at BIGINT
);

CREATE INDEX proposals_of_pages ON proposals (page, state);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    proposal BIGINT NOT NULL REFERENCES proposals (number),
    who TEXT NOT NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX comments_of_proposals ON comments (proposal);
