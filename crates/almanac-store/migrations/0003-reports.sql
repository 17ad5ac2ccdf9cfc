-- What readers say is wrong. Equal ones are joined; what is old goes.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    passage TEXT NOT NULL,
    words TEXT NOT NULL,
    address TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    times BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT,
    revision TEXT
);

CREATE INDEX reports_by_time ON reports (created_at);
