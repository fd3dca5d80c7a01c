-- How datasets looked when they were last found to be as declared, so that they are known again by their row in the list.
CREATE TABLE sighting (
    target     VARCHAR(255) NOT NULL,
    uuid       VARCHAR(36)  NOT NULL,
    row_hash   VARCHAR(64)  NOT NULL,
    model_hash VARCHAR(64)  NOT NULL,
    PRIMARY KEY (target, uuid)
);
