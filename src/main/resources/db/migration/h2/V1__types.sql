-- What H2 calls a text and bytes of any length.
CREATE DOMAIN long_text AS CLOB;
CREATE DOMAIN long_bytes AS BLOB;
