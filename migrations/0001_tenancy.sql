-- Who owns what, and the ledger. Row security is forced on every table that belongs to an agency or a client.
-- Scope comes from app.set_scope (SET LOCAL inside, so that it also reaches the workers of a distributed database); policies hold no subquery.

create schema app;

-- Group roles: login roles are members; they own nothing and cannot bypass row security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'steward_app') then create role steward_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'steward_auth') then create role steward_auth nologin; end if;
end $$;

create function app.set_scope(clients bigint[], agency bigint) returns void language plpgsql as $$
begin
  execute format('set local app.clients = %L', coalesce(clients, '{}')::text);
  execute format('set local app.agency = %L', coalesce(agency::text, ''));
end $$;

grant usage on schema app, public to steward_app, steward_auth;

create table agency (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  created_at timestamptz not null
);

-- kind 'house' is the agency's own book: the chain for what concerns the agency and no client.
create table client (
  id bigint generated always as identity primary key,
  agency_id bigint not null references agency (id),
  kind text not null default 'client' check (kind in ('client', 'house')),
  name text not null check (length(name) between 1 and 200),
  base_currency text not null default 'CNY' check (base_currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null,
  archived_at timestamptz
);
create unique index client_house on client (agency_id) where kind = 'house';
create index client_agency on client (agency_id);

-- One selling account of a client in one Amazon region.
create table store (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  name text not null check (length(name) between 1 and 200),
  region text not null check (region in ('NA', 'EU', 'FE')),
  seller_id text,
  created_at timestamptz not null,
  primary key (client_id, id),
  unique (client_id, name)
);

create table ledger_head (
  client_id bigint primary key references client (id),
  seq bigint not null,
  hash text not null
);

-- Append-only: the application may insert and read, never update or delete.
create table ledger_entry (
  client_id bigint not null references client (id),
  seq bigint not null,
  at timestamptz not null,
  event text not null,
  actor_id text not null,
  actor_name text not null,
  actor_role text not null,
  subject text not null,
  -- The canonical JSON the hash is taken over, byte for byte.
  body text not null,
  prev text not null,
  hash text not null,
  primary key (client_id, seq)
);
create index ledger_entry_event on ledger_entry (client_id, event, seq);
create index ledger_entry_at on ledger_entry (client_id, at);

-- Heads signed with the installation's Ed25519 key; what was once mailed out cannot be rewritten unnoticed.
create table ledger_signed_head (
  client_id bigint not null references client (id),
  seq bigint not null,
  hash text not null,
  signed_at timestamptz not null,
  key_id text not null,
  signature text not null,
  primary key (client_id, seq)
);

-- The outbox; the development mailbox page when no SMTP server is configured.
create table mail (
  id bigint generated always as identity primary key,
  to_address text not null,
  subject text not null,
  body_text text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  error text
);

alter table agency enable row level security;
alter table agency force row level security;
create policy agency_scope on agency to steward_app using (id = nullif(current_setting('app.agency', true), '')::bigint);
alter table client enable row level security;
alter table client force row level security;
create policy client_scope on client to steward_app
  using (id = any (nullif(current_setting('app.clients', true), '')::bigint[]))
  with check (agency_id = nullif(current_setting('app.agency', true), '')::bigint);
alter table store enable row level security;
alter table store force row level security;
create policy store_scope on store using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
alter table ledger_head enable row level security;
alter table ledger_head force row level security;
create policy ledger_head_scope on ledger_head using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
alter table ledger_entry enable row level security;
alter table ledger_entry force row level security;
create policy ledger_entry_scope on ledger_entry using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
alter table ledger_signed_head enable row level security;
alter table ledger_signed_head force row level security;
create policy ledger_signed_head_scope on ledger_signed_head
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));

-- The sign-in side must know which clients an agency has before a scope exists; it sees ids and names, nothing else,
-- and opens an agency with its own book.
create policy client_for_auth on client for select to steward_auth using (true);
create policy agency_for_auth on agency to steward_auth using (true) with check (true);
create policy client_house_for_auth on client for insert to steward_auth with check (kind = 'house');

grant select on agency to steward_app;
grant update (name, locale) on agency to steward_app;
grant select, insert on client to steward_app;
grant update (name, base_currency, archived_at) on client to steward_app;
grant select, insert, update on store to steward_app;
grant select, insert, update on ledger_head to steward_app;
grant select, insert on ledger_entry to steward_app;
grant select, insert on ledger_signed_head to steward_app;
grant select, insert on agency to steward_auth;
grant select (id, agency_id, kind, name, archived_at), insert on client to steward_auth;
grant select, insert, update on mail to steward_auth;
