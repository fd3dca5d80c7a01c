-- What happened in a run, for those who listen to it, in the order of the numbers; only for a while after the run.
CREATE TABLE run_event (
    run_id     VARCHAR(36)              NOT NULL,
    number     INTEGER                  NOT NULL,
    type       VARCHAR(20)              NOT NULL,
    data       long_text                NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (run_id, number)
);
CREATE INDEX run_event_by_age ON run_event (written_at);
