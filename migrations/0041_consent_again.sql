-- A consent whose code arrived while Amazon could not be reached may be answered again: the code lives five minutes, and once it
-- was exchanged the token is kept, sealed, until the account has been looked at.
alter table amazon_consent add column code_at timestamptz;
alter table amazon_consent add column token bytea;
alter table amazon_consent add column token_key_id text;
