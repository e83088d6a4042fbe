-- What the desk allows of orders, on a grant for one client and on an account for all of its clients together: a JSON
-- object of rules by name, null for none.
ALTER TABLE grants ADD COLUMN rules TEXT;
ALTER TABLE accounts ADD COLUMN rules TEXT;
