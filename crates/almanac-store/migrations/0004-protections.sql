-- Pages that only editors change, and such that were. A row is never taken away.
CREATE TABLE protections (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    place TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    ended_at BIGINT,
    ended_by TEXT
);

CREATE INDEX protections_of_pages ON protections (page);

-- When the commit of a proposal that had ended was let go.
ALTER TABLE proposals ADD COLUMN pruned_at BIGINT;
