-- Names under contents, papers with a purpose and an end, and who owns each text and picture.

-- How the second factor of a session was given: totp, passkey, recovery_code. Null in sessions older than this column.
alter table auth.session add column second_factor_kind text;

-- A content offered for signature: one version of one subject. Only one version of a subject is open at a time.
create table signing (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  kind text not null check (kind in ('plan', 'contract', 'paper')),
  subject_id text not null,
  version int not null check (version > 0),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  title_zh text not null,
  title_en text not null,
  sides text[] not null check (sides <@ array['agency', 'client'] and cardinality(sides) > 0),
  state text not null check (state in ('open', 'complete', 'superseded', 'withdrawn')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  reason text,
  primary key (client_id, id),
  unique (client_id, kind, subject_id, version)
);
create unique index signing_open on signing (client_id, kind, subject_id) where state = 'open';

-- Never changed. `record` is the canonical text that `hash` is taken over; the ledger holds the hash.
create table signature (
  client_id bigint not null,
  id bigint generated always as identity,
  signing_id bigint not null,
  side text not null check (side in ('agency', 'client')),
  person_id text not null,
  person_name text not null,
  typed_name text not null,
  drawn boolean not null,
  given_at timestamptz not null,
  record text not null,
  hash text not null,
  ledger_seq bigint not null,
  ledger_hash text not null,
  primary key (client_id, id),
  unique (client_id, signing_id, side),
  foreign key (client_id, signing_id) references signing (client_id, id)
);

-- The agency's own wordings, each with the day it is used from. Earlier ones stay: papers name theirs by hash.
create table paper_template (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  kind text not null check (kind in ('authorization', 'nda')),
  used_from date not null,
  text_zh text not null,
  text_en text not null,
  hash text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, kind, hash)
);

create table paper (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  kind text not null check (kind in ('authorization', 'nda', 'contract', 'licence', 'identity', 'other')),
  origin text not null check (origin in ('template', 'upload')),
  title text not null,
  state text not null check (state in ('draft', 'offered', 'signed', 'erased')),
  version int not null default 1,
  purpose text not null,
  -- Why a contract needs it; licences and identity papers are taken for nothing else.
  need text,
  consent_by text,
  consent_on date,
  expires_on date,
  erase_on date,
  noticed_days int,
  made_by_name text not null,
  made_at timestamptz not null,
  erased_at timestamptz,
  erased_by_name text,
  erase_reason text,
  -- True until its bytes are known to be gone.
  bytes_kept boolean not null default true,
  primary key (client_id, id),
  check (kind not in ('licence', 'identity') or (need is not null and erase_on is not null))
);

-- What stood in each version. Of an erased paper the hash stays, the content does not.
create table paper_version (
  client_id bigint not null,
  paper_id bigint not null,
  version int not null,
  template_hash text,
  fields jsonb,
  content text,
  content_hash text not null,
  file_name text,
  file_type text check (file_type in ('pdf', 'png', 'jpeg', 'docx')),
  file_bytes int,
  made_at timestamptz not null,
  primary key (client_id, paper_id, version),
  foreign key (client_id, paper_id) references paper (client_id, id)
);
create index paper_version_file on paper_version (client_id, content_hash) where file_type is not null;

-- One version of one text or picture. Never changed: ownership moves by transfers.
create table ip_work (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  medium text not null check (medium in ('text', 'image')),
  -- What it is a version of, such as "title B0…".
  label text not null,
  version int not null,
  author text not null,
  owner text not null check (owner in ('agency', 'client')),
  clause text not null,
  since_on date not null,
  content_hash text not null,
  text_body text,
  file_type text check (file_type in ('png', 'jpeg')),
  byte_count int not null,
  -- 'hand', or the room that recorded it.
  source text not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (client_id, id),
  unique (client_id, medium, label, version),
  unique (client_id, medium, label, content_hash)
);

create table ip_transfer (
  client_id bigint not null,
  id bigint generated always as identity,
  work_id bigint not null,
  from_owner text not null,
  to_owner text not null,
  on_day date not null,
  payment_ref text not null,
  note text not null,
  -- The transfer that this one takes back.
  counter_of bigint,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (client_id, id),
  unique (client_id, counter_of),
  foreign key (client_id, work_id) references ip_work (client_id, id),
  foreign key (client_id, counter_of) references ip_transfer (client_id, id),
  check (from_owner <> to_owner)
);
create index ip_transfer_work on ip_transfer (client_id, work_id);

do $$
declare
  name text;
begin
  foreach name in array array['signing', 'signature', 'paper', 'paper_version', 'ip_work', 'ip_transfer'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to steward_app using (client_id = any (nullif(current_setting(''app.clients'', true), '''')::bigint[]))',
      name || '_scope', name);
    execute format('grant select, insert on %I to steward_app', name);
  end loop;
end $$;
grant update on signing, paper, paper_version to steward_app;

alter table paper_template enable row level security;
alter table paper_template force row level security;
create policy paper_template_scope on paper_template to steward_app
  using (agency_id = nullif(current_setting('app.agency', true), '')::bigint);
grant select, insert on paper_template to steward_app;
