import { type StoredEvent, startRun } from './events'
import type { CheckCron, Registered } from './registry'
import { SCHEMA } from './schema'
import type { Store } from './store'

/** The next instants of a cron expression after `from`, as pg-boss computes them. */
export type Preview = (expression: string, options: { tz: string; from: Date; count: number }) => Date[]

const MINUTE = 60_000
/** Slots asked for at a time: those of a rare cron are costly to find, and most would lie ahead. */
const BATCH = 16
const WINDOWS = [2 * MINUTE, 120 * MINUTE, 4 * 1440 * MINUTE, 70 * 1440 * MINUTE, 1500 * 1440 * MINUTE]

export const checkCron =
  (preview: Preview): CheckCron =>
  (expression, zone) => {
    if (expression.trim().split(/\s+/).length !== 5) throw new Error('five fields are needed')
    preview(expression, { tz: zone, from: new Date(0), count: 1 })
  }

/** The last slot in (from, now]; undefined when there is none. */
function lastBetween(next: (from: Date, count: number) => Date[], from: Date, now: Date): Date | undefined {
  let last: Date | undefined
  for (;;) {
    const due = next(last ?? from, BATCH).filter((slot) => slot <= now)
    last = due.at(-1) ?? last
    if (due.length < BATCH) return last
  }
}

/** The last slot in (after, now], or undefined. Looks back from `now` in growing windows, so a long stop costs little. */
export function latestSlot(
  preview: Preview,
  cron: { expression: string; zone: string },
  after: Date,
  now: Date,
): Date | undefined {
  const next = (from: Date, count: number): Date[] => preview(cron.expression, { tz: cron.zone, from, count })
  const [first] = next(after, 1)
  if (!first || first > now) return undefined
  for (const window of WINDOWS) {
    const last = lastBetween(next, new Date(Math.max(after.getTime(), now.getTime() - window)), now)
    if (last) return last
  }
  return first
}

const timerEvent = (fn: Registered, cron: string, slot: Date): StoredEvent => ({
  id: `cron:${fn.id}:${cron}:${slot.toISOString()}`,
  name: 'inngest/scheduled.timer',
  data: { cron },
  ts: slot.getTime(),
})

/** Writes down the crons of the functions: new ones count from now, and those that are gone are forgotten. */
export async function keepCrons(store: Store, functions: readonly Registered[], now: Date): Promise<void> {
  const crons = functions.flatMap((fn) => fn.crons.map((cron) => ({ fn: fn.id, cron: cron.text })))
  const values = [crons.map((c) => c.fn), crons.map((c) => c.cron)]
  await store.transact(async (tx) => {
    await tx.query(
      `delete from ${SCHEMA}.run_cron where (fn, cron) not in (select * from unnest($1::text[], $2::text[]))`,
      values,
    )
    await tx.query(
      `insert into ${SCHEMA}.run_cron (fn, cron, last_slot) select fn, cron, $3 from unnest($1::text[], $2::text[]) as x (fn, cron)
       on conflict do nothing`,
      [...values, now],
    )
  })
}

/** Starts a run for each cron with a slot since its last one: one run, however many slots a stop has missed. */
export async function fireCrons(
  store: Store,
  preview: Preview,
  functions: readonly Registered[],
  now: Date,
): Promise<number> {
  const { rows } = await store.pool.query<{ fn: string; cron: string; last_slot: Date }>(
    `select * from ${SCHEMA}.run_cron`,
  )
  let fired = 0
  for (const row of rows) {
    const fn = functions.find((f) => f.id === row.fn)
    const cron = fn?.crons.find((c) => c.text === row.cron)
    const slot = cron && latestSlot(preview, cron, row.last_slot, now)
    if (!fn || !slot) continue
    await store.transact(async (tx) => {
      const { rowCount } = await tx.query(
        `update ${SCHEMA}.run_cron set last_slot = $3 where fn = $1 and cron = $2 and last_slot < $3`,
        [row.fn, row.cron, slot],
      )
      if (rowCount === 1) await startRun(store, tx, fn, timerEvent(fn, row.cron, slot), now)
    })
    fired++
  }
  return fired
}
