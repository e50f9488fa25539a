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

-- As before, with one more table of facts.
create or replace function app.ensure_partitions(fact text, from_on date, to_on date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', from_on)::date;
  part text;
  made int := 0;
begin
  if fact <> all (array['money_line', 'sales_day', 'sales_asin', 'ads', 'ads_entity', 'ads_invalid', 'stock', 'order_line', 'return_line', 'removal_line', 'feedback', 'search_rank',
    'reimbursement', 'storage_fee', 'stock_move', 'listing', 'fee_estimate', 'bid_recommendation']) then
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
