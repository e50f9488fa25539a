-- What the cockpit shows of a client, measured when its facts change: one row a client, so that the cockpit reads no facts.
create table client_brief (
  client_id bigint primary key references client (id),
  -- Names the state of the facts it was measured from; another state, another measurement.
  basis text not null,
  measured_at timestamptz not null,
  -- Null when the client has nothing to measure.
  body jsonb,
  -- The items behind each part of the money at risk, which the cockpit itself does not read.
  items jsonb not null
);
alter table client_brief enable row level security;
alter table client_brief force row level security;
create policy client_brief_scope on client_brief
  using (client_id = any (nullif(current_setting('app.clients', true), '')::bigint[]));
grant select, insert, update on client_brief to steward_app;
