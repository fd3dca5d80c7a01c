-- Which dataset a kept state is of, so that the newest of each can stay: null for datasets that were not there.
ALTER TABLE backup_item ADD COLUMN dataset VARCHAR(36);
CREATE INDEX backup_item_by_dataset ON backup_item (dataset, run_id);
CREATE INDEX run_by_age ON run (started_at);
