/** The server's own tables, beside pg-boss's in one schema. JSON is kept as text, so that it comes back unchanged. */

export const SCHEMA = 'jobs'
export const QUEUE = 'step'

export const TABLES = `
create table if not exists ${SCHEMA}.run_function (
  id text primary key,
  config text not null
);
create table if not exists ${SCHEMA}.run_cron (
  fn text not null,
  cron text not null,
  last_slot timestamptz not null,
  primary key (fn, cron)
);
create table if not exists ${SCHEMA}.run_event (
  id text primary key,
  body text not null,
  routed boolean not null,
  received_at timestamptz not null
);
create index if not exists run_event_unrouted on ${SCHEMA}.run_event (received_at) where not routed;
create index if not exists run_event_received on ${SCHEMA}.run_event (received_at);
create table if not exists ${SCHEMA}.run_key (
  fn text not null,
  key text not null,
  until timestamptz not null,
  primary key (fn, key)
);
create table if not exists ${SCHEMA}.run (
  id text primary key,
  fn text not null,
  event text not null,
  keys text[] not null,
  status text not null,
  stack text[] not null default '{}',
  pending text[] not null default '{}',
  race boolean not null default false,
  output text,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index if not exists run_status on ${SCHEMA}.run (status, started_at desc);
create index if not exists run_ended on ${SCHEMA}.run (ended_at) where ended_at is not null;
create table if not exists ${SCHEMA}.run_step (
  run_id text not null references ${SCHEMA}.run (id) on delete cascade,
  id text not null,
  kind text not null,
  value text not null,
  primary key (run_id, id)
);
`
