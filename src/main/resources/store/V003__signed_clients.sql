-- Signed clients prove who they are by a signature, as any Bybit SDK makes it. What they sign with must be opened to
-- check a signature, so beside its hash a sealed copy is kept, wrapped by the master key and bound to the token's id.
ALTER TABLE tokens ADD COLUMN sealed_secret BYTEA;
