-- Datasets that a sync was about to create: where its process died before it had written them in full, they are ours.
CREATE TABLE begun_creation (
    target      VARCHAR(255) NOT NULL,
    key_hash    VARCHAR(64)  NOT NULL,
    dataset_key long_text    NOT NULL,
    begun_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (target, key_hash)
);
