-- Client certificates as identity. A certificate is known by the SHA-256 of its public key (64 hex digits), so that a
-- renewed one with the same key goes on. Its subject and end are kept for people to read and decide nothing.
CREATE TABLE client_certificates (
    public_key_sha256 TEXT   NOT NULL PRIMARY KEY,
    id                TEXT   NOT NULL UNIQUE,
    client            TEXT   NOT NULL,
    subject           TEXT   NOT NULL,
    expires_at        BIGINT NOT NULL,
    created_at        BIGINT NOT NULL,
    FOREIGN KEY (client) REFERENCES clients (name) ON DELETE CASCADE
);

CREATE INDEX client_certificates_by_client ON client_certificates (client);

-- A token with one works only on a connection that shows the certificate of this public key.
ALTER TABLE tokens ADD COLUMN bound_to TEXT;
