-- Ads by the hour, as Marketing Stream tells them, and bids that follow the hours.

-- What is subscribed to, and when something came last.
create table ad_stream (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  -- Amazon's name: sp-traffic, sp-conversion.
  dataset text not null,
  profile_id text not null,
  queue_arn text not null,
  subscription_id text,
  -- Amazon's word, or 'refused' with the reason.
  status text not null,
  reason text,
  asked_at timestamptz not null,
  checked_at timestamptz not null,
  last_message_at timestamptz,
  record_count bigint not null default 0,
  primary key (client_id, store_id, marketplace, dataset),
  foreign key (client_id, store_id) references store (client_id, id)
);

-- Sums of what was told of an hour. Messages are differences: they are added, whatever their order, each once.
create table ad_hour (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  -- Start of the hour; where a clock is put back the hour that comes twice is one.
  hour_at timestamptz not null,
  local_on date not null,
  local_hour smallint not null check (local_hour between 0 and 23),
  campaign_id text not null,
  ad_group_id text not null,
  -- Keyword or target; '' where Amazon names none.
  target_id text not null,
  placement text not null,
  currency text not null,
  impressions bigint not null default 0,
  clicks bigint not null default 0,
  cost_micros bigint not null default 0,
  -- Seven days after the click.
  orders bigint not null default 0,
  units bigint not null default 0,
  sales_micros bigint not null default 0,
  primary key (client_id, store_id, marketplace, hour_at, campaign_id, ad_group_id, target_id, placement),
  foreign key (client_id, store_id) references store (client_id, id)
);
create index ad_hour_day on ad_hour (client_id, store_id, marketplace, local_on);

-- Records that were added already; Amazon sends a message at least once.
create table ad_hour_seen (
  client_id bigint not null,
  record_id text not null,
  hour_at timestamptz not null,
  primary key (client_id, record_id)
);
create index ad_hour_seen_age on ad_hour_seen (client_id, hour_at);

-- Bids by hour and weekday, of these campaigns, until an end.
create table ad_schedule (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  campaign_ids text[] not null,
  -- 168 multipliers, Monday 0:00 first, local time.
  grid double precision[] not null check (cardinality(grid) = 168),
  -- A bid is written where it moves by at least this share.
  least_step double precision not null,
  -- What it rests on: days, clicks, gain with its interval.
  evidence jsonb not null,
  -- Who has to agree, by the client's own limits of bids.
  tier text not null check (tier in ('second', 'client')),
  reason text not null,
  state text not null check (state in ('proposed', 'rejected', 'active', 'stopping', 'ended')),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_side text not null,
  proposed_at timestamptz not null,
  decided_by_name text,
  decided_at timestamptz,
  ends_at timestamptz not null,
  end_reason text,
  ended_at timestamptz,
  -- The last hour that was written, and what keeps it from being written.
  written_hour_at timestamptz,
  waits_for text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);

-- What stood before the schedule, beside what the schedule wants now. Written down before a bid leaves.
create table ad_schedule_base (
  client_id bigint not null,
  schedule_id bigint not null,
  entity text not null check (entity in ('keywords', 'targets')),
  target_id text not null,
  campaign_id text not null,
  label text not null,
  base_micros bigint not null,
  -- What was last seen to stand at Amazon, and what was last asked for.
  seen_micros bigint not null,
  asked_micros bigint,
  state text not null check (state in ('held', 'conflict', 'restored')),
  since timestamptz not null,
  changed_at timestamptz not null,
  primary key (client_id, schedule_id, entity, target_id),
  foreign key (client_id, schedule_id) references ad_schedule (client_id, id)
);
create index ad_schedule_base_target on ad_schedule_base (client_id, target_id) where state = 'held';

do $$
declare
  name text;
begin
  foreach name in array array['ad_stream', 'ad_hour', 'ad_hour_seen', 'ad_schedule', 'ad_schedule_base'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
    execute format('grant select, insert, update on %I to steward_app', name);
  end loop;
end $$;
grant delete on ad_hour_seen to steward_app;
