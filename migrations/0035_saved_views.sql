-- Views of tables that people saved under a name: theirs on every machine.

create table auth.saved_view (
  person_id text not null references auth.person (id) on delete cascade,
  -- As the screens call the table.
  table_name text not null,
  -- Names with search, sort, columns and filters, in the order they were saved.
  views jsonb not null,
  updated_at timestamptz not null,
  primary key (person_id, table_name)
);
grant select, insert, update, delete on auth.saved_view to steward_auth;
