-- A key whose HMAC is made by Vault: its algorithm is hmac as before, and this names the key there with its version, such
-- as transit/alpha:v1. NULL: the gate keeps the secret itself, sealed. What a row's secret or facts are sealed to names
-- it too, so that an edit opens nothing.
ALTER TABLE credentials ADD COLUMN vault_key TEXT;
