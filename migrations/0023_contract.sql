-- What agency and client agree upon: plan, quote and contract. One of each per client, each with a draft that is written on and
-- versions that nobody can change once they were offered.

create table agreement_draft (
  client_id bigint not null references client (id),
  kind text not null check (kind in ('plan', 'quote', 'contract')),
  -- src/features/engagement/rules/plan.ts, quote.ts, terms.ts
  content jsonb not null,
  note text not null default '' check (length(note) <= 2000),
  -- Moves with every save: who saves from an older one is told.
  revision int not null,
  saved_by_name text not null,
  saved_at timestamptz not null,
  primary key (client_id, kind)
);

create table agreement_version (
  client_id bigint not null references client (id),
  kind text not null check (kind in ('plan', 'quote', 'contract')),
  version int not null check (version > 0),
  content jsonb not null,
  -- SHA-256 of the canonical JSON of schema, client, version and content.
  content_hash text not null,
  note text not null default '' check (length(note) <= 2000),
  offered_by_name text not null,
  offered_at timestamptz not null,
  state text not null check (state in ('offered', 'agreed', 'in_force', 'superseded', 'withdrawn')),
  state_at timestamptz not null,
  -- When both sides had agreed; for a quote when the client took it.
  agreed_at timestamptz,
  agreed_by_name text,
  -- Of a quote: which alternative was taken.
  choice text,
  -- Of a contract: the first day on which its terms hold, and when the change engine took them over.
  from_on date,
  enforced_at timestamptz,
  primary key (client_id, kind, version)
);
create index agreement_version_due on agreement_version (client_id, kind, from_on) where state = 'agreed';

-- Prices of an agency, from a day on. The newest row of the newest day that has come holds; nothing is changed, only added.
create table price_book (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  from_on date not null,
  -- src/features/engagement/rules/price-book.ts
  prices jsonb not null,
  note text not null default '' check (length(note) <= 2000),
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (agency_id, id)
);

-- Which contract's word a policy or an owner is; null where somebody set it by hand.
alter table change_policy add column contract_version int;
alter table module_owner add column contract_version int;

do $$
declare
  name text;
begin
  foreach name in array array['agreement_draft', 'agreement_version'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
  end loop;
end $$;
grant select, insert, update, delete on agreement_draft to steward_app;
-- What was offered stays as it was offered: only what became of it is written later.
grant select, insert, update (state, state_at, agreed_at, agreed_by_name, choice, from_on, enforced_at) on agreement_version to steward_app;

alter table price_book enable row level security;
alter table price_book force row level security;
create policy price_book_scope on price_book to steward_app using (agency_id = nullif(current_setting('app.agency', true), '')::bigint);
grant select, insert on price_book to steward_app;
