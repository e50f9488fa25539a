-- Keeping stores in step with Amazon: what was asked for, and how far it is.

-- One request to Amazon and what became of it.
create table pull (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  api text not null check (api in ('sp', 'ads')),
  stream text not null,
  -- Country code; '' for what belongs to the account as a whole.
  marketplace text not null,
  -- One wish has one key, however often it is planned.
  key text not null,
  from_on date,
  to_on date,
  wanted_on date not null,
  wanted_at timestamptz not null,
  history boolean not null,
  rank int not null,
  state text not null check (state in ('waiting', 'asking', 'asked', 'ready', 'done', 'nothing', 'failed', 'held', 'abandoned')),
  due_at timestamptz not null,
  attempts int not null default 0,
  -- quota:operation while a quota is waited for.
  waits_for text,
  reason text,
  asked_at timestamptz,
  -- Amazon's number of the report, and of its document.
  report_id text,
  document_id text,
  made_at timestamptz,
  import_id bigint,
  row_count int,
  ended_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create unique index pull_key on pull (client_id, store_id, key);
create index pull_open on pull (client_id, store_id, api, due_at) where state not in ('done', 'nothing', 'failed', 'abandoned');

alter table pull enable row level security;
alter table pull force row level security;
create policy pull_scope on pull to steward_app using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, update on pull to steward_app;
