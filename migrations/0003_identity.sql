-- People, sessions, factors, memberships. Only the sign-in side (steward_auth) reads and writes here; the application's role has
-- no right to this schema at all. The first six tables are better-auth's, under our names.

create schema auth;

create table auth.person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  time_zone text not null default 'Asia/Shanghai',
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A row the sign-in library made is no session until it was opened: started_at and last_seen_at are ours, by the product's clock.
create table auth.session (
  id text primary key,
  token text not null unique,
  person_id text not null references auth.person (id) on delete cascade,
  agency_id bigint references agency (id),
  ip_address text,
  user_agent text,
  second_factor_at timestamptz,
  started_at timestamptz,
  last_seen_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_person on auth.session (person_id);

create table auth.credential (
  id text primary key,
  person_id text not null references auth.person (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index credential_person on auth.credential (person_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on auth.verification (identifier);

create table auth.totp (
  id text primary key,
  person_id text not null references auth.person (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create unique index totp_person on auth.totp (person_id);

create table auth.passkey (
  id text primary key,
  name text,
  person_id text not null references auth.person (id) on delete cascade,
  credential_id text not null unique,
  public_key text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_person on auth.passkey (person_id);

-- Who belongs to which agency and as what. A leaver keeps the row, with left_at.
create table auth.membership (
  person_id text not null references auth.person (id),
  agency_id bigint not null references agency (id),
  role text not null check (role in ('agency_owner', 'account_manager', 'ads', 'listing', 'supply', 'finance', 'compliance',
                                     'client_owner', 'client_staff', 'auditor')),
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (person_id, agency_id)
);
create index membership_agency on auth.membership (agency_id);

-- Which clients a member sees. An agency owner sees all of the agency's without a row.
create table auth.assignment (
  client_id bigint not null references client (id),
  person_id text not null,
  agency_id bigint not null,
  assigned_at timestamptz not null,
  primary key (client_id, person_id),
  foreign key (person_id, agency_id) references auth.membership (person_id, agency_id)
);
create index assignment_person on auth.assignment (person_id, agency_id);

-- Letters that open a door once: 'agency' founds one, 'member' joins one. Only the token's hash is kept.
create table auth.invitation (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('agency', 'member')),
  token_hash text not null unique,
  email text not null,
  locale text not null check (locale in ('zh-CN', 'en')),
  agency_id bigint references agency (id),
  role text,
  client_ids bigint[] not null default '{}',
  invited_by text references auth.person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  check ((kind = 'member') = (agency_id is not null and role is not null and invited_by is not null))
);
create index invitation_agency on auth.invitation (agency_id) where accepted_at is null and revoked_at is null;

-- Wrong guesses, by what was guessed at (a hash: unknown addresses are counted like known ones).
create table auth.attempt (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

-- Entries on their way to the clients' ledgers: written in the transaction of the change they tell of, moved at once, and by a
-- job if that failed. One row per chain.
create table auth.pending_entry (
  id bigint generated always as identity primary key,
  agency_id bigint not null references agency (id),
  client_id bigint not null references client (id),
  actor jsonb not null,
  event text not null,
  subject text not null,
  data jsonb not null,
  created_at timestamptz not null
);

grant usage on schema auth to steward_auth;
grant select, insert, update, delete on all tables in schema auth to steward_auth;

-- After so many minutes without a request a session ends.
alter table agency add column session_idle_minutes integer not null default 480 check (session_idle_minutes between 15 and 1440);
grant update (session_idle_minutes) on agency to steward_app;

-- The marketplaces a store sells in.
create table store_marketplace (
  client_id bigint not null,
  store_id bigint not null,
  marketplace_id text not null,
  primary key (client_id, store_id, marketplace_id),
  foreign key (client_id, store_id) references store (client_id, id)
);
alter table store_marketplace enable row level security;
alter table store_marketplace force row level security;
create policy store_marketplace_scope on store_marketplace
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, delete on store_marketplace to steward_app;

-- A new client's number is drawn before its row exists, so that the transaction's scope can include it.
grant usage on sequence client_id_seq to steward_app;
