-- What people decided about search terms: left alone until a day, and whose names are whose.

-- One line a term and object that somebody put off; ended when it was taken back.
create table term_dismissal (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  -- harvest | negative | gram
  view text not null check (view in ('harvest', 'negative', 'gram')),
  term text not null check (length(term) between 1 and 500),
  -- Ad group or campaign; '' for a word or phrase of the whole account.
  object_id text not null check (length(object_id) <= 60),
  -- Its name when it was put off.
  object_name text not null,
  reason text not null check (length(reason) <= 500),
  until_on date not null,
  dismissed_by text not null,
  dismissed_by_name text not null,
  dismissed_at timestamptz not null,
  ended_by_name text,
  ended_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create unique index term_dismissal_standing on term_dismissal (client_id, store_id, marketplace, view, term, object_id) where ended_at is null;
alter table term_dismissal enable row level security;
alter table term_dismissal force row level security;
create policy term_dismissal_scope on term_dismissal using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, update on term_dismissal to steward_app;

-- The store's own brand words and its competitors', as somebody last set them.
create table brand_words (
  client_id bigint not null,
  store_id bigint not null,
  own text[] not null,
  rival text[] not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (client_id, store_id),
  foreign key (client_id, store_id) references store (client_id, id)
);
alter table brand_words enable row level security;
alter table brand_words force row level security;
create policy brand_words_scope on brand_words using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, update on brand_words to steward_app;
