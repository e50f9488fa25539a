-- What Amazon thinks of an account as it stood on a day: its status, rates beside their targets, counts of violations, warnings. Kept as all
-- facts are (0002_facts.sql): partitioned by month, live while superseded_by is null.
create table account_health (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no int not null,
  line int not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  metric text not null,
  status text not null,
  count int,
  base int,
  rate double precision,
  target double precision,
  condition text,
  window_from date,
  window_to date,
  primary key (client_id, report_on, import_id, row_no)
) partition by range (report_on);
create index account_health_live on account_health (client_id, report_on) where superseded_by is null;
grant select, insert, update (superseded_by) on account_health to steward_app;
alter table account_health enable row level security;
alter table account_health force row level security;
create policy account_health_scope on account_health using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));

-- The last judgement of each store and marketplace that was held against the one before; people are told when it got worse.
create table health_mark (
  client_id bigint not null references client (id),
  store_id bigint not null,
  marketplace text not null,
  judged_on date not null,
  judged jsonb not null,
  noted_at timestamptz not null,
  primary key (client_id, store_id, marketplace),
  foreign key (client_id, store_id) references store (client_id, id)
);
grant select, insert, update on health_mark to steward_app;
alter table health_mark enable row level security;
alter table health_mark force row level security;
create policy health_mark_scope on health_mark using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));

-- As before, for every table that is partitioned by its report's day: a new one needs no new function.
create or replace function app.ensure_partitions(fact text, from_on date, to_on date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', from_on)::date;
  part text;
  made int := 0;
begin
  if not exists (
    select from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
    where c.relnamespace = 'public'::regnamespace and c.relname = fact and p.partnatts = 1 and a.attname = 'report_on'
  ) then
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

-- Room beyond the store's limit is charged too; it is no product's, and its fnsku is empty.
alter table storage_fee drop constraint storage_fee_kind_check;
alter table storage_fee add constraint storage_fee_kind_check check (kind in ('monthly', 'aged', 'overage'));
