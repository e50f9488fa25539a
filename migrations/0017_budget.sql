-- Budgets: what a month may cost, who stops it, and which notices went out. Cost per click: named benchmarks. Invalid traffic as facts.

-- A month's plan of a store's marketplace, or of one campaign in it. The newest row of a scope holds; no amount: the plan is withdrawn.
create table budget_plan (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  month date not null check (month = date_trunc('month', month)::date),
  -- '' for the whole marketplace, a campaign's id otherwise.
  campaign_id text not null,
  currency text not null,
  amount_micros bigint check (amount_micros > 0),
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create index budget_plan_newest on budget_plan (client_id, store_id, marketplace, month, campaign_id, id desc);

-- What happens when a plan is about to be exceeded. The newest row of a marketplace holds.
create table budget_guard (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  -- off; tell: letters only; act: a batch by rule, whose approval goes by the client's limits.
  mode text not null check (mode in ('off', 'tell', 'act')),
  -- What the daily budgets together may come to; null: no limit by day.
  day_limit_micros bigint check (day_limit_micros > 0),
  resumes boolean not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create index budget_guard_newest on budget_guard (client_id, store_id, marketplace, id desc);

-- What was told or done about a month, once a code and day (what holds for the month as a whole stands at its first day).
create table budget_notice (
  client_id bigint not null references client (id),
  store_id bigint not null,
  marketplace text not null,
  month date not null,
  on_day date not null,
  -- over, under, lower, pause, day_limit, resume.
  code text not null,
  at timestamptz not null,
  body jsonb not null,
  -- The batch that was proposed, if one was.
  batch_id bigint,
  primary key (client_id, store_id, marketplace, month, on_day, code),
  foreign key (client_id, store_id) references store (client_id, id)
);

-- A cost per click somebody published, as a person entered it.
create table cpc_benchmark (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  marketplace text not null,
  name text not null,
  source text not null,
  -- account, campaign, keyword.
  scope text not null check (scope in ('account', 'campaign', 'keyword')),
  -- '' for the account; a part of the campaign's name; the keyword's text.
  scope_text text not null,
  currency text not null,
  value_micros bigint not null check (value_micros > 0),
  from_on date not null,
  to_on date check (to_on >= from_on),
  added_by_name text not null,
  added_at timestamptz not null,
  removed_by_name text,
  removed_at timestamptz,
  primary key (client_id, id)
);

-- Where the cost per click is to lie beside its benchmark, and what it may cost to sell. The newest row of a marketplace holds.
create table cpc_aim (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  low_ratio double precision not null check (low_ratio > 0),
  high_ratio double precision not null check (high_ratio >= low_ratio),
  acos_ratio double precision not null check (acos_ratio > 0),
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);

-- Gross and invalid traffic by campaign and day. Amazon names the campaign, not its id, and no money: invalid clicks cost nothing.
create table ads_invalid (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  from_on date not null,
  campaign text not null,
  impressions int not null,
  clicks int not null,
  gross_impressions int not null,
  gross_clicks int not null,
  invalid_impressions int not null,
  invalid_clicks int not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);
create index ads_invalid_live on ads_invalid (client_id, report_on) where superseded_by is null;
grant select, insert, update (superseded_by) on ads_invalid to steward_app;

do $$
declare
  other text;
begin
  foreach other in array array['budget_plan', 'budget_guard', 'cpc_aim'] loop
    execute format('grant select, insert on %I to steward_app', other);
  end loop;
  foreach other in array array['budget_notice', 'cpc_benchmark'] loop
    execute format('grant select, insert, update on %I to steward_app', other);
  end loop;
  foreach other in array array['budget_plan', 'budget_guard', 'cpc_aim', 'budget_notice', 'cpc_benchmark', 'ads_invalid'] loop
    execute format('alter table %I enable row level security', other);
    execute format('alter table %I force row level security', other);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', other || '_scope', other);
  end loop;
end $$;

-- As before, with one more table of facts.
create or replace function app.ensure_partitions(fact text, from_on date, to_on date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', from_on)::date;
  part text;
  made int := 0;
begin
  if fact <> all (array['money_line', 'sales_day', 'sales_asin', 'ads', 'ads_entity', 'ads_invalid', 'stock', 'order_line', 'return_line', 'removal_line', 'feedback', 'search_rank']) then
    raise exception 'not a fact table';
  end if;
  if from_on < date '2000-01-01' or to_on > date '2100-12-31' or to_on - from_on > 3700 then
    raise exception 'dates out of range' using errcode = '22008';
  end if;
  perform pg_advisory_xact_lock(7286, hashtext(fact));
  while month <= to_on loop
    part := fact || '_' || to_char(month, 'YYYYMM');
    if to_regclass('public.' || part) is null then
      execute format('create table %I (like %I including defaults including constraints including storage)', part, fact);
      execute format('alter table %I enable row level security', part);
      execute format('alter table %I force row level security', part);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', fact, part, month, (month + interval '1 month')::date);
      made := made + 1;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end $$;
revoke all on function app.ensure_partitions(text, date, date) from public;
grant execute on function app.ensure_partitions(text, date, date) to steward_app;
