import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Item } from './decide'
import { keyAt, meets, valueAt } from './expression'
import type { Registered } from './registry'
import { SCHEMA } from './schema'
import { queueItems, type Store, type Tx } from './store'

/** An event as it is stored and handed to functions. `ts`: milliseconds since 1970. */
export const StoredEvent = z.looseObject({
  id: z.string(),
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
  ts: z.number(),
})
export type StoredEvent = z.infer<typeof StoredEvent>

const Incoming = z.looseObject({
  id: z.string().min(1).max(512).nullish(),
  name: z.string().min(1).max(256),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
})
const Batch = z.union([z.array(Incoming).max(5000), Incoming.transform((one) => [one])])

/**
 * Events from a request's body. Those without an id get one; a sender that tries again with the same seed gets the
 * same ids, so nothing doubles. Undefined when the body is not an event or a list of them.
 */
export function readEvents(body: unknown, seed: string | undefined, now: Date): StoredEvent[] | undefined {
  const parsed = Batch.safeParse(body)
  if (!parsed.success) return undefined
  return parsed.data.map(({ id, data, ts, ...rest }, i) => ({
    ...rest,
    id:
      id ??
      (seed === undefined ? randomUUID() : createHash('sha256').update(`${seed}#${i}`).digest('hex').slice(0, 32)),
    data: data ?? {},
    ts: ts ?? now.getTime(),
  }))
}

/** Keeps the events whose id was not seen within 24 hours; returns those kept. */
export async function keepEvents(tx: Tx, events: StoredEvent[], routed: boolean, now: Date): Promise<StoredEvent[]> {
  const unique = [...new Map(events.toReversed().map((event) => [event.id, event])).values()].toReversed()
  const { rows } = await tx.query<{ id: string }>(
    `insert into ${SCHEMA}.run_event as e (id, body, routed, received_at)
     select id, body, $3, $4 from unnest($1::text[], $2::text[]) as x (id, body)
     on conflict (id) do update set body = excluded.body, routed = excluded.routed, received_at = excluded.received_at
       where e.received_at < excluded.received_at - interval '24 hours'
     returning id`,
    [unique.map((e) => e.id), unique.map((e) => JSON.stringify(e)), routed, now],
  )
  const kept = new Set(rows.map((row) => row.id))
  return unique.filter((event) => kept.has(event.id))
}

/** Claims a function's idempotency key for 24 hours; false while another event holds it. */
async function claimKey(tx: Tx, fn: Registered, event: StoredEvent, now: Date): Promise<boolean> {
  // An event without the value has no key: dropping all such events but one would lose work silently.
  if (fn.idempotency === undefined || valueAt(event, fn.idempotency) === undefined) return true
  const { rowCount } = await tx.query(
    `insert into ${SCHEMA}.run_key as k (fn, key, until) values ($1, $2, $3::timestamptz + interval '24 hours')
     on conflict (fn, key) do update set until = excluded.until where k.until <= $3::timestamptz`,
    [fn.id, keyAt(event, fn.idempotency), now],
  )
  return rowCount === 1
}

type NewRun = { id: string; fn: Registered; event: StoredEvent; keys: string[] }

async function insertRuns(store: Store, tx: Tx, runs: NewRun[], now: Date): Promise<void> {
  if (runs.length === 0) return
  await tx.query(
    `insert into ${SCHEMA}.run (id, fn, event, keys, status, started_at)
     select id, fn, event, array(select json_array_elements_text(keys::json)), 'running', $5
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as x (id, fn, event, keys)`,
    [
      runs.map((r) => r.id),
      runs.map((r) => r.fn.id),
      runs.map((r) => JSON.stringify(r.event)),
      runs.map((r) => JSON.stringify(r.keys)),
      now,
    ],
  )
  const first = (run: NewRun): Item => ({
    runId: run.id,
    fn: run.fn.id,
    keys: run.keys,
    kind: 'discover',
    attempt: 0,
    interruptions: 0,
  })
  await queueItems(
    store.boss,
    tx,
    runs.map((run) => ({ item: first(run), at: now })),
  )
}

const newRun = (fn: Registered, event: StoredEvent): NewRun => ({
  id: randomUUID(),
  fn,
  event,
  keys: fn.concurrency.map(({ key }) => (key === undefined ? '' : keyAt(event, key))),
})

/** Starts a run for each function that waits for each event. Returns how many. */
export async function routeEvents(
  store: Store,
  tx: Tx,
  functions: readonly Registered[],
  events: StoredEvent[],
  now: Date,
): Promise<number> {
  const runs: NewRun[] = []
  for (const event of events)
    for (const fn of functions) {
      const isMeant = fn.events.some(
        (t) => t.name === event.name && (t.condition === undefined || meets(event, t.condition)),
      )
      if (isMeant && (await claimKey(tx, fn, event, now))) runs.push(newRun(fn, event))
    }
  await insertRuns(store, tx, runs, now)
  return runs.length
}

/** Starts one run of one function, for a cron. */
export const startRun = (store: Store, tx: Tx, fn: Registered, event: StoredEvent, now: Date): Promise<void> =>
  insertRuns(store, tx, [newRun(fn, event)], now)

/** Routes what came before any function was known. */
export async function routeWaiting(store: Store, functions: readonly Registered[], now: Date): Promise<number> {
  return store.transact(async (tx) => {
    const { rows } = await tx.query<{ body: string }>(
      `update ${SCHEMA}.run_event set routed = true where not routed returning body, received_at`,
    )
    return routeEvents(
      store,
      tx,
      functions,
      rows.map((row) => StoredEvent.parse(JSON.parse(row.body))),
      now,
    )
  })
}

/**
 * Takes events in: all of them or none. Without known functions they wait for the first registration; one that comes
 * while they are being written cannot see them, so they are looked for again afterwards. Returns the runs started.
 */
export async function takeEvents(
  store: Store,
  known: () => readonly Registered[] | undefined,
  events: StoredEvent[],
  now: Date,
): Promise<number> {
  const functions = known()
  const started = await store.transact(async (tx) => {
    const kept = await keepEvents(tx, events, functions !== undefined, now)
    return functions ? routeEvents(store, tx, functions, kept, now) : 0
  })
  const since = functions ? undefined : known()
  return since ? routeWaiting(store, since, now) : started
}
