-- What webhooks are told: written together with what it tells of, sent afterwards, and kept for a while as a log.
CREATE TABLE webhook_delivery (
    id           VARCHAR(36)              NOT NULL PRIMARY KEY,
    webhook      VARCHAR(255)             NOT NULL,
    event        VARCHAR(20)              NOT NULL,
    run_id       VARCHAR(36),
    body         long_text                NOT NULL,
    status       VARCHAR(20)              NOT NULL,
    attempts     INTEGER                  NOT NULL,
    answer       INTEGER,
    problem      long_text,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    attempted_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook, id);
CREATE INDEX webhook_delivery_by_status ON webhook_delivery (status, created_at);
