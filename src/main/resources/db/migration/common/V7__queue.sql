-- Work that is to be done at a time, by whichever process comes to it: the table of db-scheduler, as it wants it.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(255)             NOT NULL,
    task_instance        VARCHAR(255)             NOT NULL,
    task_data            long_bytes,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR(255),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

-- What unfinished runs have to do, so that any process can do it. Those of a target are done in the order of their places.
CREATE TABLE queued_run (
    run_id       VARCHAR(36)  NOT NULL PRIMARY KEY,
    target       VARCHAR(255) NOT NULL,
    place        VARCHAR(36)  NOT NULL,
    attempt      INTEGER      NOT NULL,
    work         long_bytes   NOT NULL,
    is_kept      BOOLEAN      NOT NULL,
    is_cancelled BOOLEAN      NOT NULL
);
CREATE INDEX queued_run_by_place ON queued_run (target, place);

-- Why runs that left no trace were refused, for whoever waits for them at another process.
CREATE TABLE refusal (
    run_id     VARCHAR(36)              NOT NULL PRIMARY KEY,
    reason     long_text                NOT NULL,
    refused_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX refusal_by_age ON refusal (refused_at);

ALTER TABLE run ADD COLUMN retry_of VARCHAR(36);
CREATE INDEX run_by_retry ON run (retry_of);

-- A key now comes with its run or not at all.
DELETE FROM idempotency_key WHERE run_id IS NULL;
