-- A key that somebody else may hold signs nothing more, but is kept, sealed, until Bybit does not know it any more.
-- Its state stays one of the words of the first version; this column tells it apart. The state that a reader makes of
-- both is bound to the sealed secret, so that an edit of either opens nothing.
ALTER TABLE credentials ADD COLUMN compromised BOOLEAN NOT NULL DEFAULT FALSE;
