-- Our applications at Amazon, the consents under way, and the connections made by them. Secrets and tokens are sealed before they
-- come here (platform/vault.ts); the database never sees one.

-- A registration belongs to the agency, not to one of its clients.
create table amazon_app (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  api text not null check (api in ('sp', 'ads')),
  name text not null check (length(name) between 1 and 100),
  -- What consent pages call it; the Ads API knows only the client id.
  application_id text,
  lwa_client_id text not null,
  roles text[] not null default '{}',
  -- Not yet published at Amazon: consent pages want version=beta.
  draft boolean not null default false,
  -- Registered with the sandbox that stands in for Amazon; it must never meet Amazon itself, nor the other way round.
  sandbox boolean not null default false,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (agency_id, id),
  check (api = 'ads' or application_id is not null)
);
create unique index amazon_app_client on amazon_app (agency_id, lwa_client_id) where retired_at is null;

-- Around a rotation two secrets live for seven days; the newest is tried first.
create table amazon_app_secret (
  agency_id bigint not null,
  app_id bigint not null,
  id bigint generated always as identity,
  sealed bytea not null,
  key_id text not null,
  added_at timestamptz not null,
  -- Amazon ends a secret after 180 days.
  expires_at timestamptz not null,
  primary key (agency_id, app_id, id),
  foreign key (agency_id, app_id) references amazon_app (agency_id, id)
);

-- A consent asked for and not yet answered. `state_hash` is all that is kept of the state; it works once, in the session that asked.
create table amazon_consent (
  client_id bigint not null,
  state_hash text not null,
  store_id bigint not null,
  app_id bigint not null,
  api text not null check (api in ('sp', 'ads')),
  granted text[] not null,
  session_id text not null,
  -- PKCE, Ads only.
  verifier bytea,
  verifier_key_id text,
  redirect_uri text not null,
  asked_at timestamptz not null,
  used_at timestamptz,
  primary key (client_id, state_hash),
  foreign key (client_id, store_id) references store (client_id, id)
);

create table amazon_connection (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  api text not null check (api in ('sp', 'ads')),
  app_id bigint not null,
  -- active; ending: nothing leaves any more, the token is kept only to prove that it is dead; revoked; broken.
  state text not null check (state in ('active', 'ending', 'revoked', 'broken')),
  -- Why it is broken or how it ended, a code.
  reason text,
  seller_id text not null,
  granted text[] not null,
  marketplaces text[] not null,
  profiles jsonb not null default '[]',
  consented_at timestamptz not null,
  consented_by text not null,
  -- Amazon sets no end for Ads.
  expires_at timestamptz,
  probed_at timestamptz not null,
  -- The smallest number of days before the end of which somebody was told.
  noticed_days int,
  ended_at timestamptz,
  token bytea,
  key_id text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id),
  check ((token is null) = (state = 'revoked'))
);
create unique index amazon_connection_live on amazon_connection (client_id, store_id, api) where state <> 'revoked';

alter table amazon_app enable row level security;
alter table amazon_app force row level security;
create policy amazon_app_scope on amazon_app to steward_app using (agency_id = nullif(current_setting('app.agency', true), '')::bigint);
alter table amazon_app_secret enable row level security;
alter table amazon_app_secret force row level security;
create policy amazon_app_secret_scope on amazon_app_secret to steward_app
  using (agency_id = nullif(current_setting('app.agency', true), '')::bigint);
alter table amazon_consent enable row level security;
alter table amazon_consent force row level security;
create policy amazon_consent_scope on amazon_consent to steward_app
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
alter table amazon_connection enable row level security;
alter table amazon_connection force row level security;
create policy amazon_connection_scope on amazon_connection to steward_app
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));

grant select, insert, update on amazon_app, amazon_connection to steward_app;
grant select, insert, update, delete on amazon_app_secret, amazon_consent to steward_app;
