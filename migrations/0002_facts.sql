-- Facts: what Amazon's own files say, row by row, with the file and line each row came from.
-- Every fact table is range-partitioned by month on report_on; partitions are made ahead of a load by app.ensure_partitions.
-- A row is live while superseded_by is null. A newer file's id in superseded_by means that file replaced it; the row's own import id
-- means its import was undone. Nothing is deleted by an import or an undo.
-- marketplace '' stands for "the file does not say", so that keys need no nulls.

-- One drop of files, a folder or an archive.
create table import_batch (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  label text not null check (length(label) between 1 and 300),
  origin text not null check (origin in ('upload', 'folder', 'demo', 'api')),
  created_by text not null,
  created_at timestamptz not null,
  primary key (client_id, id)
);

create table import (
  client_id bigint not null,
  id bigint generated always as identity,
  batch_id bigint not null,
  store_id bigint,
  file_name text not null check (length(file_name) between 1 and 500),
  -- SHA-256 of the bytes as kept (buyer columns already blanked).
  file_hash text,
  file_bytes bigint,
  state text not null check (state in ('received', 'reading', 'previewed', 'importing', 'done', 'refused', 'failed', 'discarded', 'undone')),
  -- What a failed import was doing, so that a retry resumes there.
  failed_in text check (failed_in in ('reading', 'importing')),
  file_type text,
  dataset text,
  charset text,
  locale text,
  marketplace text,
  currency text,
  period_from date,
  period_to date,
  -- When Amazon made the file, as far as the file says; else when we received it. The newer one wins.
  as_of timestamptz not null,
  -- What the person said that the file does not: {marketplace, from, to, asOf, currency}.
  hints jsonb not null default '{}',
  row_count int not null default 0,
  new_count int not null default 0,
  replaced_count int not null default 0,
  unchanged_count int not null default 0,
  withdrawn_count int not null default 0,
  rejected_count int not null default 0,
  -- Findings, settlement heads, sums: what the preview shows.
  summary jsonb not null default '{}',
  reason_code text,
  reason_params jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by text,
  done_at timestamptz,
  load_ms int,
  undone_at timestamptz,
  undone_by text,
  primary key (client_id, id),
  foreign key (client_id, batch_id) references import_batch (client_id, id)
);
create index import_batch_of on import (client_id, batch_id, id);
create index import_hash on import (client_id, file_hash);

-- Live progress, apart from the import so that a load's own transaction never holds it.
create table import_progress (
  client_id bigint not null,
  import_id bigint not null,
  phase text not null,
  percent int not null,
  rows int not null,
  beat_at timestamptz not null,
  primary key (client_id, import_id)
);

create table import_row_error (
  client_id bigint not null,
  import_id bigint not null,
  ordinal int not null,
  line int not null,
  column_name text,
  code text not null,
  params jsonb not null,
  primary key (client_id, import_id, ordinal)
);

-- The unit within which a newer file replaces an older one: 'search_term|day|DE', 'settlement|123', 'myi|US' …
create table fact_unit (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  dataset text not null,
  unit_key text not null,
  marketplace text not null,
  primary key (client_id, id),
  unique (client_id, store_id, dataset, unit_key)
);

-- What each import covers, unit by unit: from_on..to_on is what it replaces, rows_* where its rows lie.
create table import_claim (
  client_id bigint not null,
  import_id bigint not null,
  unit_id bigint not null,
  from_on date not null,
  to_on date not null,
  rows_from_on date not null,
  rows_to_on date not null,
  row_count int not null,
  as_of timestamptz not null,
  live boolean not null,
  primary key (client_id, import_id, unit_id, from_on)
);
create index import_claim_unit on import_claim (client_id, unit_id) where live;

create table settlement (
  client_id bigint not null,
  settlement_id text not null,
  import_id bigint not null,
  store_id bigint not null,
  start_at timestamptz not null,
  end_at timestamptz not null,
  deposit_at timestamptz,
  currency text not null,
  total_micros bigint not null,
  -- The sum of its rows as loaded; equal to total_micros when the file reconciles.
  lines_micros bigint not null,
  line_count int not null,
  superseded_by bigint,
  primary key (client_id, settlement_id, import_id)
);

create table money_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  source text not null,
  settlement_id text,
  posted_at timestamptz,
  transaction_type text not null,
  amount_type text not null,
  amount_description text not null,
  category text not null,
  amount_micros bigint not null,
  currency text not null,
  order_id text,
  sku text,
  quantity int,
  part smallint not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table sales_day (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  currency text not null,
  ordered_sales_micros bigint not null,
  ordered_sales_b2b_micros bigint,
  units_ordered int not null,
  order_items int not null,
  sessions int,
  page_views int,
  buy_box_ratio double precision,
  units_refunded int,
  shipped_sales_micros bigint,
  units_shipped int,
  orders_shipped int,
  feedback_received int,
  negative_feedback int,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- report_on is the span's last day; from_on its first.
create table sales_asin (
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
  currency text not null,
  parent_asin text,
  child_asin text,
  sku text,
  title text,
  sessions int not null,
  page_views int not null,
  buy_box_ratio double precision,
  units_ordered int not null,
  units_ordered_b2b int,
  ordered_sales_micros bigint not null,
  ordered_sales_b2b_micros bigint,
  order_items int not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table ads (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  report text not null,
  from_on date not null,
  currency text not null,
  portfolio text,
  campaign_id text,
  campaign text not null,
  ad_group_id text,
  ad_group text,
  target text,
  match_type text,
  search_term text,
  placement text,
  bidding_strategy text,
  sku text,
  asin text,
  impressions int not null,
  clicks int not null,
  cost_micros bigint not null,
  sales_micros bigint not null,
  orders int not null,
  units int not null,
  window_days smallint,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table ads_entity (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  entity text not null,
  currency text,
  campaign_id text not null,
  ad_group_id text,
  entity_id text,
  portfolio_id text,
  name text,
  state text,
  targeting_type text,
  daily_budget_micros bigint,
  bid_micros bigint,
  bidding_strategy text,
  placement text,
  adjustment_percent double precision,
  sku text,
  asin text,
  text text,
  match_type text,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table stock (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  source text not null,
  sku text not null,
  fnsku text,
  asin text,
  title text,
  condition text,
  currency text,
  price_micros bigint,
  fulfillable int not null,
  unsellable int,
  reserved int,
  inbound_working int,
  inbound_shipped int,
  inbound_receiving int,
  total int,
  age_0_to_90 int,
  age_91_to_180 int,
  age_181_to_270 int,
  age_271_to_365 int,
  age_365_plus int,
  units_shipped_30 int,
  units_shipped_90 int,
  days_of_supply double precision,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table order_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  order_id text not null,
  purchased_at timestamptz not null,
  updated_at timestamptz,
  sales_channel text,
  fulfillment text,
  status text not null,
  item_status text,
  sku text not null,
  asin text,
  title text,
  quantity int not null,
  currency text,
  item_price_micros bigint,
  item_tax_micros bigint,
  shipping_price_micros bigint,
  promotion_micros bigint,
  ship_country text,
  is_business boolean,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table return_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  returned_at timestamptz,
  order_id text,
  sku text not null,
  asin text,
  fnsku text,
  title text,
  quantity int not null,
  fulfillment_center text,
  disposition text,
  reason text,
  status text,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table removal_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  shipped_on date,
  removal_order_id text not null,
  order_type text,
  sku text,
  fnsku text,
  disposition text,
  requested int,
  cancelled int,
  disposed int,
  shipped int,
  fee_micros bigint,
  currency text,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table feedback (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  rating int not null,
  order_id text,
  has_response boolean not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create table search_rank (
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
  department text,
  search_term text not null,
  rank int not null,
  position smallint not null,
  asin text not null,
  title text,
  click_share double precision,
  conversion_share double precision,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- Rollups, maintained in the loading transaction by delete and insert of exactly the touched days.

-- Settled money by day and category; `source` says which kind of file it came from (a settlement wins over a date-range export).
create table money_day (
  client_id bigint not null,
  day date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  source text not null,
  category text not null,
  amount_micros bigint not null,
  quantity bigint not null,
  line_count int not null,
  primary key (client_id, day, store_id, marketplace, currency, source, category)
);

-- Advertising by day, campaign and report level. Levels overlap: never add two of them.
create table campaign_day (
  client_id bigint not null,
  day date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  report text not null,
  campaign text not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  sales_micros bigint not null,
  orders bigint not null,
  units bigint not null,
  primary key (client_id, day, store_id, marketplace, currency, report, campaign)
);

create table term_month (
  client_id bigint not null,
  month date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  campaign text not null,
  ad_group text not null,
  target text not null,
  match_type text not null,
  search_term text not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  sales_micros bigint not null,
  orders bigint not null,
  units bigint not null,
  primary key (client_id, month, store_id, marketplace, currency, campaign, ad_group, target, match_type, search_term)
);

-- One marketplace day. Null means no file covers it; 0 means a file says zero.
create table client_day (
  client_id bigint not null,
  day date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  -- business_report | orders: where sales and units come from.
  sales_source text,
  sales_micros bigint,
  sales_b2b_micros bigint,
  units bigint,
  order_items bigint,
  orders bigint,
  sessions bigint,
  page_views bigint,
  -- Sum of page views weighted by the buy-box share, to average over days.
  buy_box_views double precision,
  units_refunded bigint,
  -- The report level the advertising figures come from.
  ads_report text,
  impressions bigint,
  clicks bigint,
  ad_cost_micros bigint,
  ad_sales_micros bigint,
  ad_orders bigint,
  ad_units bigint,
  returned_units bigint,
  principal_micros bigint,
  refund_micros bigint,
  promotion_micros bigint,
  referral_fee_micros bigint,
  fulfillment_fee_micros bigint,
  storage_fee_micros bigint,
  ad_fee_micros bigint,
  other_fee_micros bigint,
  reimbursement_micros bigint,
  other_money_micros bigint,
  primary key (client_id, day, store_id, marketplace, currency)
);

-- The same by calendar month: all that the cockpit reads. The counts say for how many days there is anything.
create table client_month (
  client_id bigint not null,
  month date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  sales_days int not null,
  ads_days int not null,
  money_days int not null,
  sales_micros bigint,
  sales_b2b_micros bigint,
  units bigint,
  order_items bigint,
  orders bigint,
  sessions bigint,
  page_views bigint,
  buy_box_views double precision,
  units_refunded bigint,
  impressions bigint,
  clicks bigint,
  ad_cost_micros bigint,
  ad_sales_micros bigint,
  ad_orders bigint,
  ad_units bigint,
  returned_units bigint,
  principal_micros bigint,
  refund_micros bigint,
  promotion_micros bigint,
  referral_fee_micros bigint,
  fulfillment_fee_micros bigint,
  storage_fee_micros bigint,
  ad_fee_micros bigint,
  other_fee_micros bigint,
  reimbursement_micros bigint,
  other_money_micros bigint,
  primary key (client_id, month, store_id, marketplace, currency)
);

-- Exchange rates: units of the currency for one US dollar on a day. Seeded rows belong to everybody and are never changed;
-- an agency's own rates stand beside them and win.
create table fx_rate (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day date not null,
  per_usd numeric(20, 10) not null check (per_usd > 0),
  source text not null,
  primary key (currency, day)
);

create table fx_rate_own (
  agency_id bigint not null references agency (id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day date not null,
  per_usd numeric(20, 10) not null check (per_usd > 0),
  source text not null check (length(source) between 1 and 200),
  set_by text not null,
  set_at timestamptz not null,
  primary key (agency_id, currency, day)
);
alter table fx_rate_own enable row level security;
alter table fx_rate_own force row level security;
create policy fx_rate_own_scope on fx_rate_own using (agency_id = nullif(current_setting('app.agency', true), '')::bigint);
grant select on fx_rate to steward_app;
grant select, insert, update, delete on fx_rate_own to steward_app;

-- Row security and grants. Facts may be inserted and marked, never deleted or rewritten.
do $$
declare
  fact text;
  other text;
begin
  foreach fact in array array['money_line', 'sales_day', 'sales_asin', 'ads', 'ads_entity', 'stock', 'order_line', 'return_line', 'removal_line', 'feedback', 'search_rank'] loop
    execute format('create index %I on %I (client_id, report_on) where superseded_by is null', fact || '_live', fact);
    execute format('grant select, insert, update (superseded_by) on %I to steward_app', fact);
  end loop;
  foreach other in array array['import_batch', 'import', 'import_claim', 'settlement', 'fact_unit'] loop
    execute format('grant select, insert, update on %I to steward_app', other);
  end loop;
  foreach other in array array['import_progress', 'import_row_error', 'money_day', 'campaign_day', 'term_month', 'client_day', 'client_month'] loop
    execute format('grant select, insert, update, delete on %I to steward_app', other);
  end loop;
  foreach other in array array['money_line', 'sales_day', 'sales_asin', 'ads', 'ads_entity', 'stock', 'order_line', 'return_line', 'removal_line', 'feedback', 'search_rank',
    'import_batch', 'import', 'import_claim', 'settlement', 'fact_unit', 'import_progress', 'import_row_error', 'money_day', 'campaign_day', 'term_month', 'client_day', 'client_month'] loop
    execute format('alter table %I enable row level security', other);
    execute format('alter table %I force row level security', other);
    execute format('create policy %I on %I using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', other || '_scope', other);
  end loop;
end $$;

-- Makes the month partitions of a fact table that cover from_on..to_on. Attached, not created in place, so that readers and writers
-- of the table go on meanwhile. A partition grants nothing and has row security without a policy: only the parent leads to it.
create function app.ensure_partitions(fact text, from_on date, to_on date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', from_on)::date;
  part text;
  made int := 0;
begin
  if fact <> all (array['money_line', 'sales_day', 'sales_asin', 'ads', 'ads_entity', 'stock', 'order_line', 'return_line', 'removal_line', 'feedback', 'search_rank']) then
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
