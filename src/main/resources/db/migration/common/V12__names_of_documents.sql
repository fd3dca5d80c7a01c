-- Names of documents are no long texts: H2 takes twenty times as long to read those.
ALTER TABLE applied_model ALTER COLUMN document SET DATA TYPE VARCHAR(1000000);
ALTER TABLE applied_model ALTER COLUMN marked_document SET DATA TYPE VARCHAR(1000000);
