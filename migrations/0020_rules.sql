-- Rules that people write for advertising: every version, every run, and what each run decided.

create table ads_rule (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  mode text not null check (mode in ('off', 'dry', 'propose', 'execute')),
  -- Since when the mode holds: what was due before is not made up for.
  mode_at timestamptz not null,
  -- The version in force: the newest.
  version int not null,
  -- In whose name it proposes.
  owner_id text not null,
  owner_name text not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  archived_by_name text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);

create table ads_rule_version (
  client_id bigint not null,
  rule_id bigint not null,
  version int not null,
  -- src/features/ads/rules/automation/rule.ts
  content jsonb not null,
  content_hash text not null,
  saved_by text not null,
  saved_by_name text not null,
  saved_at timestamptz not null,
  primary key (client_id, rule_id, version),
  foreign key (client_id, rule_id) references ads_rule (client_id, id)
);

create table ads_rule_run (
  client_id bigint not null,
  id bigint generated always as identity,
  rule_id bigint not null,
  version int not null,
  sort text not null check (sort in ('preview', 'dry', 'propose', 'execute')),
  -- The marketplace's day and hour that it was due at; null when a person asked for it.
  slot text,
  asked_by_name text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Window, counts, notes, what nearly matched.
  outcome jsonb,
  failure text,
  batch_id bigint,
  primary key (client_id, id),
  foreign key (client_id, rule_id, version) references ads_rule_version (client_id, rule_id, version)
);
-- A due time is run once, however often the clock strikes.
create unique index ads_rule_run_slot on ads_rule_run (client_id, rule_id, slot) where slot is not null;
create index ads_rule_run_of on ads_rule_run (client_id, rule_id, id desc);

create table ads_rule_hit (
  client_id bigint not null,
  run_id bigint not null,
  no int not null,
  -- The day it would have been done, for previews; the run's own day otherwise.
  day date not null,
  kind text not null,
  entity text not null,
  object_id text not null,
  campaign_id text,
  campaign text not null,
  label text not null,
  from_value jsonb,
  to_value jsonb,
  wish jsonb not null,
  grounds jsonb not null,
  -- Why it was not proposed: a code with its data; null when nothing stood in the way.
  held jsonb,
  -- Figures before and after, for previews.
  around jsonb,
  primary key (client_id, run_id, no),
  foreign key (client_id, run_id) references ads_rule_run (client_id, id)
);
create index ads_rule_hit_object on ads_rule_hit (client_id, entity, object_id, run_id);

do $$
declare
  name text;
begin
  foreach name in array array['ads_rule', 'ads_rule_version', 'ads_rule_run', 'ads_rule_hit'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
    execute format('grant select, insert, update on %I to steward_app', name);
  end loop;
end $$;
