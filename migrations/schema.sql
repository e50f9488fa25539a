-- Written by `npm run db:dump`; compared by test/schema.db.test.ts. Change migrations, never this file.

table access_clock_notice (
  client_id bigint not null,
  clock text not null,
  step_days integer not null,
  told_at timestamp with time zone not null,
  constraint access_clock_notice_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_clock_notice_pkey PRIMARY KEY (client_id, clock, step_days)
);
row level security: on, forced;
policy access_clock_notice_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table access_declaration (
  client_id bigint not null,
  id bigint not null generated always as identity,
  person_id text not null,
  person_name text not null,
  role text not null,
  items text[] not null,
  text_sha256 text not null,
  declared_at timestamp with time zone not null,
  constraint access_declaration_text_sha256_check CHECK ((text_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint access_declaration_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_declaration_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy access_declaration_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table access_evidence (
  client_id bigint not null,
  id bigint not null generated always as identity,
  subject text not null,
  act text not null,
  note text not null default ''::text,
  sha256 text,
  file_name text,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  constraint access_evidence_note_check CHECK ((length(note) <= 1000)),
  constraint access_evidence_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint access_evidence_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_evidence_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX access_evidence_subject ON public.access_evidence USING btree (client_id, subject, id);
row level security: on, forced;
policy access_evidence_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table access_grant (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  kind text not null,
  state text not null,
  rights jsonb not null default '{}'::jsonb,
  link_sent_at timestamp with time zone not null,
  link_ends_at timestamp with time zone,
  accepted_at timestamp with time zone,
  verified_at timestamp with time zone,
  ended_at timestamp with time zone,
  by_name text not null,
  constraint access_grant_kind_check CHECK ((kind = ANY (ARRAY['partner'::text, 'ads_link'::text]))),
  constraint access_grant_state_check CHECK ((state = ANY (ARRAY['link_sent'::text, 'accepted'::text, 'verified'::text, 'revoked'::text]))),
  constraint access_grant_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint access_grant_pkey PRIMARY KEY (client_id, id)
);
CREATE UNIQUE INDEX access_grant_live ON public.access_grant USING btree (client_id, store_id, kind) WHERE (state <> 'revoked'::text);
row level security: on, forced;
policy access_grant_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table access_leaver (
  client_id bigint not null,
  id bigint not null generated always as identity,
  person_id text not null,
  person_name text not null,
  role text not null,
  announced_at timestamp with time zone not null,
  announced_by_name text not null,
  due_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by_name text,
  constraint access_leaver_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_leaver_pkey PRIMARY KEY (client_id, id)
);
CREATE UNIQUE INDEX access_leaver_open ON public.access_leaver USING btree (client_id, person_id) WHERE (closed_at IS NULL);
row level security: on, forced;
policy access_leaver_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table access_probe (
  client_id bigint not null,
  id bigint not null generated always as identity,
  connection_id bigint not null,
  at timestamp with time zone not null,
  result text not null,
  reason text,
  constraint access_probe_result_check CHECK ((result = ANY (ARRAY['alive'::text, 'broken'::text, 'dead'::text, 'unreachable'::text]))),
  constraint access_probe_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_probe_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX access_probe_newest ON public.access_probe USING btree (client_id, connection_id, at DESC);
row level security: on, forced;
policy access_probe_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select to steward_app;

table access_review (
  client_id bigint not null,
  id bigint not null generated always as identity,
  quarter text not null,
  opened_at timestamp with time zone not null,
  due_on date not null,
  closed_at timestamp with time zone,
  closed_by_name text,
  constraint access_review_quarter_check CHECK ((quarter ~ '^\d{4}-Q[1-4]$'::text)),
  constraint access_review_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_review_pkey PRIMARY KEY (client_id, id),
  constraint access_review_client_id_quarter_key UNIQUE (client_id, quarter)
);
row level security: on, forced;
policy access_review_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table access_review_line (
  client_id bigint not null,
  review_id bigint not null,
  id bigint not null generated always as identity,
  sort text not null,
  subject text not null,
  label text not null,
  detail jsonb not null,
  decision text,
  decided_at timestamp with time zone,
  decided_by_name text,
  note text not null default ''::text,
  constraint access_review_line_decision_check CHECK ((decision = ANY (ARRAY['keep'::text, 'removed'::text]))),
  constraint access_review_line_sort_check CHECK ((sort = ANY (ARRAY['person'::text, 'right'::text, 'grant'::text, 'connection'::text]))),
  constraint access_review_line_client_id_review_id_fkey FOREIGN KEY (client_id, review_id) REFERENCES access_review(client_id, id),
  constraint access_review_line_pkey PRIMARY KEY (client_id, review_id, id)
);
row level security: on, forced;
policy access_review_line_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table access_right (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  person_id text not null,
  person_name text not null,
  system text not null,
  level text not null,
  pages text not null default ''::text,
  given_at timestamp with time zone not null,
  given_by_name text not null,
  ended_at timestamp with time zone,
  ended_by_name text,
  constraint access_right_level_check CHECK ((level = ANY (ARRAY['view'::text, 'edit'::text, 'admin'::text]))),
  constraint access_right_system_check CHECK ((system = ANY (ARRAY['seller_central'::text, 'ads_console'::text]))),
  constraint access_right_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint access_right_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX access_right_person ON public.access_right USING btree (client_id, person_id) WHERE (ended_at IS NULL);
row level security: on, forced;
policy access_right_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table access_standing (
  client_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  name text not null,
  obtained_on date not null,
  expires_on date,
  entered_at timestamp with time zone not null,
  entered_by_name text not null,
  ended_at timestamp with time zone,
  constraint access_standing_kind_check CHECK ((kind = ANY (ARRAY['portal'::text, 'role'::text, 'spn'::text, 'other'::text]))),
  constraint access_standing_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint access_standing_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint access_standing_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy access_standing_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table account_health (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  metric text not null,
  status text not null,
  count integer,
  base integer,
  rate double precision,
  target double precision,
  condition text,
  window_from date,
  window_to date,
  constraint account_health_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX account_health_live ON ONLY public.account_health USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy account_health_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table ad_hour (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  hour_at timestamp with time zone not null,
  local_on date not null,
  local_hour smallint not null,
  campaign_id text not null,
  ad_group_id text not null,
  target_id text not null,
  placement text not null,
  currency text not null,
  impressions bigint not null default 0,
  clicks bigint not null default 0,
  cost_micros bigint not null default 0,
  orders bigint not null default 0,
  units bigint not null default 0,
  sales_micros bigint not null default 0,
  constraint ad_hour_local_hour_check CHECK (((local_hour >= 0) AND (local_hour <= 23))),
  constraint ad_hour_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint ad_hour_pkey PRIMARY KEY (client_id, store_id, marketplace, hour_at, campaign_id, ad_group_id, target_id, placement)
);
CREATE INDEX ad_hour_day ON public.ad_hour USING btree (client_id, store_id, marketplace, local_on);
row level security: on, forced;
policy ad_hour_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ad_hour_seen (
  client_id bigint not null,
  record_id text not null,
  hour_at timestamp with time zone not null,
  constraint ad_hour_seen_pkey PRIMARY KEY (client_id, record_id)
);
CREATE INDEX ad_hour_seen_age ON public.ad_hour_seen USING btree (client_id, hour_at);
row level security: on, forced;
policy ad_hour_seen_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table ad_object_told (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  entity text not null,
  object_id text not null,
  campaign_id text not null,
  version bigint not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  settings jsonb not null,
  raw jsonb not null,
  witnessed_at timestamp with time zone,
  constraint ad_object_told_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint ad_object_told_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX ad_object_told_age ON public.ad_object_told USING btree (client_id, changed_at);
CREATE INDEX ad_object_told_fresh ON public.ad_object_told USING btree (client_id, id) WHERE (witnessed_at IS NULL);
CREATE UNIQUE INDEX ad_object_told_version ON public.ad_object_told USING btree (client_id, store_id, marketplace, object_id, version);
row level security: on, forced;
policy ad_object_told_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table ad_schedule (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  campaign_ids text[] not null,
  grid double precision[] not null,
  least_step double precision not null,
  evidence jsonb not null,
  tier text not null,
  reason text not null,
  state text not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_side text not null,
  proposed_at timestamp with time zone not null,
  decided_by_name text,
  decided_at timestamp with time zone,
  ends_at timestamp with time zone not null,
  end_reason text,
  ended_at timestamp with time zone,
  written_hour_at timestamp with time zone,
  waits_for text,
  constraint ad_schedule_grid_check CHECK ((cardinality(grid) = 168)),
  constraint ad_schedule_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'rejected'::text, 'active'::text, 'stopping'::text, 'ended'::text]))),
  constraint ad_schedule_tier_check CHECK ((tier = ANY (ARRAY['second'::text, 'client'::text]))),
  constraint ad_schedule_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint ad_schedule_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy ad_schedule_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ad_schedule_base (
  client_id bigint not null,
  schedule_id bigint not null,
  entity text not null,
  target_id text not null,
  campaign_id text not null,
  label text not null,
  base_micros bigint not null,
  seen_micros bigint not null,
  asked_micros bigint,
  state text not null,
  since timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint ad_schedule_base_entity_check CHECK ((entity = ANY (ARRAY['keywords'::text, 'targets'::text]))),
  constraint ad_schedule_base_state_check CHECK ((state = ANY (ARRAY['held'::text, 'conflict'::text, 'restored'::text]))),
  constraint ad_schedule_base_client_id_schedule_id_fkey FOREIGN KEY (client_id, schedule_id) REFERENCES ad_schedule(client_id, id),
  constraint ad_schedule_base_pkey PRIMARY KEY (client_id, schedule_id, entity, target_id)
);
CREATE INDEX ad_schedule_base_target ON public.ad_schedule_base USING btree (client_id, target_id) WHERE (state = 'held'::text);
row level security: on, forced;
policy ad_schedule_base_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ad_stream (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  dataset text not null,
  profile_id text not null,
  queue_arn text not null,
  subscription_id text,
  status text not null,
  reason text,
  asked_at timestamp with time zone not null,
  checked_at timestamp with time zone not null,
  last_message_at timestamp with time zone,
  record_count bigint not null default 0,
  constraint ad_stream_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint ad_stream_pkey PRIMARY KEY (client_id, store_id, marketplace, dataset)
);
row level security: on, forced;
policy ad_stream_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ads (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  report text not null,
  from_on date not null,
  currency text not null,
  portfolio text,
  campaign_id text,
  campaign text not null,
  ad_group_id text,
  ad_group text,
  target text,
  match_type text,
  search_term text,
  placement text,
  bidding_strategy text,
  sku text,
  asin text,
  impressions integer not null,
  clicks integer not null,
  cost_micros bigint not null,
  sales_micros bigint not null,
  orders integer not null,
  units integer not null,
  window_days smallint,
  constraint ads_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX ads_live ON ONLY public.ads USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
CREATE INDEX ads_of_campaign ON ONLY public.ads USING btree (client_id, report, campaign_id, report_on) WHERE ((superseded_by IS NULL) AND (report = ANY (ARRAY['campaign'::text, 'targeting'::text])));
row level security: on, forced;
policy ads_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table ads_entity (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  entity text not null,
  currency text,
  campaign_id text not null,
  ad_group_id text,
  entity_id text,
  portfolio_id text,
  name text,
  state text,
  targeting_type text,
  daily_budget_micros bigint,
  bid_micros bigint,
  bidding_strategy text,
  placement text,
  adjustment_percent double precision,
  sku text,
  asin text,
  text text,
  match_type text,
  portfolio text,
  constraint ads_entity_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX ads_entity_live ON ONLY public.ads_entity USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy ads_entity_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table ads_goal (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  kind text not null,
  numbers jsonb not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  reference jsonb,
  constraint ads_goal_kind_check CHECK ((kind = ANY (ARRAY['acos'::text, 'profit'::text, 'volume'::text, 'budget'::text]))),
  constraint ads_goal_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint ads_goal_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy ads_goal_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ads_invalid (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  from_on date not null,
  campaign text not null,
  impressions integer not null,
  clicks integer not null,
  gross_impressions integer not null,
  gross_clicks integer not null,
  invalid_impressions integer not null,
  invalid_clicks integer not null,
  constraint ads_invalid_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX ads_invalid_live ON ONLY public.ads_invalid USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy ads_invalid_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table ads_rule (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  mode text not null,
  mode_at timestamp with time zone not null,
  version integer not null,
  owner_id text not null,
  owner_name text not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  archived_by_name text,
  constraint ads_rule_mode_check CHECK ((mode = ANY (ARRAY['off'::text, 'dry'::text, 'propose'::text, 'execute'::text]))),
  constraint ads_rule_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint ads_rule_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy ads_rule_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ads_rule_hit (
  client_id bigint not null,
  run_id bigint not null,
  no integer not null,
  day date not null,
  kind text not null,
  entity text not null,
  object_id text not null,
  campaign_id text,
  campaign text not null,
  label text not null,
  from_value jsonb,
  to_value jsonb,
  wish jsonb not null,
  grounds jsonb not null,
  held jsonb,
  around jsonb,
  constraint ads_rule_hit_client_id_run_id_fkey FOREIGN KEY (client_id, run_id) REFERENCES ads_rule_run(client_id, id),
  constraint ads_rule_hit_pkey PRIMARY KEY (client_id, run_id, no)
);
CREATE INDEX ads_rule_hit_object ON public.ads_rule_hit USING btree (client_id, entity, object_id, run_id);
row level security: on, forced;
policy ads_rule_hit_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ads_rule_run (
  client_id bigint not null,
  id bigint not null generated always as identity,
  rule_id bigint not null,
  version integer not null,
  sort text not null,
  slot text,
  asked_by_name text not null,
  state text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome jsonb,
  failure text,
  batch_id bigint,
  constraint ads_rule_run_sort_check CHECK ((sort = ANY (ARRAY['preview'::text, 'dry'::text, 'propose'::text, 'execute'::text]))),
  constraint ads_rule_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))),
  constraint ads_rule_run_client_id_rule_id_version_fkey FOREIGN KEY (client_id, rule_id, version) REFERENCES ads_rule_version(client_id, rule_id, version),
  constraint ads_rule_run_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX ads_rule_run_of ON public.ads_rule_run USING btree (client_id, rule_id, id DESC);
CREATE UNIQUE INDEX ads_rule_run_slot ON public.ads_rule_run USING btree (client_id, rule_id, slot) WHERE (slot IS NOT NULL);
row level security: on, forced;
policy ads_rule_run_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ads_rule_version (
  client_id bigint not null,
  rule_id bigint not null,
  version integer not null,
  content jsonb not null,
  content_hash text not null,
  saved_by text not null,
  saved_by_name text not null,
  saved_at timestamp with time zone not null,
  constraint ads_rule_version_client_id_rule_id_fkey FOREIGN KEY (client_id, rule_id) REFERENCES ads_rule(client_id, id),
  constraint ads_rule_version_pkey PRIMARY KEY (client_id, rule_id, version)
);
row level security: on, forced;
policy ads_rule_version_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table agency (
  id bigint not null generated always as identity,
  name text not null,
  locale text not null default 'zh-CN'::text,
  created_at timestamp with time zone not null,
  session_idle_minutes integer not null default 480,
  constraint agency_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint agency_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint agency_session_idle_minutes_check CHECK (((session_idle_minutes >= 15) AND (session_idle_minutes <= 1440))),
  constraint agency_pkey PRIMARY KEY (id)
);
row level security: on, forced;
policy agency_for_auth for * to steward_auth using true check true;
policy agency_scope for * to steward_app using (id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant select to steward_app;
grant insert, select to steward_auth;
grant update (name, locale, session_idle_minutes) to steward_app;

table agreement_draft (
  client_id bigint not null,
  kind text not null,
  content jsonb not null,
  note text not null default ''::text,
  revision integer not null,
  saved_by_name text not null,
  saved_at timestamp with time zone not null,
  constraint agreement_draft_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'quote'::text, 'contract'::text]))),
  constraint agreement_draft_note_check CHECK ((length(note) <= 2000)),
  constraint agreement_draft_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint agreement_draft_pkey PRIMARY KEY (client_id, kind)
);
row level security: on, forced;
policy agreement_draft_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table agreement_version (
  client_id bigint not null,
  kind text not null,
  version integer not null,
  content jsonb not null,
  content_hash text not null,
  note text not null default ''::text,
  offered_by_name text not null,
  offered_at timestamp with time zone not null,
  state text not null,
  state_at timestamp with time zone not null,
  agreed_at timestamp with time zone,
  agreed_by_name text,
  choice text,
  from_on date,
  enforced_at timestamp with time zone,
  constraint agreement_version_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'quote'::text, 'contract'::text]))),
  constraint agreement_version_note_check CHECK ((length(note) <= 2000)),
  constraint agreement_version_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'agreed'::text, 'in_force'::text, 'superseded'::text, 'withdrawn'::text]))),
  constraint agreement_version_version_check CHECK ((version > 0)),
  constraint agreement_version_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint agreement_version_pkey PRIMARY KEY (client_id, kind, version)
);
CREATE INDEX agreement_version_due ON public.agreement_version USING btree (client_id, kind, from_on) WHERE (state = 'agreed'::text);
row level security: on, forced;
policy agreement_version_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (state, state_at, agreed_at, agreed_by_name, choice, from_on, enforced_at) to steward_app;

table amazon_app (
  agency_id bigint not null,
  id bigint not null generated always as identity,
  api text not null,
  name text not null,
  application_id text,
  lwa_client_id text not null,
  roles text[] not null default '{}'::text[],
  draft boolean not null default false,
  sandbox boolean not null default false,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  rotation_asked_at timestamp with time zone,
  constraint amazon_app_api_check CHECK ((api = ANY (ARRAY['sp'::text, 'ads'::text]))),
  constraint amazon_app_check CHECK (((api = 'ads'::text) OR (application_id IS NOT NULL))),
  constraint amazon_app_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint amazon_app_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint amazon_app_pkey PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX amazon_app_client ON public.amazon_app USING btree (agency_id, lwa_client_id) WHERE (retired_at IS NULL);
row level security: on, forced;
policy amazon_app_scope for * to steward_app using (agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant insert, select, update to steward_app;

table amazon_app_secret (
  agency_id bigint not null,
  app_id bigint not null,
  id bigint not null generated always as identity,
  sealed bytea not null,
  key_id text not null,
  added_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  noticed_days integer,
  constraint amazon_app_secret_agency_id_app_id_fkey FOREIGN KEY (agency_id, app_id) REFERENCES amazon_app(agency_id, id),
  constraint amazon_app_secret_pkey PRIMARY KEY (agency_id, app_id, id)
);
row level security: on, forced;
policy amazon_app_secret_scope for * to steward_app using (agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant delete, insert, select, update to steward_app;

table amazon_connection (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  api text not null,
  app_id bigint not null,
  state text not null,
  reason text,
  seller_id text not null,
  granted text[] not null,
  marketplaces text[] not null,
  profiles jsonb not null default '[]'::jsonb,
  consented_at timestamp with time zone not null,
  consented_by text not null,
  expires_at timestamp with time zone,
  probed_at timestamp with time zone not null,
  noticed_days integer,
  ended_at timestamp with time zone,
  token bytea,
  key_id text,
  constraint amazon_connection_api_check CHECK ((api = ANY (ARRAY['sp'::text, 'ads'::text]))),
  constraint amazon_connection_check CHECK (((token IS NULL) = (state = 'revoked'::text))),
  constraint amazon_connection_state_check CHECK ((state = ANY (ARRAY['active'::text, 'ending'::text, 'revoked'::text, 'broken'::text]))),
  constraint amazon_connection_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint amazon_connection_pkey PRIMARY KEY (client_id, id)
);
CREATE UNIQUE INDEX amazon_connection_live ON public.amazon_connection USING btree (client_id, store_id, api) WHERE (state <> 'revoked'::text);
row level security: on, forced;
policy amazon_connection_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table amazon_consent (
  client_id bigint not null,
  state_hash text not null,
  store_id bigint not null,
  app_id bigint not null,
  api text not null,
  granted text[] not null,
  session_id text not null,
  verifier bytea,
  verifier_key_id text,
  redirect_uri text not null,
  asked_at timestamp with time zone not null,
  used_at timestamp with time zone,
  code_at timestamp with time zone,
  token bytea,
  token_key_id text,
  constraint amazon_consent_api_check CHECK ((api = ANY (ARRAY['sp'::text, 'ads'::text]))),
  constraint amazon_consent_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint amazon_consent_pkey PRIMARY KEY (client_id, state_hash)
);
row level security: on, forced;
policy amazon_consent_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table amazon_quota (
  key text not null,
  rate double precision not null,
  ceiling double precision not null,
  burst double precision not null,
  tokens double precision not null,
  least_tokens double precision not null,
  counted_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  throttled_at timestamp with time zone,
  knee_rate double precision not null,
  learned_at timestamp with time zone,
  adaptive boolean not null,
  constraint amazon_quota_burst_check CHECK ((burst >= (1)::double precision)),
  constraint amazon_quota_ceiling_check CHECK ((ceiling > (0)::double precision)),
  constraint amazon_quota_rate_check CHECK ((rate > (0)::double precision)),
  constraint amazon_quota_pkey PRIMARY KEY (key)
);
row level security: on, forced;
policy amazon_quota_all for * to steward_app using true check true;
grant insert, select, update to steward_app;

table amazon_quota_wait (
  key text not null,
  ticket text not null,
  priority smallint not null,
  since_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  constraint amazon_quota_wait_pkey PRIMARY KEY (key, ticket)
);
row level security: on, forced;
policy amazon_quota_wait_all for * to steward_app using true check true;
grant delete, insert, select to steward_app;

table approval_delegation (
  client_id bigint not null,
  id bigint not null generated always as identity,
  from_person_id text not null,
  from_person_name text not null,
  to_person_id text not null,
  to_person_name text not null,
  side text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint approval_delegation_side_check CHECK ((side = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint approval_delegation_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy approval_delegation_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table auth.assignment (
  client_id bigint not null,
  person_id text not null,
  agency_id bigint not null,
  assigned_at timestamp with time zone not null,
  constraint assignment_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint assignment_person_id_agency_id_fkey FOREIGN KEY (person_id, agency_id) REFERENCES auth.membership(person_id, agency_id),
  constraint assignment_pkey PRIMARY KEY (client_id, person_id)
);
CREATE INDEX assignment_person ON auth.assignment USING btree (person_id, agency_id);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.attempt (
  subject text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint attempt_pkey PRIMARY KEY (subject)
);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.credential (
  id text not null,
  person_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id) ON DELETE CASCADE,
  constraint credential_pkey PRIMARY KEY (id)
);
CREATE INDEX credential_person ON auth.credential USING btree (person_id);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.invitation (
  id bigint not null generated always as identity,
  kind text not null,
  token_hash text not null,
  email text not null,
  locale text not null,
  agency_id bigint,
  role text,
  client_ids bigint[] not null default '{}'::bigint[],
  invited_by text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitation_check CHECK (((kind = 'member'::text) = ((agency_id IS NOT NULL) AND (role IS NOT NULL) AND (invited_by IS NOT NULL)))),
  constraint invitation_kind_check CHECK ((kind = ANY (ARRAY['agency'::text, 'member'::text]))),
  constraint invitation_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint invitation_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES auth.person(id),
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX invitation_agency ON auth.invitation USING btree (agency_id) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.membership (
  person_id text not null,
  agency_id bigint not null,
  role text not null,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint membership_role_check CHECK ((role = ANY (ARRAY['agency_owner'::text, 'account_manager'::text, 'ads'::text, 'listing'::text, 'supply'::text, 'finance'::text, 'compliance'::text, 'client_owner'::text, 'client_staff'::text, 'auditor'::text]))),
  constraint membership_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint membership_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id),
  constraint membership_pkey PRIMARY KEY (person_id, agency_id)
);
CREATE INDEX membership_agency ON auth.membership USING btree (agency_id);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.passkey (
  id text not null,
  name text,
  person_id text not null,
  credential_id text not null,
  public_key text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone,
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id) ON DELETE CASCADE,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX passkey_person ON auth.passkey USING btree (person_id);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.pending_entry (
  id bigint not null generated always as identity,
  agency_id bigint not null,
  client_id bigint not null,
  actor jsonb not null,
  event text not null,
  subject text not null,
  data jsonb not null,
  created_at timestamp with time zone not null,
  constraint pending_entry_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint pending_entry_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint pending_entry_pkey PRIMARY KEY (id)
);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.person (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  locale text not null default 'zh-CN'::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  theme text not null default 'system'::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint person_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint person_theme_check CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text]))),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_email_key UNIQUE (email)
);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.saved_view (
  person_id text not null,
  table_name text not null,
  views jsonb not null,
  updated_at timestamp with time zone not null,
  constraint saved_view_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id) ON DELETE CASCADE,
  constraint saved_view_pkey PRIMARY KEY (person_id, table_name)
);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.session (
  id text not null,
  token text not null,
  person_id text not null,
  agency_id bigint,
  ip_address text,
  user_agent text,
  second_factor_at timestamp with time zone,
  started_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  second_factor_kind text,
  constraint session_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);
CREATE INDEX session_person ON auth.session USING btree (person_id);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.spent_code (
  person_id text not null,
  code text not null,
  spent_at timestamp with time zone not null,
  constraint spent_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id) ON DELETE CASCADE,
  constraint spent_code_pkey PRIMARY KEY (person_id, code)
);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.totp (
  id text not null,
  person_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  constraint totp_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.person(id) ON DELETE CASCADE,
  constraint totp_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX totp_person ON auth.totp USING btree (person_id);
row level security: off;
grant delete, insert, select, update to steward_auth;

table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
row level security: off;
grant delete, insert, select, update to steward_auth;

table bid_decision (
  client_id bigint not null,
  run_id bigint not null,
  no integer not null,
  target_id text not null,
  entity text not null,
  campaign_id text not null,
  ad_group_id text not null,
  text text not null,
  match_type text not null,
  from_micros bigint not null,
  to_micros bigint not null,
  most_from_micros bigint not null,
  most_to_micros bigint not null,
  expected jsonb not null,
  grounds jsonb not null,
  declined_by_name text,
  declined_at timestamp with time zone,
  constraint bid_decision_client_id_run_id_fkey FOREIGN KEY (client_id, run_id) REFERENCES bid_run(client_id, id),
  constraint bid_decision_pkey PRIMARY KEY (client_id, run_id, no)
);
row level security: on, forced;
policy bid_decision_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table bid_recommendation (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  currency text,
  campaign_id text not null,
  ad_group_id text not null,
  entity_id text not null,
  match_type text,
  text text not null,
  theme text not null,
  low_micros bigint not null,
  middle_micros bigint not null,
  high_micros bigint not null,
  constraint bid_recommendation_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX bid_recommendation_live ON ONLY public.bid_recommendation USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy bid_recommendation_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table bid_run (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  goal_id bigint not null,
  currency text not null,
  as_of date not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  pack text not null,
  price double precision not null,
  snapshot_hash text not null,
  outcome_hash text not null,
  snapshot bytea not null,
  campaigns jsonb not null,
  totals jsonb not null,
  constraint bid_run_client_id_goal_id_fkey FOREIGN KEY (client_id, goal_id) REFERENCES ads_goal(client_id, id),
  constraint bid_run_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy bid_run_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table brand_ads (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  ad_product text not null,
  report text not null,
  from_on date not null,
  currency text not null,
  portfolio text,
  campaign_id text,
  campaign text not null,
  ad_group_id text,
  ad_group text,
  target_id text,
  target text,
  match_type text,
  cost_type text,
  impressions integer not null,
  viewable_impressions integer,
  clicks integer not null,
  cost_micros bigint not null,
  sales_micros bigint not null,
  orders integer not null,
  units integer not null,
  click_sales_micros bigint,
  click_orders integer,
  click_units integer,
  search_term text,
  placement text,
  new_to_brand_orders integer,
  new_to_brand_sales_micros bigint,
  new_to_brand_units integer,
  constraint brand_ads_ad_product_check CHECK ((ad_product = ANY (ARRAY['SB'::text, 'SD'::text]))),
  constraint brand_ads_report_check CHECK ((report = ANY (ARRAY['campaign'::text, 'placement'::text, 'targeting'::text, 'search_term'::text]))),
  constraint brand_ads_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX brand_ads_live ON ONLY public.brand_ads USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy brand_ads_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table brand_campaign (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  ad_product text not null,
  currency text,
  campaign_id text not null,
  name text,
  state text,
  portfolio_id text,
  portfolio text,
  budget_micros bigint,
  budget_type text,
  cost_type text,
  started_on date,
  ended_on date,
  is_reported boolean not null,
  constraint brand_campaign_ad_product_check CHECK ((ad_product = ANY (ARRAY['SB'::text, 'SD'::text]))),
  constraint brand_campaign_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX brand_campaign_live ON ONLY public.brand_campaign USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy brand_campaign_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table brand_words (
  client_id bigint not null,
  store_id bigint not null,
  own text[] not null,
  rival text[] not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint brand_words_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint brand_words_pkey PRIMARY KEY (client_id, store_id)
);
row level security: on, forced;
policy brand_words_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table budget_guard (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  mode text not null,
  day_limit_micros bigint,
  resumes boolean not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint budget_guard_day_limit_micros_check CHECK ((day_limit_micros > 0)),
  constraint budget_guard_mode_check CHECK ((mode = ANY (ARRAY['off'::text, 'tell'::text, 'act'::text]))),
  constraint budget_guard_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint budget_guard_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint budget_guard_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX budget_guard_newest ON public.budget_guard USING btree (client_id, store_id, marketplace, id DESC);
row level security: on, forced;
policy budget_guard_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table budget_notice (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  month date not null,
  on_day date not null,
  code text not null,
  at timestamp with time zone not null,
  body jsonb not null,
  batch_id bigint,
  constraint budget_notice_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint budget_notice_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint budget_notice_pkey PRIMARY KEY (client_id, store_id, marketplace, month, on_day, code)
);
row level security: on, forced;
policy budget_notice_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table budget_plan (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  month date not null,
  campaign_id text not null,
  currency text not null,
  amount_micros bigint,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint budget_plan_amount_micros_check CHECK ((amount_micros > 0)),
  constraint budget_plan_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp with time zone))::date)),
  constraint budget_plan_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint budget_plan_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint budget_plan_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX budget_plan_newest ON public.budget_plan USING btree (client_id, store_id, marketplace, month, campaign_id, id DESC);
row level security: on, forced;
policy budget_plan_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table campaign_day (
  client_id bigint not null,
  day date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  report text not null,
  campaign text not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  sales_micros bigint not null,
  orders bigint not null,
  units bigint not null,
  constraint campaign_day_pkey PRIMARY KEY (client_id, day, store_id, marketplace, currency, report, campaign)
);
row level security: on, forced;
policy campaign_day_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table change (
  client_id bigint not null,
  id bigint not null generated always as identity,
  batch_id bigint not null,
  revision integer not null,
  no integer not null,
  store_id bigint not null,
  marketplace text not null,
  kind text not null,
  entity text not null,
  object_id text not null,
  campaign_id text,
  ad_group_id text,
  label text not null,
  target_text text,
  match_type text,
  currency text not null,
  from_value jsonb,
  to_value jsonb,
  stake_micros bigint,
  evidence jsonb,
  expectation jsonb,
  tier text not null,
  tier_reasons text[] not null default '{}'::text[],
  state text not null,
  state_at timestamp with time zone not null,
  reason text,
  reason_data jsonb,
  due_at timestamp with time zone,
  waits_for text,
  attempts integer not null default 0,
  made_id text,
  applied_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  reverts_id bigint,
  grounds jsonb,
  constraint change_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'executing'::text, 'unknown'::text, 'applied'::text, 'confirmed'::text, 'contradicted'::text, 'reverted'::text, 'refused'::text, 'rejected'::text, 'withdrawn'::text, 'expired'::text, 'superseded'::text, 'advised'::text]))),
  constraint change_tier_check CHECK ((tier = ANY (ARRAY['auto'::text, 'second'::text, 'client'::text]))),
  constraint change_client_id_batch_id_fkey FOREIGN KEY (client_id, batch_id) REFERENCES change_batch(client_id, id),
  constraint change_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX change_applied ON public.change USING btree (client_id, applied_at) WHERE (applied_at IS NOT NULL);
CREATE INDEX change_batch_items ON public.change USING btree (client_id, batch_id, no);
CREATE INDEX change_confirmed ON public.change USING btree (client_id, confirmed_at) WHERE (confirmed_at IS NOT NULL);
CREATE INDEX change_due ON public.change USING btree (client_id, store_id, marketplace, due_at) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'executing'::text, 'unknown'::text, 'applied'::text]));
CREATE INDEX change_object ON public.change USING btree (client_id, store_id, entity, object_id);
row level security: on, forced;
policy change_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table change_attempt (
  client_id bigint not null,
  change_id bigint not null,
  no integer not null,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome text,
  detail jsonb,
  constraint change_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'refused'::text, 'unknown'::text, 'not_sent'::text, 'absent'::text]))),
  constraint change_attempt_client_id_change_id_fkey FOREIGN KEY (client_id, change_id) REFERENCES change(client_id, id),
  constraint change_attempt_pkey PRIMARY KEY (client_id, change_id, no)
);
row level security: on, forced;
policy change_attempt_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table change_batch (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  title text not null,
  reason text not null,
  origin text not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_side text not null,
  proposed_at timestamp with time zone not null,
  revision integer not null default 1,
  content_hash text not null,
  expires_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  told_revision integer not null default 0,
  constraint change_batch_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'revert'::text, 'rule'::text]))),
  constraint change_batch_proposed_side_check CHECK ((proposed_side = ANY (ARRAY['agency'::text, 'client'::text, 'system'::text]))),
  constraint change_batch_reason_check CHECK ((length(reason) <= 2000)),
  constraint change_batch_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint change_batch_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint change_batch_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy change_batch_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table change_effect (
  client_id bigint not null,
  change_id bigint not null,
  horizon_days integer not null,
  metric text not null,
  measured_at timestamp with time zone not null,
  standing text not null,
  effect jsonb not null,
  constraint change_effect_standing_check CHECK ((standing = ANY (ARRAY['provisional'::text, 'final'::text]))),
  constraint change_effect_client_id_change_id_fkey FOREIGN KEY (client_id, change_id) REFERENCES change(client_id, id),
  constraint change_effect_pkey PRIMARY KEY (client_id, change_id, horizon_days, metric)
);
CREATE INDEX change_effect_measured ON public.change_effect USING btree (client_id, measured_at);
row level security: on, forced;
policy change_effect_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table change_policy (
  client_id bigint not null,
  id bigint not null generated always as identity,
  mode text not null,
  limits jsonb not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by_name text,
  dropped_at timestamp with time zone,
  contract_version integer,
  constraint change_policy_mode_check CHECK ((mode = ANY (ARRAY['full'::text, 'semi'::text, 'advice'::text]))),
  constraint change_policy_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy change_policy_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table change_vote (
  client_id bigint not null,
  id bigint not null generated always as identity,
  batch_id bigint not null,
  revision integer not null,
  content_hash text not null,
  decision text not null,
  change_ids bigint[],
  side text not null,
  person_id text not null,
  person_name text not null,
  for_person_id text,
  standing_id bigint,
  comment text not null default ''::text,
  at timestamp with time zone not null,
  constraint change_vote_decision_check CHECK ((decision = ANY (ARRAY['approve'::text, 'reject'::text, 'ask'::text, 'comment'::text]))),
  constraint change_vote_side_check CHECK ((side = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint change_vote_client_id_batch_id_fkey FOREIGN KEY (client_id, batch_id) REFERENCES change_batch(client_id, id),
  constraint change_vote_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX change_vote_batch ON public.change_vote USING btree (client_id, batch_id);
row level security: on, forced;
policy change_vote_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table client (
  id bigint not null generated always as identity,
  agency_id bigint not null,
  kind text not null default 'client'::text,
  name text not null,
  base_currency text not null default 'CNY'::text,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint client_base_currency_check CHECK ((base_currency ~ '^[A-Z]{3}$'::text)),
  constraint client_kind_check CHECK ((kind = ANY (ARRAY['client'::text, 'house'::text]))),
  constraint client_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint client_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint client_pkey PRIMARY KEY (id)
);
CREATE INDEX client_agency ON public.client USING btree (agency_id);
CREATE UNIQUE INDEX client_house ON public.client USING btree (agency_id) WHERE (kind = 'house'::text);
row level security: on, forced;
policy client_for_auth for r to steward_auth using true;
policy client_house_for_auth for a to steward_auth check (kind = 'house'::text);
policy client_scope for * to steward_app using (id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[])) check (agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant insert, select to steward_app;
grant insert to steward_auth;
grant select (id, agency_id, kind, name, archived_at) to steward_auth;
grant update (name, base_currency, archived_at) to steward_app;

table client_brief (
  client_id bigint not null,
  basis text not null,
  measured_at timestamp with time zone not null,
  body jsonb,
  items jsonb not null,
  constraint client_brief_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint client_brief_pkey PRIMARY KEY (client_id)
);
row level security: on, forced;
policy client_brief_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table client_day (
  client_id bigint not null,
  day date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  sales_source text,
  sales_micros bigint,
  sales_b2b_micros bigint,
  units bigint,
  order_items bigint,
  orders bigint,
  sessions bigint,
  page_views bigint,
  buy_box_views double precision,
  units_refunded bigint,
  ads_report text,
  impressions bigint,
  clicks bigint,
  ad_cost_micros bigint,
  ad_sales_micros bigint,
  ad_orders bigint,
  ad_units bigint,
  returned_units bigint,
  principal_micros bigint,
  refund_micros bigint,
  promotion_micros bigint,
  referral_fee_micros bigint,
  fulfillment_fee_micros bigint,
  storage_fee_micros bigint,
  ad_fee_micros bigint,
  other_fee_micros bigint,
  reimbursement_micros bigint,
  other_money_micros bigint,
  ad_cost_attributed_micros bigint,
  sb_impressions bigint,
  sb_clicks bigint,
  sb_cost_micros bigint,
  sb_sales_micros bigint,
  sb_click_sales_micros bigint,
  sb_orders bigint,
  sd_impressions bigint,
  sd_clicks bigint,
  sd_cost_micros bigint,
  sd_sales_micros bigint,
  sd_click_sales_micros bigint,
  sd_orders bigint,
  constraint client_day_pkey PRIMARY KEY (client_id, day, store_id, marketplace, currency)
);
row level security: on, forced;
policy client_day_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table client_month (
  client_id bigint not null,
  month date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  sales_days integer not null,
  ads_days integer not null,
  money_days integer not null,
  sales_micros bigint,
  sales_b2b_micros bigint,
  units bigint,
  order_items bigint,
  orders bigint,
  sessions bigint,
  page_views bigint,
  buy_box_views double precision,
  units_refunded bigint,
  impressions bigint,
  clicks bigint,
  ad_cost_micros bigint,
  ad_sales_micros bigint,
  ad_orders bigint,
  ad_units bigint,
  returned_units bigint,
  principal_micros bigint,
  refund_micros bigint,
  promotion_micros bigint,
  referral_fee_micros bigint,
  fulfillment_fee_micros bigint,
  storage_fee_micros bigint,
  ad_fee_micros bigint,
  other_fee_micros bigint,
  reimbursement_micros bigint,
  other_money_micros bigint,
  ad_cost_attributed_micros bigint,
  sb_impressions bigint,
  sb_clicks bigint,
  sb_cost_micros bigint,
  sb_sales_micros bigint,
  sb_click_sales_micros bigint,
  sb_orders bigint,
  sd_impressions bigint,
  sd_clicks bigint,
  sd_cost_micros bigint,
  sd_sales_micros bigint,
  sd_click_sales_micros bigint,
  sd_orders bigint,
  constraint client_month_pkey PRIMARY KEY (client_id, month, store_id, marketplace, currency)
);
row level security: on, forced;
policy client_month_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table competitor (
  client_id bigint not null,
  import_id bigint not null,
  line integer not null,
  marketplace text not null,
  asin text not null,
  own boolean not null,
  title text,
  brand text,
  currency text not null,
  price_micros bigint,
  rating_stars double precision,
  reviews integer,
  rank integer,
  images integer,
  keywords text[] not null,
  constraint competitor_images_check CHECK ((images >= 0)),
  constraint competitor_price_micros_check CHECK ((price_micros >= 0)),
  constraint competitor_rank_check CHECK ((rank > 0)),
  constraint competitor_rating_stars_check CHECK (((rating_stars >= (1)::double precision) AND (rating_stars <= (5)::double precision))),
  constraint competitor_reviews_check CHECK ((reviews >= 0)),
  constraint competitor_client_id_import_id_fkey FOREIGN KEY (client_id, import_id) REFERENCES competitor_import(client_id, id),
  constraint competitor_pkey PRIMARY KEY (client_id, import_id, line)
);
CREATE INDEX competitor_place ON public.competitor USING btree (client_id, marketplace, asin);
row level security: on, forced;
policy competitor_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table competitor_import (
  client_id bigint not null,
  id bigint not null generated always as identity,
  file_name text not null,
  file_hash text not null,
  row_count integer not null,
  problems jsonb not null,
  imported_at timestamp with time zone not null,
  imported_by_name text not null,
  undone_at timestamp with time zone,
  undone_by_name text,
  constraint competitor_import_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint competitor_import_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy competitor_import_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table competitor_watch (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  asin text not null,
  via text not null,
  via_words text,
  added_at timestamp with time zone not null,
  added_by_name text not null,
  removed_at timestamp with time zone,
  removed_by_name text,
  constraint competitor_watch_via_check CHECK ((via = ANY (ARRAY['asin'::text, 'catalogue'::text, 'brand_analytics'::text]))),
  constraint competitor_watch_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint competitor_watch_pkey PRIMARY KEY (client_id, id)
);
CREATE UNIQUE INDEX competitor_watch_standing ON public.competitor_watch USING btree (client_id, marketplace, asin) WHERE (removed_at IS NULL);
row level security: on, forced;
policy competitor_watch_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table cost_assumption (
  client_id bigint not null,
  id bigint not null generated always as identity,
  marketplace text not null,
  from_on date not null,
  target_margin_ratio double precision,
  return_micros bigint,
  return_currency text,
  prep_micros bigint,
  prep_currency text,
  tax_treatment text,
  tax_ratio double precision,
  salt text not null,
  seal text not null,
  set_at timestamp with time zone not null,
  set_by_name text not null,
  undone_at timestamp with time zone,
  undone_by_name text,
  constraint cost_assumption_check CHECK (((return_micros IS NULL) = (return_currency IS NULL))),
  constraint cost_assumption_check1 CHECK (((prep_micros IS NULL) = (prep_currency IS NULL))),
  constraint cost_assumption_check2 CHECK (((NOT (tax_treatment IS DISTINCT FROM 'included'::text)) = (tax_ratio IS NOT NULL))),
  constraint cost_assumption_prep_micros_check CHECK ((prep_micros >= 0)),
  constraint cost_assumption_return_micros_check CHECK ((return_micros >= 0)),
  constraint cost_assumption_target_margin_ratio_check CHECK (((target_margin_ratio >= ('-1'::integer)::double precision) AND (target_margin_ratio <= (1)::double precision))),
  constraint cost_assumption_tax_ratio_check CHECK (((tax_ratio >= (0)::double precision) AND (tax_ratio <= (1)::double precision))),
  constraint cost_assumption_tax_treatment_check CHECK ((tax_treatment = ANY (ARRAY['separate'::text, 'included'::text]))),
  constraint cost_assumption_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint cost_assumption_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy cost_assumption_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (undone_at, undone_by_name) to steward_app;

table cost_import (
  client_id bigint not null,
  id bigint not null generated always as identity,
  file_name text not null,
  file_hash text not null,
  row_count integer not null,
  rejected_count integer not null,
  imported_at timestamp with time zone not null,
  imported_by_name text not null,
  undone_at timestamp with time zone,
  undone_by_name text,
  constraint cost_import_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint cost_import_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy cost_import_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (undone_at, undone_by_name) to steward_app;

table cpc_aim (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  low_ratio double precision not null,
  high_ratio double precision not null,
  acos_ratio double precision not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint cpc_aim_acos_ratio_check CHECK ((acos_ratio > (0)::double precision)),
  constraint cpc_aim_check CHECK ((high_ratio >= low_ratio)),
  constraint cpc_aim_low_ratio_check CHECK ((low_ratio > (0)::double precision)),
  constraint cpc_aim_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint cpc_aim_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint cpc_aim_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy cpc_aim_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table cpc_benchmark (
  client_id bigint not null,
  id bigint not null generated always as identity,
  marketplace text not null,
  name text not null,
  source text not null,
  scope text not null,
  scope_text text not null,
  currency text not null,
  value_micros bigint not null,
  from_on date not null,
  to_on date,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  removed_by_name text,
  removed_at timestamp with time zone,
  constraint cpc_benchmark_check CHECK ((to_on >= from_on)),
  constraint cpc_benchmark_scope_check CHECK ((scope = ANY (ARRAY['account'::text, 'campaign'::text, 'keyword'::text]))),
  constraint cpc_benchmark_value_micros_check CHECK ((value_micros > 0)),
  constraint cpc_benchmark_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint cpc_benchmark_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy cpc_benchmark_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table diagnosis (
  client_id bigint not null,
  id bigint not null generated always as identity,
  from_on date,
  to_on date,
  marketplace text,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  state text not null,
  percent integer not null default 0,
  as_of date,
  input_hash text,
  finding_count integer,
  body jsonb,
  finished_at timestamp with time zone,
  constraint diagnosis_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
  constraint diagnosis_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text]))),
  constraint diagnosis_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint diagnosis_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX diagnosis_asked ON public.diagnosis USING btree (client_id, asked_at DESC);
row level security: on, forced;
policy diagnosis_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table engagement (
  client_id bigint not null,
  stage text not null,
  round integer not null default 1,
  round_began_at timestamp with time zone,
  round_plan_version integer,
  owner_id text,
  owner_name text,
  next_on date,
  next_what text not null default ''::text,
  constraint engagement_next_what_check CHECK ((length(next_what) <= 200)),
  constraint engagement_round_check CHECK ((round > 0)),
  constraint engagement_stage_check CHECK ((stage = ANY (ARRAY['diagnose'::text, 'access'::text, 'operate'::text, 'review'::text, 'iterate'::text]))),
  constraint engagement_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint engagement_pkey PRIMARY KEY (client_id)
);
row level security: on, forced;
policy engagement_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table engagement_event (
  client_id bigint not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  by_name text not null,
  code text not null,
  body jsonb not null,
  constraint engagement_event_code_check CHECK ((code = ANY (ARRAY['closed'::text, 'reopened'::text, 'owner'::text, 'next'::text]))),
  constraint engagement_event_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint engagement_event_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy engagement_event_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table fact_unit (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  dataset text not null,
  unit_key text not null,
  marketplace text not null,
  constraint fact_unit_pkey PRIMARY KEY (client_id, id),
  constraint fact_unit_client_id_store_id_dataset_unit_key_key UNIQUE (client_id, store_id, dataset, unit_key)
);
row level security: on, forced;
policy fact_unit_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table fee_estimate (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  sku text not null,
  fnsku text,
  asin text,
  title text,
  size_tier text,
  currency text not null,
  price_micros bigint,
  longest_side double precision,
  median_side double precision,
  shortest_side double precision,
  side_unit text,
  weight double precision,
  weight_unit text,
  total_micros bigint,
  referral_micros bigint,
  fulfillment_micros bigint,
  constraint fee_estimate_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX fee_estimate_live ON ONLY public.fee_estimate USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy fee_estimate_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table feedback (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  rating integer not null,
  order_id text,
  has_response boolean not null,
  constraint feedback_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX feedback_live ON ONLY public.feedback USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy feedback_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table fit_override (
  client_id bigint not null,
  id bigint not null generated always as identity,
  version integer not null,
  computed text not null,
  verdict text,
  reason text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint fit_override_computed_check CHECK ((computed = ANY (ARRAY['fit'::text, 'conditional'::text, 'unfit'::text]))),
  constraint fit_override_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint fit_override_verdict_check CHECK ((verdict = ANY (ARRAY['fit'::text, 'conditional'::text, 'unfit'::text]))),
  constraint fit_override_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint fit_override_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy fit_override_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table fx_rate (
  currency text not null,
  day date not null,
  per_usd numeric(20,10) not null,
  source text not null,
  constraint fx_rate_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint fx_rate_per_usd_check CHECK ((per_usd > (0)::numeric)),
  constraint fx_rate_pkey PRIMARY KEY (currency, day)
);
row level security: off;
grant select to steward_app;

table fx_rate_own (
  agency_id bigint not null,
  currency text not null,
  day date not null,
  per_usd numeric(20,10) not null,
  source text not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint fx_rate_own_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint fx_rate_own_per_usd_check CHECK ((per_usd > (0)::numeric)),
  constraint fx_rate_own_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint fx_rate_own_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint fx_rate_own_pkey PRIMARY KEY (agency_id, currency, day)
);
row level security: on, forced;
policy fx_rate_own_scope for * to public using (agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant delete, insert, select, update to steward_app;

table health_mark (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  judged_on date not null,
  judged jsonb not null,
  noted_at timestamp with time zone not null,
  constraint health_mark_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint health_mark_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint health_mark_pkey PRIMARY KEY (client_id, store_id, marketplace)
);
row level security: on, forced;
policy health_mark_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table import (
  client_id bigint not null,
  id bigint not null generated always as identity,
  batch_id bigint not null,
  store_id bigint,
  file_name text not null,
  file_hash text,
  file_bytes bigint,
  state text not null,
  failed_in text,
  file_type text,
  dataset text,
  charset text,
  locale text,
  marketplace text,
  currency text,
  period_from date,
  period_to date,
  as_of timestamp with time zone not null,
  hints jsonb not null default '{}'::jsonb,
  row_count integer not null default 0,
  new_count integer not null default 0,
  replaced_count integer not null default 0,
  unchanged_count integer not null default 0,
  withdrawn_count integer not null default 0,
  rejected_count integer not null default 0,
  summary jsonb not null default '{}'::jsonb,
  reason_code text,
  reason_params jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  confirmed_by text,
  done_at timestamp with time zone,
  load_ms integer,
  undone_at timestamp with time zone,
  undone_by text,
  constraint import_failed_in_check CHECK ((failed_in = ANY (ARRAY['reading'::text, 'importing'::text]))),
  constraint import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 500))),
  constraint import_state_check CHECK ((state = ANY (ARRAY['received'::text, 'reading'::text, 'previewed'::text, 'importing'::text, 'done'::text, 'refused'::text, 'failed'::text, 'discarded'::text, 'undone'::text]))),
  constraint import_client_id_batch_id_fkey FOREIGN KEY (client_id, batch_id) REFERENCES import_batch(client_id, id),
  constraint import_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX import_batch_of ON public.import USING btree (client_id, batch_id, id);
CREATE INDEX import_hash ON public.import USING btree (client_id, file_hash);
row level security: on, forced;
policy import_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table import_batch (
  client_id bigint not null,
  id bigint not null generated always as identity,
  label text not null,
  origin text not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  constraint import_batch_label_check CHECK (((length(label) >= 1) AND (length(label) <= 300))),
  constraint import_batch_origin_check CHECK ((origin = ANY (ARRAY['upload'::text, 'folder'::text, 'demo'::text, 'api'::text]))),
  constraint import_batch_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint import_batch_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy import_batch_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table import_claim (
  client_id bigint not null,
  import_id bigint not null,
  unit_id bigint not null,
  from_on date not null,
  to_on date not null,
  rows_from_on date not null,
  rows_to_on date not null,
  row_count integer not null,
  as_of timestamp with time zone not null,
  live boolean not null,
  constraint import_claim_pkey PRIMARY KEY (client_id, import_id, unit_id, from_on)
);
CREATE INDEX import_claim_unit ON public.import_claim USING btree (client_id, unit_id) WHERE live;
row level security: on, forced;
policy import_claim_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table import_progress (
  client_id bigint not null,
  import_id bigint not null,
  phase text not null,
  percent integer not null,
  rows integer not null,
  beat_at timestamp with time zone not null,
  constraint import_progress_pkey PRIMARY KEY (client_id, import_id)
);
row level security: on, forced;
policy import_progress_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table import_row_error (
  client_id bigint not null,
  import_id bigint not null,
  ordinal integer not null,
  line integer not null,
  column_name text,
  code text not null,
  params jsonb not null,
  constraint import_row_error_pkey PRIMARY KEY (client_id, import_id, ordinal)
);
row level security: on, forced;
policy import_row_error_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table intake_draft (
  client_id bigint not null,
  answers jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by_name text not null,
  constraint intake_draft_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint intake_draft_pkey PRIMARY KEY (client_id)
);
row level security: on, forced;
policy intake_draft_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table intake_link (
  client_id bigint not null,
  id bigint not null generated always as identity,
  token_hash text not null,
  note text not null default ''::text,
  made_at timestamp with time zone not null,
  made_by_name text not null,
  expires_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  submitted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by_name text,
  minute_at timestamp with time zone,
  minute_count integer not null default 0,
  constraint intake_link_note_check CHECK ((length(note) <= 100)),
  constraint intake_link_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint intake_link_pkey PRIMARY KEY (client_id, id)
);
CREATE UNIQUE INDEX intake_link_token ON public.intake_link USING btree (client_id, token_hash);
row level security: on, forced;
policy intake_link_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table intake_version (
  client_id bigint not null,
  version integer not null,
  answers jsonb not null,
  submitted_at timestamp with time zone not null,
  submitted_by_name text not null,
  via text not null,
  constraint intake_version_via_check CHECK ((via = ANY (ARRAY['account'::text, 'link'::text]))),
  constraint intake_version_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint intake_version_pkey PRIMARY KEY (client_id, version)
);
row level security: on, forced;
policy intake_version_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table ip_transfer (
  client_id bigint not null,
  id bigint not null generated always as identity,
  work_id bigint not null,
  from_owner text not null,
  to_owner text not null,
  on_day date not null,
  payment_ref text not null,
  note text not null,
  counter_of bigint,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  constraint ip_transfer_check CHECK ((from_owner <> to_owner)),
  constraint ip_transfer_client_id_counter_of_fkey FOREIGN KEY (client_id, counter_of) REFERENCES ip_transfer(client_id, id),
  constraint ip_transfer_client_id_work_id_fkey FOREIGN KEY (client_id, work_id) REFERENCES ip_work(client_id, id),
  constraint ip_transfer_pkey PRIMARY KEY (client_id, id),
  constraint ip_transfer_client_id_counter_of_key UNIQUE (client_id, counter_of)
);
CREATE INDEX ip_transfer_work ON public.ip_transfer USING btree (client_id, work_id);
row level security: on, forced;
policy ip_transfer_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table ip_work (
  client_id bigint not null,
  id bigint not null generated always as identity,
  medium text not null,
  label text not null,
  version integer not null,
  author text not null,
  owner text not null,
  clause text not null,
  since_on date not null,
  content_hash text not null,
  text_body text,
  file_type text,
  byte_count integer not null,
  source text not null,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  constraint ip_work_file_type_check CHECK ((file_type = ANY (ARRAY['png'::text, 'jpeg'::text]))),
  constraint ip_work_medium_check CHECK ((medium = ANY (ARRAY['text'::text, 'image'::text]))),
  constraint ip_work_owner_check CHECK ((owner = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint ip_work_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint ip_work_pkey PRIMARY KEY (client_id, id),
  constraint ip_work_client_id_medium_label_content_hash_key UNIQUE (client_id, medium, label, content_hash),
  constraint ip_work_client_id_medium_label_version_key UNIQUE (client_id, medium, label, version)
);
row level security: on, forced;
policy ip_work_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table ledger_entry (
  client_id bigint not null,
  seq bigint not null,
  at timestamp with time zone not null,
  event text not null,
  actor_id text not null,
  actor_name text not null,
  actor_role text not null,
  subject text not null,
  body text not null,
  prev text not null,
  hash text not null,
  constraint ledger_entry_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint ledger_entry_pkey PRIMARY KEY (client_id, seq)
);
CREATE INDEX ledger_entry_at ON public.ledger_entry USING btree (client_id, at);
CREATE INDEX ledger_entry_certified ON public.ledger_entry USING btree (client_id, at) WHERE (event = 'witness.certified'::text);
CREATE INDEX ledger_entry_event ON public.ledger_entry USING btree (client_id, event, seq);
CREATE INDEX ledger_entry_subject ON public.ledger_entry USING btree (client_id, subject, seq);
row level security: on, forced;
policy ledger_entry_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table ledger_head (
  client_id bigint not null,
  seq bigint not null,
  hash text not null,
  constraint ledger_head_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint ledger_head_pkey PRIMARY KEY (client_id)
);
row level security: on, forced;
policy ledger_head_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table ledger_signed_head (
  client_id bigint not null,
  seq bigint not null,
  hash text not null,
  signed_at timestamp with time zone not null,
  key_id text not null,
  signature text not null,
  constraint ledger_signed_head_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint ledger_signed_head_pkey PRIMARY KEY (client_id, seq)
);
row level security: on, forced;
policy ledger_signed_head_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table listing (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  listing_id text,
  sku text not null,
  asin text,
  title text,
  currency text,
  price_micros bigint,
  quantity integer,
  opened_on date,
  fulfillment text,
  status text,
  constraint listing_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX listing_live ON ONLY public.listing USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy listing_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table mail (
  id bigint not null generated always as identity,
  to_address text not null,
  subject text not null,
  body_text text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  error text,
  constraint mail_pkey PRIMARY KEY (id)
);
row level security: off;
grant insert, select, update to steward_auth;

table migration (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (number)
);
row level security: off;

table module_owner (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  module text not null,
  object_id text not null default ''::text,
  label text not null default ''::text,
  owner text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  contract_version integer,
  constraint module_owner_owner_check CHECK ((owner = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint module_owner_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint module_owner_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy module_owner_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table money_day (
  client_id bigint not null,
  day date not null,
  store_id bigint not null,
  marketplace text not null,
  currency text not null,
  source text not null,
  category text not null,
  amount_micros bigint not null,
  quantity bigint not null,
  line_count integer not null,
  constraint money_day_pkey PRIMARY KEY (client_id, day, store_id, marketplace, currency, source, category)
);
row level security: on, forced;
policy money_day_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select, update to steward_app;

table money_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  source text not null,
  settlement_id text,
  posted_at timestamp with time zone,
  transaction_type text not null,
  amount_type text not null,
  amount_description text not null,
  category text not null,
  amount_micros bigint not null,
  currency text not null,
  order_id text,
  sku text,
  quantity integer,
  part smallint not null,
  constraint money_line_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX money_line_live ON ONLY public.money_line USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy money_line_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table order_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  order_id text not null,
  purchased_at timestamp with time zone not null,
  updated_at timestamp with time zone,
  sales_channel text,
  fulfillment text,
  status text not null,
  item_status text,
  sku text not null,
  asin text,
  title text,
  quantity integer not null,
  currency text,
  item_price_micros bigint,
  item_tax_micros bigint,
  shipping_price_micros bigint,
  promotion_micros bigint,
  ship_country text,
  is_business boolean,
  constraint order_line_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX order_line_live ON ONLY public.order_line USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy order_line_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table paper (
  client_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  origin text not null,
  title text not null,
  state text not null,
  version integer not null default 1,
  purpose text not null,
  need text,
  consent_by text,
  consent_on date,
  expires_on date,
  erase_on date,
  noticed_days integer,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  erased_by_name text,
  erase_reason text,
  bytes_kept boolean not null default true,
  report_month date,
  constraint paper_check CHECK (((kind <> ALL (ARRAY['licence'::text, 'identity'::text])) OR ((need IS NOT NULL) AND (erase_on IS NOT NULL)))),
  constraint paper_check1 CHECK ((((kind = 'monthly_report'::text) = (report_month IS NOT NULL)) AND (EXTRACT(day FROM report_month) = (1)::numeric))),
  constraint paper_kind_check CHECK ((kind = ANY (ARRAY['authorization'::text, 'nda'::text, 'contract'::text, 'licence'::text, 'identity'::text, 'monthly_report'::text, 'other'::text]))),
  constraint paper_origin_check CHECK ((origin = ANY (ARRAY['template'::text, 'upload'::text]))),
  constraint paper_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'offered'::text, 'signed'::text, 'erased'::text]))),
  constraint paper_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint paper_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX paper_monthly_report ON public.paper USING btree (client_id, made_at) WHERE (kind = 'monthly_report'::text);
row level security: on, forced;
policy paper_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table paper_template (
  agency_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  used_from date not null,
  text_zh text not null,
  text_en text not null,
  hash text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  constraint paper_template_kind_check CHECK ((kind = ANY (ARRAY['authorization'::text, 'nda'::text]))),
  constraint paper_template_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint paper_template_pkey PRIMARY KEY (agency_id, id),
  constraint paper_template_agency_id_kind_hash_key UNIQUE (agency_id, kind, hash)
);
row level security: on, forced;
policy paper_template_scope for * to steward_app using (agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant insert, select to steward_app;

table paper_version (
  client_id bigint not null,
  paper_id bigint not null,
  version integer not null,
  template_hash text,
  fields jsonb,
  content text,
  content_hash text not null,
  file_name text,
  file_type text,
  file_bytes integer,
  made_at timestamp with time zone not null,
  constraint paper_version_file_type_check CHECK ((file_type = ANY (ARRAY['pdf'::text, 'png'::text, 'jpeg'::text, 'docx'::text]))),
  constraint paper_version_client_id_paper_id_fkey FOREIGN KEY (client_id, paper_id) REFERENCES paper(client_id, id),
  constraint paper_version_pkey PRIMARY KEY (client_id, paper_id, version)
);
CREATE INDEX paper_version_file ON public.paper_version USING btree (client_id, content_hash) WHERE (file_type IS NOT NULL);
row level security: on, forced;
policy paper_version_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table price_book (
  agency_id bigint not null,
  id bigint not null generated always as identity,
  from_on date not null,
  prices jsonb not null,
  note text not null default ''::text,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint price_book_note_check CHECK ((length(note) <= 2000)),
  constraint price_book_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint price_book_pkey PRIMARY KEY (agency_id, id)
);
row level security: on, forced;
policy price_book_scope for * to steward_app using (agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint);
grant insert, select to steward_app;

table product_offer (
  client_id bigint not null,
  marketplace text not null,
  asin text not null,
  seen_at timestamp with time zone not null,
  currency text,
  featured_micros bigint,
  lowest_micros bigint,
  offer_count integer not null,
  featured_by_amazon boolean,
  constraint product_offer_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint product_offer_pkey PRIMARY KEY (client_id, marketplace, asin, seen_at)
);
row level security: on, forced;
policy product_offer_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table product_page (
  client_id bigint not null,
  marketplace text not null,
  asin text not null,
  seen_at timestamp with time zone not null,
  found boolean not null,
  title text,
  brand text,
  product_type text,
  category text,
  image_count integer,
  bullets text[],
  ranks jsonb,
  package jsonb,
  constraint product_page_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint product_page_pkey PRIMARY KEY (client_id, marketplace, asin, seen_at)
);
row level security: on, forced;
policy product_page_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table product_read (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  asins text[] not null,
  asked_at timestamp with time zone not null,
  asked_by_name text not null,
  state text not null,
  done_count integer not null default 0,
  attempts integer not null default 0,
  reason text,
  ended_at timestamp with time zone,
  constraint product_read_asins_check CHECK ((cardinality(asins) > 0)),
  constraint product_read_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text]))),
  constraint product_read_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint product_read_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX product_read_open ON public.product_read USING btree (client_id, asked_at) WHERE (state = 'waiting'::text);
row level security: on, forced;
policy product_read_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table pull (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  api text not null,
  stream text not null,
  marketplace text not null,
  key text not null,
  from_on date,
  to_on date,
  wanted_on date not null,
  wanted_at timestamp with time zone not null,
  history boolean not null,
  rank integer not null,
  state text not null,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  waits_for text,
  reason text,
  asked_at timestamp with time zone,
  report_id text,
  document_id text,
  made_at timestamp with time zone,
  import_id bigint,
  row_count integer,
  ended_at timestamp with time zone,
  asins text[],
  constraint pull_api_check CHECK ((api = ANY (ARRAY['sp'::text, 'ads'::text]))),
  constraint pull_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asking'::text, 'asked'::text, 'ready'::text, 'done'::text, 'nothing'::text, 'failed'::text, 'held'::text, 'abandoned'::text]))),
  constraint pull_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint pull_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX pull_open ON public.pull USING btree (client_id, store_id, api, due_at) WHERE (state <> ALL (ARRAY['done'::text, 'nothing'::text, 'failed'::text, 'abandoned'::text]));
CREATE UNIQUE INDEX pull_key ON public.pull USING btree (client_id, store_id, key);
row level security: on, forced;
policy pull_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table reimbursement (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  approved_at timestamp with time zone,
  reimbursement_id text not null,
  case_id text,
  order_id text,
  reason text not null,
  sku text,
  fnsku text,
  asin text,
  title text,
  currency text not null,
  per_unit_micros bigint,
  amount_micros bigint not null,
  quantity_cash integer,
  quantity_inventory integer,
  quantity integer not null,
  original_id text,
  constraint reimbursement_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX reimbursement_live ON ONLY public.reimbursement USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy reimbursement_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table removal_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  shipped_on date,
  removal_order_id text not null,
  order_type text,
  sku text,
  fnsku text,
  disposition text,
  requested integer,
  cancelled integer,
  disposed integer,
  shipped integer,
  fee_micros bigint,
  currency text,
  constraint removal_line_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX removal_line_live ON ONLY public.removal_line USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy removal_line_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table return_line (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  returned_at timestamp with time zone,
  order_id text,
  sku text not null,
  asin text,
  fnsku text,
  title text,
  quantity integer not null,
  fulfillment_center text,
  disposition text,
  reason text,
  status text,
  constraint return_line_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX return_line_live ON ONLY public.return_line USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy return_line_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table sales_asin (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  from_on date,
  currency text not null,
  parent_asin text,
  child_asin text,
  sku text,
  title text,
  sessions integer not null,
  page_views integer not null,
  buy_box_ratio double precision,
  units_ordered integer not null,
  units_ordered_b2b integer,
  ordered_sales_micros bigint not null,
  ordered_sales_b2b_micros bigint,
  order_items integer not null,
  constraint sales_asin_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX sales_asin_live ON ONLY public.sales_asin USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy sales_asin_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table sales_day (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  currency text not null,
  ordered_sales_micros bigint not null,
  ordered_sales_b2b_micros bigint,
  units_ordered integer not null,
  order_items integer not null,
  sessions integer,
  page_views integer,
  buy_box_ratio double precision,
  units_refunded integer,
  shipped_sales_micros bigint,
  units_shipped integer,
  orders_shipped integer,
  feedback_received integer,
  negative_feedback integer,
  constraint sales_day_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX sales_day_live ON ONLY public.sales_day USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy sales_day_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table search_query (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  from_on date not null,
  asin text not null,
  search_query text not null,
  score integer,
  volume bigint not null,
  impressions_total bigint not null,
  impressions bigint not null,
  clicks_total bigint not null,
  clicks bigint not null,
  cart_adds_total bigint not null,
  cart_adds bigint not null,
  purchases_total bigint not null,
  purchases bigint not null,
  currency text,
  click_price_total_micros bigint,
  click_price_micros bigint,
  purchase_price_total_micros bigint,
  purchase_price_micros bigint,
  constraint search_query_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX search_query_live ON ONLY public.search_query USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy search_query_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table search_rank (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  from_on date not null,
  department text,
  search_term text not null,
  rank integer not null,
  position smallint not null,
  asin text not null,
  title text,
  click_share double precision,
  conversion_share double precision,
  constraint search_rank_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX search_rank_live ON ONLY public.search_rank USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy search_rank_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table settlement (
  client_id bigint not null,
  settlement_id text not null,
  import_id bigint not null,
  store_id bigint not null,
  start_at timestamp with time zone not null,
  end_at timestamp with time zone not null,
  deposit_at timestamp with time zone,
  currency text not null,
  total_micros bigint not null,
  lines_micros bigint not null,
  line_count integer not null,
  superseded_by bigint,
  constraint settlement_pkey PRIMARY KEY (client_id, settlement_id, import_id)
);
row level security: on, forced;
policy settlement_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table signature (
  client_id bigint not null,
  id bigint not null generated always as identity,
  signing_id bigint not null,
  side text not null,
  person_id text not null,
  person_name text not null,
  typed_name text not null,
  drawn boolean not null,
  given_at timestamp with time zone not null,
  record text not null,
  hash text not null,
  ledger_seq bigint not null,
  ledger_hash text not null,
  constraint signature_side_check CHECK ((side = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint signature_client_id_signing_id_fkey FOREIGN KEY (client_id, signing_id) REFERENCES signing(client_id, id),
  constraint signature_pkey PRIMARY KEY (client_id, id),
  constraint signature_client_id_signing_id_side_key UNIQUE (client_id, signing_id, side)
);
row level security: on, forced;
policy signature_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;

table signing (
  client_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  subject_id text not null,
  version integer not null,
  content_hash text not null,
  title_zh text not null,
  title_en text not null,
  sides text[] not null,
  state text not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  reason text,
  constraint signing_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint signing_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'contract'::text, 'paper'::text]))),
  constraint signing_sides_check CHECK (((sides <@ ARRAY['agency'::text, 'client'::text]) AND (cardinality(sides) > 0))),
  constraint signing_state_check CHECK ((state = ANY (ARRAY['open'::text, 'complete'::text, 'superseded'::text, 'withdrawn'::text]))),
  constraint signing_version_check CHECK ((version > 0)),
  constraint signing_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint signing_pkey PRIMARY KEY (client_id, id),
  constraint signing_client_id_kind_subject_id_version_key UNIQUE (client_id, kind, subject_id, version)
);
CREATE UNIQUE INDEX signing_open ON public.signing USING btree (client_id, kind, subject_id) WHERE (state = 'open'::text);
row level security: on, forced;
policy signing_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table sku_cost (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint,
  sku text not null,
  from_on date not null,
  goods_micros bigint,
  goods_currency text,
  freight_micros bigint,
  freight_currency text,
  duty_micros bigint,
  duty_currency text,
  production_days integer,
  transport_days integer,
  receiving_days integer,
  moq integer,
  carton_quantity integer,
  note text not null default ''::text,
  salt text not null,
  seal text not null,
  import_id bigint,
  set_at timestamp with time zone not null,
  set_by_name text not null,
  undone_at timestamp with time zone,
  undone_by_name text,
  constraint sku_cost_carton_quantity_check CHECK ((carton_quantity > 0)),
  constraint sku_cost_check CHECK (((goods_micros IS NULL) = (goods_currency IS NULL))),
  constraint sku_cost_check1 CHECK (((freight_micros IS NULL) = (freight_currency IS NULL))),
  constraint sku_cost_check2 CHECK (((duty_micros IS NULL) = (duty_currency IS NULL))),
  constraint sku_cost_duty_micros_check CHECK ((duty_micros >= 0)),
  constraint sku_cost_freight_micros_check CHECK ((freight_micros >= 0)),
  constraint sku_cost_goods_micros_check CHECK ((goods_micros >= 0)),
  constraint sku_cost_moq_check CHECK ((moq > 0)),
  constraint sku_cost_note_check CHECK ((length(note) <= 300)),
  constraint sku_cost_production_days_check CHECK ((production_days >= 0)),
  constraint sku_cost_receiving_days_check CHECK ((receiving_days >= 0)),
  constraint sku_cost_sku_check CHECK (((length(sku) >= 1) AND (length(sku) <= 100))),
  constraint sku_cost_transport_days_check CHECK ((transport_days >= 0)),
  constraint sku_cost_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint sku_cost_client_id_import_id_fkey FOREIGN KEY (client_id, import_id) REFERENCES cost_import(client_id, id),
  constraint sku_cost_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint sku_cost_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX sku_cost_sku ON public.sku_cost USING btree (client_id, sku, from_on) WHERE (undone_at IS NULL);
row level security: on, forced;
policy sku_cost_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (undone_at, undone_by_name) to steward_app;

table standing_approval (
  client_id bigint not null,
  id bigint not null generated always as identity,
  side text not null,
  person_id text not null,
  person_name text not null,
  kinds text[] not null,
  max_ratio double precision,
  currency text not null,
  max_stake_micros bigint,
  total_micros bigint not null,
  used_micros bigint not null default 0,
  given_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  note text not null default ''::text,
  constraint standing_approval_side_check CHECK ((side = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint standing_approval_pkey PRIMARY KEY (client_id, id)
);
row level security: on, forced;
policy standing_approval_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table stock (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  source text not null,
  sku text not null,
  fnsku text,
  asin text,
  title text,
  condition text,
  currency text,
  price_micros bigint,
  fulfillable integer not null,
  unsellable integer,
  reserved integer,
  inbound_working integer,
  inbound_shipped integer,
  inbound_receiving integer,
  total integer,
  age_0_to_90 integer,
  age_91_to_180 integer,
  age_181_to_270 integer,
  age_271_to_365 integer,
  age_365_plus integer,
  units_shipped_30 integer,
  units_shipped_90 integer,
  days_of_supply double precision,
  constraint stock_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX stock_live ON ONLY public.stock USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy stock_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table stock_move (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  from_on date not null,
  location text,
  sku text not null,
  fnsku text,
  asin text,
  title text,
  disposition text not null,
  starting integer not null,
  in_transit integer,
  received integer not null,
  shipped integer not null,
  returned integer not null,
  removed integer not null,
  transferred integer not null,
  found integer not null,
  lost integer not null,
  damaged integer not null,
  disposed integer not null,
  other integer not null,
  unknown integer not null,
  ending integer not null,
  constraint stock_move_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX stock_move_live ON ONLY public.stock_move USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy stock_move_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table stop_order (
  agency_id bigint not null,
  id bigint not null generated always as identity,
  client_id bigint,
  scope text not null,
  target text not null default ''::text,
  side text not null,
  reason text not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  until timestamp with time zone,
  lifted_at timestamp with time zone,
  lifted_by_name text,
  constraint stop_order_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint stop_order_scope_check CHECK ((scope = ANY (ARRAY['agency'::text, 'client'::text, 'store'::text, 'kind'::text, 'app'::text]))),
  constraint stop_order_side_check CHECK ((side = ANY (ARRAY['agency'::text, 'client'::text]))),
  constraint stop_order_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  constraint stop_order_pkey PRIMARY KEY (agency_id, id)
);
CREATE INDEX stop_order_live ON public.stop_order USING btree (agency_id) WHERE (lifted_at IS NULL);
row level security: on, forced;
policy stop_order_scope for * to steward_app using ((agency_id = (NULLIF(current_setting('app.agency'::text, true), ''::text))::bigint) AND ((client_id IS NULL) OR (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]))));
grant insert, select, update to steward_app;

table storage_fee (
  client_id bigint not null,
  report_on date not null,
  import_id bigint not null,
  row_no integer not null,
  line integer not null,
  store_id bigint not null,
  unit_id bigint not null,
  superseded_by bigint,
  marketplace text not null,
  kind text not null,
  from_on date not null,
  sku text,
  fnsku text not null,
  asin text,
  title text,
  fulfillment_center text,
  size_tier text,
  age_tier text,
  units double precision,
  volume double precision,
  volume_unit text,
  rate_micros bigint,
  surcharge_rate_micros bigint,
  incentive_micros bigint,
  currency text not null,
  fee_micros bigint not null,
  constraint storage_fee_kind_check CHECK ((kind = ANY (ARRAY['monthly'::text, 'aged'::text, 'overage'::text]))),
  constraint storage_fee_pkey PRIMARY KEY (client_id, report_on, import_id, row_no)
) partition by RANGE (report_on);
CREATE INDEX storage_fee_live ON ONLY public.storage_fee USING btree (client_id, report_on) WHERE (superseded_by IS NULL);
row level security: on, forced;
policy storage_fee_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select to steward_app;
grant update (superseded_by) to steward_app;

table store (
  client_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  region text not null,
  seller_id text,
  created_at timestamp with time zone not null,
  constraint store_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint store_region_check CHECK ((region = ANY (ARRAY['NA'::text, 'EU'::text, 'FE'::text]))),
  constraint store_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint store_pkey PRIMARY KEY (client_id, id),
  constraint store_client_id_name_key UNIQUE (client_id, name)
);
row level security: on, forced;
policy store_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table store_marketplace (
  client_id bigint not null,
  store_id bigint not null,
  marketplace_id text not null,
  constraint store_marketplace_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint store_marketplace_pkey PRIMARY KEY (client_id, store_id, marketplace_id)
);
row level security: on, forced;
policy store_marketplace_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant delete, insert, select to steward_app;

table term_dismissal (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  view text not null,
  term text not null,
  object_id text not null,
  object_name text not null,
  reason text not null,
  until_on date not null,
  dismissed_by text not null,
  dismissed_by_name text not null,
  dismissed_at timestamp with time zone not null,
  ended_by_name text,
  ended_at timestamp with time zone,
  constraint term_dismissal_object_id_check CHECK ((length(object_id) <= 60)),
  constraint term_dismissal_reason_check CHECK ((length(reason) <= 500)),
  constraint term_dismissal_term_check CHECK (((length(term) >= 1) AND (length(term) <= 500))),
  constraint term_dismissal_view_check CHECK ((view = ANY (ARRAY['harvest'::text, 'negative'::text, 'gram'::text]))),
  constraint term_dismissal_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint term_dismissal_pkey PRIMARY KEY (client_id, id)
);
CREATE UNIQUE INDEX term_dismissal_standing ON public.term_dismissal USING btree (client_id, store_id, marketplace, view, term, object_id) WHERE (ended_at IS NULL);
row level security: on, forced;
policy term_dismissal_scope for * to public using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table witness_event (
  client_id bigint not null,
  id bigint not null generated always as identity,
  store_id bigint not null,
  marketplace text not null,
  source text not null,
  key text not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone not null,
  entity text not null,
  object_id text not null,
  campaign_id text,
  field text not null,
  from_text text,
  to_text text,
  verdict text not null,
  change_id bigint,
  conflict boolean not null default false,
  explained_by text,
  explained_at timestamp with time zone,
  explanation text,
  since_at timestamp with time zone,
  history_key text,
  stream_key text,
  alerted_at timestamp with time zone,
  constraint witness_event_source_check CHECK ((source = ANY (ARRAY['history'::text, 'snapshot'::text, 'stream'::text]))),
  constraint witness_event_verdict_check CHECK ((verdict = ANY (ARRAY['matched'::text, 'unlogged'::text, 'amazon'::text, 'ours_early'::text]))),
  constraint witness_event_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint witness_event_pkey PRIMARY KEY (client_id, id)
);
CREATE INDEX witness_event_silent ON public.witness_event USING btree (client_id) WHERE ((verdict = 'unlogged'::text) AND (alerted_at IS NULL));
CREATE INDEX witness_event_time ON public.witness_event USING btree (client_id, at);
CREATE UNIQUE INDEX witness_event_history_key ON public.witness_event USING btree (client_id, store_id, history_key) WHERE (history_key IS NOT NULL);
CREATE UNIQUE INDEX witness_event_key ON public.witness_event USING btree (client_id, store_id, key);
CREATE UNIQUE INDEX witness_event_stream_key ON public.witness_event USING btree (client_id, store_id, stream_key) WHERE (stream_key IS NOT NULL);
row level security: on, forced;
policy witness_event_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

table witness_mark (
  client_id bigint not null,
  store_id bigint not null,
  marketplace text not null,
  read_to timestamp with time zone not null,
  began_at timestamp with time zone not null,
  constraint witness_mark_client_id_store_id_fkey FOREIGN KEY (client_id, store_id) REFERENCES store(client_id, id),
  constraint witness_mark_pkey PRIMARY KEY (client_id, store_id, marketplace)
);
row level security: on, forced;
policy witness_mark_scope for * to steward_app using (client_id = ANY ((NULLIF(current_setting('app.clients'::text, true), ''::text))::bigint[]));
grant insert, select, update to steward_app;

CREATE OR REPLACE FUNCTION app.ensure_partitions(fact text, from_on date, to_on date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  month date;
  part text;
  made int := 0;
begin
  if not exists (
    select from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
    where c.relnamespace = 'public'::regnamespace and c.relname = fact and p.partnatts = 1 and a.attname = 'report_on'
  ) then
    raise exception 'not a fact table';
  end if;
  if from_on < date '2000-01-01' or to_on > date '2100-12-31' or to_on - from_on > 3700 then
    raise exception 'dates out of range' using errcode = '22008';
  end if;
  -- A partition is attached in the transaction that makes it: one that is seen is whole.
  if not exists (
    select from generate_series(date_trunc('month', from_on), to_on, interval '1 month') as m (month)
    where to_regclass('public.' || fact || '_' || to_char(m.month, 'YYYYMM')) is null
  ) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(7286, hashtext(fact));
  month := date_trunc('month', from_on)::date;
  while month <= to_on loop
    part := fact || '_' || to_char(month, 'YYYYMM');
    if to_regclass('public.' || part) is null then
      execute format('create table %I (like %I including defaults including constraints including storage)', part, fact);
      execute format('alter table %I enable row level security', part);
      execute format('alter table %I force row level security', part);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', fact, part, month, (month + interval '1 month')::date);
      made := made + 1;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end $function$
;
grant execute to steward_app;
CREATE OR REPLACE FUNCTION app.set_scope(clients bigint[], agency bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('set local app.clients = %L', coalesce(clients, '{}')::text);
  execute format('set local app.agency = %L', coalesce(agency::text, ''));
end $function$
;

