-- Deleted datasets that a run was about to bring back: where it did not come to put back all that hung on them, a repeated
-- restore goes on.
CREATE TABLE begun_return (
    target VARCHAR(255) NOT NULL,
    uuid   VARCHAR(36)  NOT NULL,
    PRIMARY KEY (target, uuid)
);
