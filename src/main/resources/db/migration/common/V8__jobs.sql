-- What is known of configured jobs beyond their settings.
CREATE TABLE job_state (
    name       VARCHAR(255) NOT NULL PRIMARY KEY,
    is_paused  BOOLEAN      NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    problem    long_text
);

-- What drift was found, the newest report of a job being the one with the highest id.
CREATE TABLE drift (
    id         VARCHAR(36)              NOT NULL PRIMARY KEY,
    job        VARCHAR(255)             NOT NULL,
    checked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    report     long_text                NOT NULL
);
CREATE INDEX drift_by_job ON drift (job, id);
