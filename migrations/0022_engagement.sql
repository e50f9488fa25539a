-- An engagement from first talk on: its stage, the questionnaire, the fit, and what competitors look like.

-- One row a client, made by the first thing that is set; without a row it stands at the beginning.
create table engagement (
  client_id bigint primary key references client (id),
  stage text not null check (stage in ('diagnose', 'access', 'operate', 'review', 'iterate')),
  round int not null default 1 check (round > 0),
  -- When this round began, and the plan that was signed then; null in the first.
  round_began_at timestamptz,
  round_plan_version int,
  owner_id text,
  owner_name text,
  next_on date,
  next_what text not null default '' check (length(next_what) <= 200)
);

-- What was decided about it: stages closed and reopened, owner, next date. Never changed.
create table engagement_event (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  at timestamptz not null,
  by_name text not null,
  code text not null check (code in ('closed', 'reopened', 'owner', 'next')),
  body jsonb not null,
  primary key (client_id, id)
);

-- The answers as they are being given, by whoever gives them.
create table intake_draft (
  client_id bigint primary key references client (id),
  answers jsonb not null,
  saved_at timestamptz not null,
  saved_by_name text not null
);

-- A submission. Never changed.
create table intake_version (
  client_id bigint not null references client (id),
  version int not null,
  answers jsonb not null,
  submitted_at timestamptz not null,
  submitted_by_name text not null,
  via text not null check (via in ('account', 'link')),
  primary key (client_id, version)
);

-- A link for somebody without an account. The secret in it is not kept, its hash is.
create table intake_link (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  token_hash text not null,
  note text not null default '' check (length(note) <= 100),
  made_at timestamptz not null,
  made_by_name text not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  submitted_at timestamptz,
  revoked_at timestamptz,
  revoked_by_name text,
  -- How often the link was used in the minute that began then.
  minute_at timestamptz,
  minute_count int not null default 0,
  primary key (client_id, id)
);
create unique index intake_link_token on intake_link (client_id, token_hash);

-- Somebody's word against the verdict on one version of the questionnaire; no verdict: the word is taken back. The newest row holds.
create table fit_override (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  version int not null,
  computed text not null check (computed in ('fit', 'conditional', 'unfit')),
  verdict text check (verdict in ('fit', 'conditional', 'unfit')),
  reason text not null check (length(reason) between 1 and 1000),
  at timestamptz not null,
  by_name text not null,
  primary key (client_id, id)
);

create table competitor_import (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  file_name text not null,
  file_hash text not null,
  row_count int not null,
  -- Rows that were not taken: line, column, code, value.
  problems jsonb not null,
  imported_at timestamptz not null,
  imported_by_name text not null,
  undone_at timestamptz,
  undone_by_name text,
  primary key (client_id, id)
);

-- One product of a sheet. Of a marketplace and ASIN the newest import that stands holds.
create table competitor (
  client_id bigint not null,
  import_id bigint not null,
  line int not null,
  marketplace text not null,
  asin text not null,
  own boolean not null,
  title text,
  brand text,
  currency text not null,
  price_micros bigint check (price_micros >= 0),
  rating_stars double precision check (rating_stars between 1 and 5),
  reviews int check (reviews >= 0),
  rank int check (rank > 0),
  images int check (images >= 0),
  keywords text[] not null,
  primary key (client_id, import_id, line),
  foreign key (client_id, import_id) references competitor_import (client_id, id)
);
create index competitor_place on competitor (client_id, marketplace, asin);

do $$
declare
  other text;
begin
  foreach other in array array['engagement_event', 'intake_version', 'fit_override', 'competitor'] loop
    execute format('grant select, insert on %I to steward_app', other);
  end loop;
  foreach other in array array['engagement', 'intake_draft', 'intake_link', 'competitor_import'] loop
    execute format('grant select, insert, update on %I to steward_app', other);
  end loop;
  foreach other in array array['engagement', 'engagement_event', 'intake_draft', 'intake_version', 'intake_link', 'fit_override',
    'competitor_import', 'competitor'] loop
    execute format('alter table %I enable row level security', other);
    execute format('alter table %I force row level security', other);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))', other || '_scope', other);
  end loop;
end $$;

-- What the board asks of every client at once.
create index change_applied on change (client_id, applied_at) where applied_at is not null;
create index change_confirmed on change (client_id, confirmed_at) where confirmed_at is not null;
create index change_effect_measured on change_effect (client_id, measured_at);
create index ledger_entry_certified on ledger_entry (client_id, at) where event = 'witness.certified';
