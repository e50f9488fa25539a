-- Versions of a client's diagnosis: what was asked, from which facts (hash of the input), and what it said. A version never changes.
create table diagnosis (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  -- What was asked: null = everything there is.
  from_on date,
  to_on date,
  marketplace text,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  percent int not null default 0 check (percent between 0 and 100),
  as_of date,
  -- SHA-256 over the summed facts it was made from: the same hash, the same diagnosis.
  input_hash text,
  finding_count int,
  body jsonb,
  finished_at timestamptz,
  primary key (client_id, id)
);
create index diagnosis_asked on diagnosis (client_id, asked_at desc);
alter table diagnosis enable row level security;
alter table diagnosis force row level security;
create policy diagnosis_scope on diagnosis using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, update on diagnosis to steward_app;
