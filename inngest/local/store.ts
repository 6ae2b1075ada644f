import { createHash } from 'node:crypto'
import pg from 'pg'
import { type ConnectionOptions, type JobInsert, PgBoss } from 'pg-boss'
import type { Item } from './decide'
import { reasonOf, say } from './log'
import { QUEUE, SCHEMA, TABLES } from './schema'

/** An item that this process holds, as pg-boss handed it out. `retryCount` names the claim. */
export type Claim = { id: string; retryCount: number; lane: string; item: Item }

/** Steps of functions with equal keys share a lane, so that a full one can be left out when work is fetched. */
export const laneOf = ({ fn, keys }: Pick<Item, 'fn' | 'keys'>): string =>
  `${fn}#${createHash('sha1').update(JSON.stringify(keys)).digest('hex').slice(0, 16)}`

export type Tx = { query: pg.PoolClient['query']; db: NonNullable<ConnectionOptions['db']> }

export type Store = {
  pool: pg.Pool
  boss: PgBoss
  /** Runs statements in one transaction, rolled back when `work` throws. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Far above any number of times that one item can be claimed; pg-boss never gives up an item by itself. */
const CLAIMS = 1_000_000
/** An item may take this long; nothing but a start of the server takes a claim back. */
const CLAIM_SECONDS = 86_000

async function transactOn<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const query = client.query.bind(client)
    const value = await work({ query, db: { executeSql: (text, values) => client.query(text, values) } })
    await client.query('commit')
    return value
  } catch (error) {
    await client
      .query('rollback')
      .catch((fault: unknown) => (broken = fault instanceof Error ? fault : new Error(reasonOf(fault))))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Connects, creates what is missing, and makes the items of a dead process ready again. */
export async function openStore(databaseUrl: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, application_name: 'paceline-jobs' })
  // A connection may break while it is lent out, too; the statement that follows then fails, and is tried again.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => undefined)
  const boss = new PgBoss({ connectionString: databaseUrl, schema: SCHEMA, max: 4, supervise: false, schedule: false })
  boss.on('error', (error) => say('warn', 'The queue reported an error.', { reason: reasonOf(error) }))
  try {
    await boss.start()
    await boss.createQueue(QUEUE, { retryLimit: CLAIMS, retryDelay: 0, expireInSeconds: CLAIM_SECONDS })
    await pool.query(TABLES)
    await takeUp(pool, boss)
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    await pool.end()
    throw error
  }
  const close = async (): Promise<void> => {
    await boss.stop({ graceful: false }).catch(() => undefined)
    await pool.end()
  }
  return { pool, boss, transact: (work) => transactOn(pool, work), close }
}

/** This process is alone on the database, so whatever is active was held by one that died. */
async function takeUp(pool: pg.Pool, boss: PgBoss): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from ${SCHEMA}.job where name = $1 and state = 'active'`,
    [QUEUE],
  )
  for (let i = 0; i < rows.length; i += 500)
    await boss.fail(
      QUEUE,
      rows.slice(i, i + 500).map((row) => row.id),
    )
  if (rows.length > 0) say('info', 'Took up the steps of a process that had stopped.', { steps: rows.length })
}

/** Queues items in the caller's transaction, due at `at`. */
export async function queueItems(boss: PgBoss, tx: Tx, items: { item: Item; at: Date }[]): Promise<void> {
  if (items.length === 0) return
  const jobs = items.map(({ item, at }): JobInsert<Item> => ({
    data: item,
    startAfter: at,
    group: { id: laneOf(item) },
  }))
  await boss.insert(QUEUE, jobs, { db: tx.db })
}

/** Removes a claimed item; false when the claim is no longer this process's. */
export async function endItem(boss: PgBoss, tx: Tx, claim: Claim): Promise<boolean> {
  const done = await boss.deleteJob(QUEUE, { id: claim.id, retryCount: claim.retryCount }, { db: tx.db })
  return 'affected' in done && done.affected === 1
}
