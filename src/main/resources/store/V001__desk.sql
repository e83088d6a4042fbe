-- The desk: who may call, which accounts there are, and the sealed keys that sign for them.
-- Common dialect of SQLite and PostgreSQL. Times are UTC milliseconds. Lists of CIDRs and scopes are words joined by
-- a comma, empty for none. Limits are JSON objects, null for none. SQLite keeps bytes as bytes in a BYTEA column.
-- No semicolon may stand inside a string here: the statements are cut at semicolons.

CREATE TABLE accounts (
    name        TEXT    NOT NULL PRIMARY KEY,
    environment TEXT    NOT NULL,
    cidrs       TEXT    NOT NULL DEFAULT '',
    enabled     BOOLEAN NOT NULL DEFAULT TRUE,
    uid         TEXT,
    parent_uid  TEXT,
    created_at  BIGINT  NOT NULL,
    UNIQUE (name, environment)
);

-- A data key seals the secrets of one account, or, with neither environment nor account, those of signed clients.
CREATE TABLE deks (
    id          TEXT   NOT NULL PRIMARY KEY,
    environment TEXT,
    account     TEXT,
    kek_id      TEXT   NOT NULL,
    wrapped     BYTEA  NOT NULL,
    created_at  BIGINT NOT NULL,
    CHECK ((environment IS NULL) = (account IS NULL)),
    FOREIGN KEY (account, environment) REFERENCES accounts (name, environment) ON DELETE CASCADE
);

-- The facts of a key (its uid, rights, addresses, expiry, tier) lie inside the sealed bytes, so that no edit widens them.
CREATE TABLE credentials (
    id          TEXT    NOT NULL PRIMARY KEY,
    account     TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    label       TEXT    NOT NULL,
    api_key     TEXT    NOT NULL,
    algorithm   TEXT    NOT NULL CHECK (algorithm IN ('hmac', 'rsa')),
    state       TEXT    NOT NULL CHECK (state IN ('staged', 'active', 'retiring', 'revoked')),
    version     BIGINT  NOT NULL CHECK (version > 0),
    dek_id      TEXT,
    sealed      BYTEA,
    limits      TEXT,
    created_at  BIGINT  NOT NULL,
    changed_at  BIGINT  NOT NULL,
    CHECK ((state = 'revoked') = (sealed IS NULL)),
    CHECK ((sealed IS NULL) = (dek_id IS NULL)),
    FOREIGN KEY (account, environment) REFERENCES accounts (name, environment) ON DELETE CASCADE,
    FOREIGN KEY (dek_id) REFERENCES deks (id)
);

CREATE INDEX credentials_by_account ON credentials (account, state);

-- One API key signs for one credential, and one active credential of each label signs for an account.
CREATE UNIQUE INDEX credentials_by_api_key ON credentials (environment, api_key) WHERE state <> 'revoked';
CREATE UNIQUE INDEX credentials_by_label ON credentials (account, label) WHERE state = 'active';

CREATE TABLE clients (
    name          TEXT    NOT NULL PRIMARY KEY,
    enabled       BOOLEAN NOT NULL DEFAULT TRUE,
    cidrs         TEXT    NOT NULL DEFAULT '',
    limits        TEXT,
    signed        BOOLEAN NOT NULL DEFAULT FALSE,
    signing_id    TEXT    UNIQUE,
    sealed_secret BYTEA,
    dek_id        TEXT,
    created_at    BIGINT  NOT NULL,
    FOREIGN KEY (dek_id) REFERENCES deks (id)
);

CREATE TABLE operators (
    name       TEXT   NOT NULL PRIMARY KEY,
    role       TEXT   NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    created_at BIGINT NOT NULL
);

-- Only the SHA-256 of a token's secret half is kept.
CREATE TABLE tokens (
    id            TEXT   NOT NULL PRIMARY KEY,
    owner_kind    TEXT   NOT NULL CHECK (owner_kind IN ('client', 'operator')),
    owner         TEXT   NOT NULL,
    secret_sha256 BYTEA  NOT NULL,
    created_at    BIGINT NOT NULL,
    created_by    TEXT,
    expires_at    BIGINT,
    revoked_at    BIGINT,
    last_used_at  BIGINT
);

CREATE INDEX tokens_by_owner ON tokens (owner_kind, owner);

-- A grant may pin one credential of its account; without one the account's active credential signs.
CREATE TABLE grants (
    client        TEXT   NOT NULL,
    account       TEXT   NOT NULL,
    scopes        TEXT   NOT NULL,
    limits        TEXT,
    credential_id TEXT,
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (client, account),
    FOREIGN KEY (client) REFERENCES clients (name) ON DELETE CASCADE,
    FOREIGN KEY (account) REFERENCES accounts (name) ON DELETE CASCADE,
    FOREIGN KEY (credential_id) REFERENCES credentials (id)
);

CREATE TABLE halts (
    scope_kind TEXT   NOT NULL,
    scope_key  TEXT   NOT NULL,
    mode       TEXT   NOT NULL CHECK (mode IN ('reduce-only', 'cancel-only')),
    set_by     TEXT   NOT NULL,
    set_at     BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_key)
);

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
