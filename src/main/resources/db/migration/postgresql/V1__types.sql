-- What PostgreSQL calls a text and bytes of any length.
CREATE DOMAIN long_text AS TEXT;
CREATE DOMAIN long_bytes AS BYTEA;
