-- The change engine: what is proposed for a store, who agreed, every attempt at Amazon, and what Amazon's own records say.

-- Proposed and decided together. An approval is bound to revision and content hash.
create table change_batch (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  -- Country code: one advertising profile.
  marketplace text not null,
  title text not null check (length(title) between 1 and 200),
  reason text not null check (length(reason) <= 2000),
  origin text not null check (origin in ('person', 'revert', 'rule')),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_side text not null check (proposed_side in ('agency', 'client', 'system')),
  proposed_at timestamptz not null,
  revision int not null default 1,
  content_hash text not null,
  expires_at timestamptz not null,
  -- Somebody asked for another version and has not got it yet.
  asked_at timestamptz,
  -- The revision whose letters have been written; 0 when they have to be written (again).
  told_revision int not null default 0,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);

create table change (
  client_id bigint not null,
  id bigint generated always as identity,
  batch_id bigint not null,
  revision int not null,
  no int not null,
  store_id bigint not null,
  marketplace text not null,
  kind text not null,
  entity text not null,
  -- Amazon's id; a key of our own making for what does not exist yet.
  object_id text not null,
  campaign_id text,
  ad_group_id text,
  label text not null,
  -- As Amazon's reports name it; null where they do not.
  target_text text,
  match_type text,
  currency text not null,
  -- The value the proposal saw, and the wanted one; null where there is none.
  from_value jsonb,
  to_value jsonb,
  -- What the object spent in the evidence's window.
  stake_micros bigint,
  evidence jsonb,
  expectation jsonb,
  tier text not null check (tier in ('auto', 'second', 'client')),
  tier_reasons text[] not null default '{}',
  state text not null check (state in ('proposed', 'approved', 'executing', 'unknown', 'applied', 'confirmed', 'contradicted', 'reverted',
    'refused', 'rejected', 'withdrawn', 'expired', 'superseded', 'advised')),
  state_at timestamptz not null,
  reason text,
  reason_data jsonb,
  -- When it is worth looking at again, and what it waits for.
  due_at timestamptz,
  waits_for text,
  attempts int not null default 0,
  -- Amazon's id of what was made.
  made_id text,
  applied_at timestamptz,
  confirmed_at timestamptz,
  -- The change this one takes back.
  reverts_id bigint,
  primary key (client_id, id),
  foreign key (client_id, batch_id) references change_batch (client_id, id)
);
create index change_batch_items on change (client_id, batch_id, no);
create index change_due on change (client_id, store_id, marketplace, due_at)
  where state in ('proposed', 'approved', 'executing', 'unknown', 'applied');
create index change_object on change (client_id, store_id, entity, object_id);

-- One line a call and item, written before the call leaves.
create table change_attempt (
  client_id bigint not null,
  change_id bigint not null,
  no int not null,
  begun_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('applied', 'refused', 'unknown', 'not_sent', 'absent')),
  detail jsonb,
  primary key (client_id, change_id, no),
  foreign key (client_id, change_id) references change (client_id, id)
);

-- What somebody said about a batch.
create table change_vote (
  client_id bigint not null,
  id bigint generated always as identity,
  batch_id bigint not null,
  revision int not null,
  content_hash text not null,
  decision text not null check (decision in ('approve', 'reject', 'ask', 'comment')),
  -- Null: all of the batch.
  change_ids bigint[],
  side text not null check (side in ('agency', 'client')),
  person_id text not null,
  person_name text not null,
  -- Whose right was used: one's own, or that of who is away.
  for_person_id text,
  standing_id bigint,
  comment text not null default '',
  at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, batch_id) references change_batch (client_id, id)
);
create index change_vote_batch on change_vote (client_id, batch_id);

-- How a client wants to be served, from when on. The newest accepted row holds.
create table change_policy (
  client_id bigint not null,
  id bigint generated always as identity,
  mode text not null check (mode in ('full', 'semi', 'advice')),
  limits jsonb not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  -- Null while the client has not agreed.
  accepted_at timestamptz,
  accepted_by_name text,
  dropped_at timestamptz,
  primary key (client_id, id)
);

create table standing_approval (
  client_id bigint not null,
  id bigint generated always as identity,
  side text not null check (side in ('agency', 'client')),
  person_id text not null,
  person_name text not null,
  kinds text[] not null,
  -- The largest step of one change, as a share of the value before; null: any.
  max_ratio double precision,
  currency text not null,
  -- What objects of one and of all changes together may have spent in their evidence's window.
  max_stake_micros bigint,
  total_micros bigint not null,
  used_micros bigint not null default 0,
  given_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  note text not null default '',
  primary key (client_id, id)
);

-- Who decides for whom while somebody is away.
create table approval_delegation (
  client_id bigint not null,
  id bigint generated always as identity,
  from_person_id text not null,
  from_person_name text not null,
  to_person_id text not null,
  to_person_name text not null,
  side text not null check (side in ('agency', 'client')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (client_id, id)
);

-- A stop of a whole agency has no client.
create table stop_order (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  client_id bigint,
  scope text not null check (scope in ('agency', 'client', 'store', 'kind', 'app')),
  -- Store id, kind or group of kinds, registration.
  target text not null default '',
  side text not null check (side in ('agency', 'client')),
  reason text not null check (length(reason) between 1 and 500),
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  until timestamptz,
  lifted_at timestamptz,
  lifted_by_name text,
  primary key (agency_id, id)
);
create index stop_order_live on stop_order (agency_id) where lifted_at is null;

-- Who owns which group of fields, of everything or of one object, from when on. The newest row of the narrowest object holds.
create table module_owner (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  module text not null,
  -- '' for all; else a campaign's id or a sku.
  object_id text not null default '',
  label text not null default '',
  owner text not null check (owner in ('agency', 'client')),
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);

-- What Amazon's own records say was changed.
create table witness_event (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  source text not null check (source in ('history', 'snapshot')),
  -- One event has one key, however often it is read.
  key text not null,
  at timestamptz not null,
  read_at timestamptz not null,
  entity text not null,
  object_id text not null,
  campaign_id text,
  field text not null,
  from_text text,
  to_text text,
  verdict text not null check (verdict in ('matched', 'unlogged', 'amazon', 'ours_early')),
  change_id bigint,
  conflict boolean not null default false,
  -- What a person found out about it.
  explained_by text,
  explained_at timestamptz,
  explanation text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create unique index witness_event_key on witness_event (client_id, store_id, key);
create index witness_event_time on witness_event (client_id, at);

-- How far the records of a profile have been read.
create table witness_mark (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  read_to timestamptz not null,
  began_at timestamptz not null,
  primary key (client_id, store_id, marketplace),
  foreign key (client_id, store_id) references store (client_id, id)
);

create table change_effect (
  client_id bigint not null,
  change_id bigint not null,
  horizon_days int not null,
  metric text not null,
  measured_at timestamptz not null,
  standing text not null check (standing in ('provisional', 'final')),
  effect jsonb not null,
  primary key (client_id, change_id, horizon_days, metric),
  foreign key (client_id, change_id) references change (client_id, id)
);

do $$
declare name text;
begin
  foreach name in array array['change_batch', 'change', 'change_attempt', 'change_vote', 'change_policy', 'standing_approval',
    'approval_delegation', 'module_owner', 'witness_event', 'witness_mark', 'change_effect'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
    execute format('grant select, insert, update on %I to steward_app', name);
  end loop;
end $$;

alter table stop_order enable row level security;
alter table stop_order force row level security;
create policy stop_order_scope on stop_order to steward_app
  using (agency_id = nullif(current_setting('app.agency', true), '')::bigint
    and (client_id is null or client_id = any (nullif(current_setting('app.clients', true), '')::bigint[])));
grant select, insert, update on stop_order to steward_app;

-- The entries about one thing: a change's own timeline.
create index ledger_entry_subject on ledger_entry (client_id, subject, seq);
