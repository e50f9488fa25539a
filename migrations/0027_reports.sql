-- Facts about Amazon's warehouses: what they paid for, charged and moved; and what is offered and at which fees. Kept as all facts are
-- (0002_facts.sql): partitioned by month, live while superseded_by is null.

-- What Amazon paid for lost or damaged stock; report_on is the day of approval.
create table reimbursement (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  approved_at timestamptz,
  reimbursement_id text not null,
  case_id text,
  order_id text,
  reason text not null,
  sku text,
  fnsku text,
  asin text,
  title text,
  currency text not null,
  per_unit_micros bigint,
  amount_micros bigint not null,
  quantity_cash int,
  quantity_inventory int,
  quantity int not null,
  original_id text,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- Monthly storage and the surcharge on aged stock. report_on is the last day of the month charged, or the day the units were counted.
create table storage_fee (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  kind text not null check (kind in ('monthly', 'aged')),
  from_on date not null,
  sku text,
  fnsku text not null,
  asin text,
  title text,
  fulfillment_center text,
  size_tier text,
  age_tier text,
  units double precision,
  volume double precision,
  volume_unit text,
  rate_micros bigint,
  surcharge_rate_micros bigint,
  incentive_micros bigint,
  currency text not null,
  fee_micros bigint not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- The inventory ledger's summary over a day or a month; report_on is its last day.
create table stock_move (
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
  location text,
  sku text not null,
  fnsku text,
  asin text,
  title text,
  disposition text not null,
  starting int not null,
  in_transit int,
  received int not null,
  shipped int not null,
  returned int not null,
  removed int not null,
  transferred int not null,
  found int not null,
  lost int not null,
  damaged int not null,
  disposed int not null,
  other int not null,
  unknown int not null,
  ending int not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- All offers of a store as they stood on a day.
create table listing (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  listing_id text,
  sku text not null,
  asin text,
  title text,
  currency text,
  price_micros bigint,
  quantity int,
  opened_on date,
  fulfillment text,
  status text,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- What Amazon expects to charge for a unit, as it stood on a day.
create table fee_estimate (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  sku text not null,
  fnsku text,
  asin text,
  title text,
  size_tier text,
  currency text not null,
  price_micros bigint,
  longest_side double precision,
  median_side double precision,
  shortest_side double precision,
  side_unit text,
  weight double precision,
  weight_unit text,
  total_micros bigint,
  referral_micros bigint,
  fulfillment_micros bigint,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

do $$
declare
  fact text;
begin
  foreach fact in array array['reimbursement', 'storage_fee', 'stock_move', 'listing', 'fee_estimate'] loop
    execute format('create index %I on %I (client_id, report_on) where superseded_by is null', fact || '_live', fact);
    execute format('grant select, insert, update (superseded_by) on %I to steward_app', fact);
    execute format('alter table %I enable row level security', fact);
    execute format('alter table %I force row level security', fact);
    execute format('create policy %I on %I using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', fact || '_scope', fact);
  end loop;
end $$;

-- As before, with five more tables of facts.
create or replace function app.ensure_partitions(fact text, from_on date, to_on date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', from_on)::date;
  part text;
  made int := 0;
begin
  if fact <> all (array['money_line', 'sales_day', 'sales_asin', 'ads', 'ads_entity', 'ads_invalid', 'stock', 'order_line', 'return_line', 'removal_line', 'feedback', 'search_rank',
    'reimbursement', 'storage_fee', 'stock_move', 'listing', 'fee_estimate']) then
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
