-- Who may do what where: what clients grant by hand at Amazon, rights of persons there, quarterly reviews, leavers, what the agency is
-- registered for, statements of owners. What concerns the agency alone stands under its own book. No password, link or identifier of a
-- seller's is kept anywhere: evidence is a note and the hash of a picture.

create table access_grant (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  -- partner: Authorized Partner in Seller Central; ads_link: the agency's manager account linked to the advertiser.
  kind text not null check (kind in ('partner', 'ads_link')),
  state text not null check (state in ('link_sent', 'accepted', 'verified', 'revoked')),
  -- What was granted: pages with levels and marketplaces, or viewer / editor.
  rights jsonb not null default '{}',
  link_sent_at timestamptz not null,
  -- A partner's link works for seven days; Amazon sets no end for the other.
  link_ends_at timestamptz,
  accepted_at timestamptz,
  verified_at timestamptz,
  ended_at timestamptz,
  by_name text not null,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create unique index access_grant_live on access_grant (client_id, store_id, kind) where state <> 'revoked';

-- A right that a person holds at Amazon itself, kept by hand because no interface tells of it.
create table access_right (
  client_id bigint not null,
  id bigint generated always as identity,
  store_id bigint not null,
  person_id text not null,
  person_name text not null,
  system text not null check (system in ('seller_central', 'ads_console')),
  level text not null check (level in ('view', 'edit', 'admin')),
  pages text not null default '',
  given_at timestamptz not null,
  given_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  primary key (client_id, id),
  foreign key (client_id, store_id) references store (client_id, id)
);
create index access_right_person on access_right (client_id, person_id) where ended_at is null;

-- What somebody saw and says: about a grant, a right, a leaver, a registration.
create table access_evidence (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  subject text not null,
  act text not null,
  note text not null default '' check (length(note) <= 1000),
  -- SHA-256 of a picture that stays with whoever made it.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (client_id, id)
);
create index access_evidence_subject on access_evidence (client_id, subject, id);

create table access_review (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  opened_at timestamptz not null,
  due_on date not null,
  closed_at timestamptz,
  closed_by_name text,
  primary key (client_id, id),
  unique (client_id, quarter)
);

create table access_review_line (
  client_id bigint not null,
  review_id bigint not null,
  id bigint generated always as identity,
  sort text not null check (sort in ('person', 'right', 'grant', 'connection')),
  subject text not null,
  label text not null,
  detail jsonb not null,
  decision text check (decision in ('keep', 'removed')),
  decided_at timestamptz,
  decided_by_name text,
  note text not null default '',
  primary key (client_id, review_id, id),
  foreign key (client_id, review_id) references access_review (client_id, id)
);

-- Somebody leaves the agency: everything is closed within a day.
create table access_leaver (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  person_id text not null,
  person_name text not null,
  role text not null,
  announced_at timestamptz not null,
  announced_by_name text not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  closed_by_name text,
  primary key (client_id, id)
);
create unique index access_leaver_open on access_leaver (client_id, person_id) where closed_at is null;

-- What the agency itself is registered and approved for at Amazon.
create table access_standing (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  kind text not null check (kind in ('portal', 'role', 'spn', 'other')),
  name text not null check (length(name) between 1 and 200),
  obtained_on date not null,
  expires_on date,
  entered_at timestamptz not null,
  entered_by_name text not null,
  ended_at timestamptz,
  primary key (client_id, id)
);

-- The owner's word that bank, card, address, tax number, e-mail and telephone are the seller's own. None of them is kept.
create table access_declaration (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  person_id text not null,
  person_name text not null,
  role text not null,
  items text[] not null,
  -- SHA-256 of the statement as it stood on the screen.
  text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  declared_at timestamptz not null,
  primary key (client_id, id)
);

-- Who was told of which clock at which step, so that each letter goes out once.
create table access_clock_notice (
  client_id bigint not null references client (id),
  clock text not null,
  step_days int not null,
  told_at timestamptz not null,
  primary key (client_id, clock, step_days)
);

do $$
declare
  name text;
begin
  foreach name in array array['access_grant', 'access_right', 'access_evidence', 'access_review', 'access_review_line', 'access_leaver',
    'access_standing', 'access_declaration', 'access_clock_notice'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
    execute format('grant select, insert on %I to steward_app', name);
  end loop;
  foreach name in array array['access_grant', 'access_right', 'access_review', 'access_review_line', 'access_leaver', 'access_standing'] loop
    execute format('grant update on %I to steward_app', name);
  end loop;
end $$;
