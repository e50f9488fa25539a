-- Brand Analytics by query and product: what shoppers did after a search, over a week, a month or a quarter. Kept as all facts are
-- (0002_facts.sql); report_on is the last day of the period.
create table search_query (
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
  asin text not null,
  search_query text not null,
  -- Rank among the product's own queries.
  score int,
  -- Searches of all shoppers.
  volume bigint not null,
  -- Of all products, and of this one.
  impressions_total bigint not null,
  impressions bigint not null,
  clicks_total bigint not null,
  clicks bigint not null,
  cart_adds_total bigint not null,
  cart_adds bigint not null,
  purchases_total bigint not null,
  purchases bigint not null,
  -- Medians.
  currency text,
  click_price_total_micros bigint,
  click_price_micros bigint,
  purchase_price_total_micros bigint,
  purchase_price_micros bigint,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);
create index search_query_live on search_query (client_id, report_on) where superseded_by is null;
grant select, insert, update (superseded_by) on search_query to steward_app;
alter table search_query enable row level security;
alter table search_query force row level security;
create policy search_query_scope on search_query using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));

-- Products that a request is about, where Amazon takes a few at a time.
alter table pull add column asins text[];
