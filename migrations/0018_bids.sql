-- What the account is steered to, and what the optimiser made of it.

-- Dated: the newest row of a place is in force.
create table ads_goal (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  kind text not null check (kind in ('acos', 'profit', 'volume', 'budget', 'none')),
  -- The goal's own numbers and the bounds of decisions (src/features/ads/rules/bids/goal.ts).
  numbers jsonb not null,
  -- Effective bids that a volume goal compares with, by target; null for the others.
  reference jsonb,
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);

-- One run of the optimiser. The snapshot is all that the decisions rest on: gzip of canonical JSON, so that they can be made again.
create table bid_run (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  goal_id bigint not null,
  currency text not null,
  -- The last day of reports in it.
  as_of date not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  pack text not null,
  price double precision not null,
  snapshot_hash text not null,
  outcome_hash text not null,
  snapshot bytea not null,
  campaigns jsonb not null,
  totals jsonb not null,
  primary key (client_id, id),
  foreign key (client_id, goal_id) references ads_goal (client_id, id)
);

create table bid_decision (
  client_id bigint not null,
  run_id bigint not null,
  no int not null,
  target_id text not null,
  entity text not null,
  campaign_id text not null,
  ad_group_id text not null,
  text text not null,
  match_type text not null,
  from_micros bigint not null,
  to_micros bigint not null,
  -- The most a click can cost, before and after (base × placement × strategy).
  most_from_micros bigint not null,
  most_to_micros bigint not null,
  expected jsonb not null,
  grounds jsonb not null,
  -- Not for now, by whom and when.
  declined_by_name text,
  declined_at timestamptz,
  primary key (client_id, run_id, no),
  foreign key (client_id, run_id) references bid_run (client_id, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['ads_goal', 'bid_run', 'bid_decision'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
    execute format('grant select, insert, update on %I to steward_app', name);
  end loop;
end $$;
