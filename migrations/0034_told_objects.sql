-- Campaigns, ad groups, ads and targets as Marketing Stream tells them after each change: a third record of changes beside Amazon's change
-- history and the daily snapshots.

create table ad_object_told (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  entity text not null,
  object_id text not null,
  campaign_id text not null,
  version bigint not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  received_at timestamptz not null,
  -- What stood there, as text by field.
  settings jsonb not null,
  -- The record as it came.
  raw jsonb not null,
  -- When the witness looked at it.
  witnessed_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
-- Told twice is told once.
create unique index ad_object_told_version on ad_object_told (client_id, store_id, marketplace, object_id, version);
create index ad_object_told_fresh on ad_object_told (client_id, id) where witnessed_at is null;
create index ad_object_told_age on ad_object_told (client_id, changed_at);

alter table ad_object_told enable row level security;
alter table ad_object_told force row level security;
create policy ad_object_told_scope on ad_object_told to steward_app
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, update, delete on ad_object_told to steward_app;

alter table witness_event drop constraint witness_event_source_check;
alter table witness_event add constraint witness_event_source_check check (source in ('history', 'snapshot', 'stream'));
-- The change lies between this instant and `at`, where the source shows only what stood before and after.
alter table witness_event add column since_at timestamptz;
-- What another source calls the same change, once it told it too.
alter table witness_event add column history_key text;
alter table witness_event add column stream_key text;
create unique index witness_event_history_key on witness_event (client_id, store_id, history_key) where history_key is not null;
create unique index witness_event_stream_key on witness_event (client_id, store_id, stream_key) where stream_key is not null;
-- When both sides were written to about it; what is known today was written about.
alter table witness_event add column alerted_at timestamptz default now();
alter table witness_event alter column alerted_at drop default;
create index witness_event_silent on witness_event (client_id) where verdict = 'unlogged' and alerted_at is null;
