-- What a client's products cost it and how long they take: no file of Amazon's tells. An entry says something of a SKU from a day on; what
-- it does not name stays as the entries before it say. Never changed, only taken back.

create table cost_import (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  file_name text not null,
  file_hash text not null,
  row_count int not null,
  rejected_count int not null,
  imported_at timestamptz not null,
  imported_by_name text not null,
  undone_at timestamptz,
  undone_by_name text,
  primary key (client_id, id)
);

create table sku_cost (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  -- Null: wherever the client sells the SKU.
  store_id bigint,
  sku text not null check (length(sku) between 1 and 100),
  from_on date not null,
  -- Of one unit.
  goods_micros bigint check (goods_micros >= 0),
  goods_currency text,
  freight_micros bigint check (freight_micros >= 0),
  freight_currency text,
  duty_micros bigint check (duty_micros >= 0),
  duty_currency text,
  production_days int check (production_days >= 0),
  transport_days int check (transport_days >= 0),
  receiving_days int check (receiving_days >= 0),
  moq int check (moq > 0),
  carton_quantity int check (carton_quantity > 0),
  note text not null default '' check (length(note) <= 300),
  -- The ledger carries a hash over this and the amounts, which nobody can guess without it.
  salt text not null,
  seal text not null,
  import_id bigint,
  set_at timestamptz not null,
  set_by_name text not null,
  undone_at timestamptz,
  undone_by_name text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id),
  foreign key (client_id, import_id) references cost_import (client_id, id),
  check ((goods_micros is null) = (goods_currency is null)),
  check ((freight_micros is null) = (freight_currency is null)),
  check ((duty_micros is null) = (duty_currency is null))
);
create index sku_cost_sku on sku_cost (client_id, sku, from_on) where undone_at is null;

-- What holds for all SKUs, in one marketplace or ('') everywhere.
create table cost_assumption (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  marketplace text not null,
  from_on date not null,
  target_margin_ratio double precision check (target_margin_ratio between -1 and 1),
  -- Per returned unit; per unit sold.
  return_micros bigint check (return_micros >= 0),
  return_currency text,
  prep_micros bigint check (prep_micros >= 0),
  prep_currency text,
  -- separate: settled prices are without tax; included: they hold it at tax_ratio.
  tax_treatment text check (tax_treatment in ('separate', 'included')),
  tax_ratio double precision check (tax_ratio between 0 and 1),
  salt text not null,
  seal text not null,
  set_at timestamptz not null,
  set_by_name text not null,
  undone_at timestamptz,
  undone_by_name text,
  primary key (client_id, id),
  check ((return_micros is null) = (return_currency is null)),
  check ((prep_micros is null) = (prep_currency is null)),
  check ((tax_treatment is not distinct from 'included') = (tax_ratio is not null))
);

do $$
declare
  other text;
begin
  foreach other in array array['cost_import', 'sku_cost', 'cost_assumption'] loop
    execute format('grant select, insert, update (undone_at, undone_by_name) on %I to steward_app', other);
    execute format('alter table %I enable row level security', other);
    execute format('alter table %I force row level security', other);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', other || '_scope', other);
  end loop;
end $$;
