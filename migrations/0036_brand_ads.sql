-- Sponsored Brands and Sponsored Display, beside Sponsored Products and never among its rows: their sales are counted within 14 days of a
-- click or a view, those of Sponsored Products within 7 days of a click. Kept as all facts are (0002_facts.sql).

create table brand_ads (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  ad_product text not null check (ad_product in ('SB', 'SD')),
  report text not null check (report in ('campaign', 'targeting')),
  from_on date not null,
  currency text not null,
  portfolio text,
  campaign_id text,
  campaign text not null,
  ad_group_id text,
  ad_group text,
  target_id text,
  target text,
  match_type text,
  cost_type text,
  impressions int not null,
  viewable_impressions int,
  clicks int not null,
  cost_micros bigint not null,
  -- Within 14 days of a click or a view.
  sales_micros bigint not null,
  orders int not null,
  units int not null,
  -- Within 14 days of a click alone; null where the file does not tell.
  click_sales_micros bigint,
  click_orders int,
  click_units int,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

-- Their campaigns as they stood on a day.
create table brand_campaign (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  ad_product text not null check (ad_product in ('SB', 'SD')),
  currency text,
  campaign_id text not null,
  name text,
  state text,
  portfolio_id text,
  portfolio text,
  budget_micros bigint,
  budget_type text,
  cost_type text,
  started_on date,
  ended_on date,
  -- False: of the old kind, which Amazon leaves out of its reports.
  is_reported boolean not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

do $$
declare
  fact text;
begin
  foreach fact in array array['brand_ads', 'brand_campaign'] loop
    execute format('create index %I on %I (client_id, report_on) where superseded_by is null', fact || '_live', fact);
    execute format('grant select, insert, update (superseded_by) on %I to steward_app', fact);
    execute format('alter table %I enable row level security', fact);
    execute format('alter table %I force row level security', fact);
    execute format('create policy %I on %I using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', fact || '_scope', fact);
  end loop;
end $$;

-- ad_cost_micros and the other ad_… columns stay those of Sponsored Products.
alter table client_day
  add column sb_impressions bigint, add column sb_clicks bigint, add column sb_cost_micros bigint, add column sb_sales_micros bigint,
  add column sb_click_sales_micros bigint, add column sb_orders bigint,
  add column sd_impressions bigint, add column sd_clicks bigint, add column sd_cost_micros bigint, add column sd_sales_micros bigint,
  add column sd_click_sales_micros bigint, add column sd_orders bigint;
alter table client_month
  add column sb_impressions bigint, add column sb_clicks bigint, add column sb_cost_micros bigint, add column sb_sales_micros bigint,
  add column sb_click_sales_micros bigint, add column sb_orders bigint,
  add column sd_impressions bigint, add column sd_clicks bigint, add column sd_cost_micros bigint, add column sd_sales_micros bigint,
  add column sd_click_sales_micros bigint, add column sd_orders bigint;
