-- Codes of an authenticator app that were tried: each counts once, though its app shows it for a while (RFC 6238, 5.2).
create table auth.spent_code (
  person_id text not null references auth.person (id) on delete cascade,
  code text not null,
  spent_at timestamptz not null,
  primary key (person_id, code)
);
grant select, insert, update, delete on auth.spent_code to steward_auth;
