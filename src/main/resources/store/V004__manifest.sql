-- Which credentials there are, each with its version and the SHA-256 of its row, so that a row that was put back, swapped
-- or taken out is found. One row, authenticated by a key of its own that the master key wraps. The counter grows with
-- every change and is noted in the ledger, so that putting the whole store back is found too.
CREATE TABLE manifests (
    name        TEXT   NOT NULL PRIMARY KEY,
    counter     BIGINT NOT NULL CHECK (counter > 0),
    kek_id      TEXT   NOT NULL,
    wrapped_key BYTEA  NOT NULL,
    entries     TEXT   NOT NULL,
    mac         BYTEA  NOT NULL
);
