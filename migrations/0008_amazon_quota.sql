-- What Amazon lets us ask, counted once for all workers. Quotas belong to applications and accounts at Amazon, not to a client's
-- records: no row here is shown to anybody but through the keys of the stores one may see.
create table amazon_quota (
  key text primary key,
  -- Calls a second: in force, and the most we believe allowed (published, or Amazon's own header).
  rate double precision not null check (rate > 0),
  ceiling double precision not null check (ceiling > 0),
  burst double precision not null check (burst >= 1),
  -- At counted_at, and between the last call's leaving and then.
  tokens double precision not null,
  least_tokens double precision not null,
  counted_at timestamptz not null,
  blocked_until timestamptz,
  throttled_at timestamptz,
  -- The rate in force when Amazon last refused a call; 0 when it never did.
  knee_rate double precision not null,
  learned_at timestamptz,
  -- Nothing is published: the rate is found by trying.
  adaptive boolean not null
);

-- Calls that wait for a bucket, in their order. A worker that died loses its place at until_at.
create table amazon_quota_wait (
  key text not null,
  ticket text not null,
  priority smallint not null,
  since_at timestamptz not null,
  until_at timestamptz not null,
  primary key (key, ticket)
);

alter table amazon_quota enable row level security;
alter table amazon_quota force row level security;
create policy amazon_quota_all on amazon_quota to steward_app using (true) with check (true);
alter table amazon_quota_wait enable row level security;
alter table amazon_quota_wait force row level security;
create policy amazon_quota_wait_all on amazon_quota_wait to steward_app using (true) with check (true);
grant select, insert, update on amazon_quota to steward_app;
grant select, insert, delete on amazon_quota_wait to steward_app;
