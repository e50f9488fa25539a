-- Product pages of Amazon's catalogue as they were read, day by day, and which products are watched as competitors.

-- One request to read pages and offers of some products, and what became of it.
create table product_read (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  asins text[] not null check (cardinality(asins) > 0),
  asked_at timestamptz not null,
  asked_by_name text not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  -- How many of the products are behind us, in their order.
  done_count int not null default 0,
  attempts int not null default 0,
  -- Code of what stood in the way: of the offers where the pages came, of all where it failed.
  reason text,
  ended_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create index product_read_open on product_read (client_id, asked_at) where state = 'waiting';

-- A product page as the catalogue showed it. Never changed.
create table product_page (
  client_id bigint not null references client (id),
  marketplace text not null,
  asin text not null,
  seen_at timestamptz not null,
  -- False: the marketplace has no such product.
  found boolean not null,
  title text,
  brand text,
  product_type text,
  -- The browse node that the page stands in.
  category text,
  image_count int,
  bullets text[],
  -- Places in lists of best sellers: list, rank, whether it is the department's.
  ranks jsonb,
  -- The package: length, width, height, weight, each a value with its unit.
  package jsonb,
  primary key (client_id, marketplace, asin, seen_at)
);

-- What a product was offered for. Never changed.
create table product_offer (
  client_id bigint not null references client (id),
  marketplace text not null,
  asin text not null,
  seen_at timestamptz not null,
  -- Null where nobody offered it.
  currency text,
  featured_micros bigint,
  lowest_micros bigint,
  offer_count int not null,
  featured_by_amazon boolean,
  primary key (client_id, marketplace, asin, seen_at)
);

-- A product that is watched as a competitor, until somebody takes it off.
create table competitor_watch (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  asin text not null,
  -- How it was found, and by which words.
  via text not null check (via in ('asin', 'catalogue', 'brand_analytics')),
  via_words text,
  added_at timestamptz not null,
  added_by_name text not null,
  removed_at timestamptz,
  removed_by_name text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create unique index competitor_watch_standing on competitor_watch (client_id, marketplace, asin) where removed_at is null;

do $$
declare
  other text;
begin
  foreach other in array array['product_page', 'product_offer'] loop
    execute format('grant select, insert on %I to steward_app', other);
  end loop;
  foreach other in array array['product_read', 'competitor_watch'] loop
    execute format('grant select, insert, update on %I to steward_app', other);
  end loop;
  foreach other in array array['product_read', 'product_page', 'product_offer', 'competitor_watch'] loop
    execute format('alter table %I enable row level security', other);
    execute format('alter table %I force row level security', other);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', other || '_scope', other);
  end loop;
end $$;
