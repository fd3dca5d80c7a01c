-- How datasets looked when they were last found to be as declared, so that they are known again by their row in the list.
CREATE TABLE sighting (
    target     VARCHAR(255) NOT NULL,
    uuid       VARCHAR(36)  NOT NULL,
    row_hash   VARCHAR(64)  NOT NULL,
    model_hash VARCHAR(64)  NOT NULL,
    PRIMARY KEY (target, uuid)
);

-- The ids of the columns and metrics of datasets, as they were last seen: only reading a dataset alone tells them.
CREATE TABLE part_ids (
    target VARCHAR(255) NOT NULL,
    uuid   VARCHAR(36)  NOT NULL,
    ids    long_text    NOT NULL,
    PRIMARY KEY (target, uuid)
);
