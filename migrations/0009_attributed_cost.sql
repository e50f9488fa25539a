-- Console summaries ("performance over time") tell spend without what it sold. Such days have no attributed sales, rather than none of
-- them; and what spend is held against attributed sales is that of the days that tell both.
alter table client_day add column ad_cost_attributed_micros bigint;
alter table client_month add column ad_cost_attributed_micros bigint;

-- The owner need not be a superuser: forced row security would hide every row from it.
alter table client_day no force row level security;
alter table client_month no force row level security;
update client_day set ad_sales_micros = null, ad_orders = null, ad_units = null
where ads_report = 'performance_over_time' and ad_sales_micros = 0 and ad_orders = 0;
update client_day set ad_cost_attributed_micros = ad_cost_micros where ad_sales_micros is not null;

update client_month m
set ad_cost_attributed_micros = d.cost, ad_sales_micros = d.sales, ad_orders = d.orders, ad_units = d.units
from (
  select client_id, date_trunc('month', day)::date as month, store_id, marketplace, currency, sum(ad_cost_attributed_micros) as cost,
         sum(ad_sales_micros) as sales, sum(ad_orders) as orders, sum(ad_units) as units
  from client_day group by 1, 2, 3, 4, 5) d
where m.client_id = d.client_id and m.month = d.month and m.store_id = d.store_id and m.marketplace = d.marketplace and m.currency = d.currency;

alter table client_day force row level security;
alter table client_month force row level security;
