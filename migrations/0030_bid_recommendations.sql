-- Amazon's suggested bids as they stood on a day: one row a target and theme. Kept as all facts are (0002_facts.sql): partitioned by month,
-- live while superseded_by is null.

create table bid_recommendation (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  currency text,
  campaign_id text not null,
  ad_group_id text not null,
  entity_id text not null,
  match_type text,
  text text not null,
  theme text not null,
  low_micros bigint not null,
  middle_micros bigint not null,
  high_micros bigint not null,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);

create index bid_recommendation_live on bid_recommendation (client_id, report_on) where superseded_by is null;
grant select, insert, update (superseded_by) on bid_recommendation to steward_app;
alter table bid_recommendation enable row level security;
alter table bid_recommendation force row level security;
create policy bid_recommendation_scope on bid_recommendation
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
