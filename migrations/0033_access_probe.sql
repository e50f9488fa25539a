-- Every look at a connection: when, what came of it and why. Kept 400 days.

create table access_probe (
  client_id bigint not null references client (id),
  id bigint generated always as identity,
  connection_id bigint not null,
  at timestamptz not null,
  -- alive: Amazon answered; broken: it refuses what the consent should allow; dead: the token lives no more; unreachable: no answer.
  result text not null check (result in ('alive', 'broken', 'dead', 'unreachable')),
  reason text,
  primary key (client_id, id)
);
create index access_probe_newest on access_probe (client_id, connection_id, at desc);

grant select, insert, delete on access_probe to steward_app;
alter table access_probe enable row level security;
alter table access_probe force row level security;
create policy access_probe_scope on access_probe to steward_app using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
