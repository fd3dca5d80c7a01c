-- What takes a run back: Superset's own export, and what is kept of each change, written before the change was done.
CREATE TABLE backup (
    run_id   VARCHAR(36)              NOT NULL PRIMARY KEY,
    target   VARCHAR(255)             NOT NULL,
    made_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    archive  long_bytes               NOT NULL
);
CREATE INDEX backup_by_age ON backup (made_at);

CREATE TABLE backup_item (
    run_id     VARCHAR(36) NOT NULL,
    item       INTEGER     NOT NULL,
    kept       long_bytes  NOT NULL,
    left_state long_bytes,
    PRIMARY KEY (run_id, item)
);
