-- Runs: what a caller is answered is kept as it was told; the other columns are for looking runs up.
CREATE TABLE run (
    id          VARCHAR(36)              NOT NULL PRIMARY KEY,
    status      VARCHAR(20)              NOT NULL,
    target      VARCHAR(255)             NOT NULL,
    job         VARCHAR(255),
    started_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    head        long_text                NOT NULL,
    report      long_text                NOT NULL
);
CREATE INDEX run_by_target ON run (target, id);
CREATE INDEX run_by_status ON run (status);

-- Plans, each with the request that it was made from.
CREATE TABLE plan (
    id           VARCHAR(36)              NOT NULL PRIMARY KEY,
    target       VARCHAR(255)             NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    report       long_text                NOT NULL,
    request      long_bytes               NOT NULL,
    fingerprints long_text                NOT NULL,
    applied_by   VARCHAR(36)
);
CREATE INDEX plan_by_age ON plan (created_at);

-- What was last applied to each dataset.
CREATE TABLE applied_model (
    target          VARCHAR(255)             NOT NULL,
    uuid            VARCHAR(36)              NOT NULL,
    superset_id     INTEGER                  NOT NULL,
    document        long_text,
    created         BOOLEAN                  NOT NULL,
    marked          BOOLEAN                  NOT NULL,
    marked_document long_text,
    declared        long_text                NOT NULL,
    retained        long_text                NOT NULL,
    run_id          VARCHAR(36)              NOT NULL,
    applied_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (target, uuid)
);

-- Strategy sets that callers put; the built-in and the configured ones are not here.
CREATE TABLE strategy_set (
    name            VARCHAR(255) NOT NULL PRIMARY KEY,
    update_strategy VARCHAR(100) NOT NULL,
    guards          long_text    NOT NULL
);

-- Calls that may come again under the same key. Without a run, the call is just being taken on.
CREATE TABLE idempotency_key (
    caller       VARCHAR(255)             NOT NULL,
    operation    VARCHAR(255)             NOT NULL,
    key_hash     VARCHAR(64)              NOT NULL,
    request_hash VARCHAR(255)             NOT NULL,
    run_id       VARCHAR(36),
    claimed_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (caller, operation, key_hash)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (claimed_at);
CREATE INDEX idempotency_key_by_run ON idempotency_key (run_id);
