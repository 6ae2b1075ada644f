import { randomUUID } from 'node:crypto'
import { type Decision, type Finish, type Memo, type RunState } from './decide'
import { keepEvents, routeEvents, StoredEvent } from './events'
import type { Registered } from './registry'
import { SCHEMA } from './schema'
import { type Claim, endItem, queueItems, type Store, type Tx } from './store'

/** All that a call to the application needs to know of a run. */
export type LoadedRun = {
  id: string
  event: StoredEvent
  stack: string[]
  race: boolean
  steps: Record<string, unknown>
}

type Row = {
  id: string
  fn: string
  event: string
  keys: string[]
  status: string
  stack: string[]
  pending: string[]
  race: boolean
}

const FAILED_EVENT = 'inngest/function.failed'

/** A run with the results of its steps; undefined when it has ended. */
export async function loadRun(store: Store, id: string): Promise<LoadedRun | undefined> {
  const { rows } = await store.pool.query<Row>(`select * from ${SCHEMA}.run where id = $1 and status = 'running'`, [id])
  const [row] = rows
  if (!row) return undefined
  const steps = await store.pool.query<{ id: string; kind: Memo['kind']; value: string }>(
    `select id, kind, value from ${SCHEMA}.run_step where run_id = $1`,
    [id],
  )
  const results = steps.rows.map((s): [string, unknown] => {
    const value: unknown = JSON.parse(s.value)
    return [s.id, s.kind === 'data' ? { type: 'data', data: value } : { type: 'error', error: value }]
  })
  return {
    id,
    event: StoredEvent.parse(JSON.parse(row.event)),
    stack: row.stack,
    race: row.race,
    steps: Object.fromEntries(results),
  }
}

async function writeMemo(tx: Tx, runId: string, memo: Memo[]): Promise<void> {
  for (const { id, kind, value } of memo)
    await tx.query(
      `insert into ${SCHEMA}.run_step (run_id, id, kind, value) values ($1, $2, $3, $4) on conflict do nothing`,
      [runId, id, kind, JSON.stringify(value ?? null)],
    )
}

async function end(
  store: Store,
  tx: Tx,
  row: Row,
  finish: Finish,
  functions: readonly Registered[],
  now: Date,
): Promise<void> {
  await tx.query(`update ${SCHEMA}.run set status = $2, output = $3, ended_at = $4 where id = $1`, [
    row.id,
    finish.status,
    JSON.stringify(finish.output ?? null),
    now,
  ])
  const event = StoredEvent.parse(JSON.parse(row.event))
  // A function that answers to failures does not report its own: two of them would answer each other for ever.
  if (finish.status !== 'failed' || event.name === FAILED_EVENT) return
  const data = { function_id: row.fn, run_id: row.id, error: finish.output, event }
  const failed: StoredEvent = { id: randomUUID(), name: FAILED_EVENT, data, ts: now.getTime() }
  await routeEvents(store, tx, functions, await keepEvents(tx, [failed], true, now), now)
}

async function apply(
  store: Store,
  tx: Tx,
  row: Row,
  decision: Decision,
  functions: readonly Registered[],
  now: Date,
): Promise<void> {
  await writeMemo(tx, row.id, decision.memo)
  await tx.query(`update ${SCHEMA}.run set stack = $2, pending = $3, race = $4 where id = $1`, [
    row.id,
    [...row.stack, ...decision.memo.map((m) => m.id)],
    decision.pending,
    decision.race,
  ])
  if (decision.finish) return end(store, tx, row, decision.finish, functions, now)
  await queueItems(store.boss, tx, decision.queue)
}

/** Settling a claim that another process has taken over. */
export class Lost extends Error {
  override readonly name = 'Lost'
}

/**
 * Ends an item and writes what follows from it in one transaction: either both stand or neither, whenever the
 * process dies. The run's row is locked, so that steps that end together see each other.
 */
export async function settle(
  store: Store,
  claim: Claim,
  functions: readonly Registered[],
  now: Date,
  decide: (run: RunState) => Decision,
): Promise<void> {
  await store.transact(async (tx) => {
    if (!(await endItem(store.boss, tx, claim))) throw new Lost('This step is no longer held by this process.')
    const { rows } = await tx.query<Row>(
      `select * from ${SCHEMA}.run where id = $1 and status = 'running' for update`,
      [claim.item.runId],
    )
    const [row] = rows
    if (row) await apply(store, tx, row, decide(row), functions, now)
  })
}

export type RunSummary = {
  id: string
  fn: string
  status: string
  started_at: Date
  ended_at: Date | null
  steps: number
  output: unknown
}

/** The latest runs, newest first, for tests and for looking inside. */
export async function listRuns(store: Store, status: string | undefined, limit: number): Promise<RunSummary[]> {
  const { rows } = await store.pool.query<Omit<RunSummary, 'output'> & { output: string | null }>(
    `select id, fn, status, started_at, ended_at, cardinality(stack) as steps, output from ${SCHEMA}.run
     where $1::text is null or status = $1 order by started_at desc, id limit $2`,
    [status ?? null, limit],
  )
  return rows.map((row) => ({ ...row, output: row.output === null ? null : JSON.parse(row.output) }))
}

/** Cancels a run: what is queued for it is dropped when its turn comes. False when it is not running. */
export async function cancelRun(store: Store, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await store.pool.query(
    `update ${SCHEMA}.run set status = 'cancelled', ended_at = $2 where id = $1 and status = 'running'`,
    [id, now],
  )
  return rowCount === 1
}

/** Forgets what nobody asks for any more: ended runs after 7 days, events after 3, keys that have lapsed. */
export async function forget(store: Store, now: Date): Promise<void> {
  await store.pool.query(`delete from ${SCHEMA}.run where ended_at < $1::timestamptz - interval '7 days'`, [now])
  await store.pool.query(
    `delete from ${SCHEMA}.run_event where routed and received_at < $1::timestamptz - interval '3 days'`,
    [now],
  )
  await store.pool.query(`delete from ${SCHEMA}.run_key where until < $1`, [now])
}
