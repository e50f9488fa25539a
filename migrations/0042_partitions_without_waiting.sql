-- As before; but a load whose months are all there waits for nobody who makes others.
create or replace function app.ensure_partitions(fact text, from_on date, to_on date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date;
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
  -- A partition is attached in the transaction that makes it: one that is seen is whole.
  if not exists (
    select from generate_series(date_trunc('month', from_on), to_on, interval '1 month') as m (month)
    where to_regclass('public.' || fact || '_' || to_char(m.month, 'YYYYMM')) is null
  ) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(7286, hashtext(fact));
  month := date_trunc('month', from_on)::date;
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
