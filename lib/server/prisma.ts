import 'server-only'
import { createHmac } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Scope } from '@/lib/access/scope'
import { AppError } from '@/lib/core/errors'
import { Prisma, PrismaClient } from '@/prisma/generated/client'
import { env } from './env'

/*
 * Row-level security: each session says whose rows it may touch, and the policies of every tenant table read that.
 * The pool is private to this file, because the setting stays on a connection until the next scope sets it.
 */

type Setting = { agency: string; clients: string; readOnly: boolean }
type Tagged = pg.PoolClient & { setting?: string }

/**
 * The application's own address: a role beside the owner's, `paceline_app` for `paceline`. Its password follows from the
 * owner's login, so that every instance knows it and a moved port changes nothing.
 */
export function appUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const role = `${url.username}_app`
  url.password = createHmac('sha256', `${url.username}:${url.password}`).update(role).digest('base64url')
  url.username = role
  return url.toString()
}

export function databaseUrl(): string {
  const { DATABASE_URL, DATABASE_APP_URL } = env()
  if (DATABASE_APP_URL) return DATABASE_APP_URL
  if (!DATABASE_URL) throw new AppError('unavailable', 'DATABASE_URL is not set. Start Paceline with `npm run up`.')
  return appUrl(DATABASE_URL)
}

let shared: pg.Pool | undefined

function sharedPool(): pg.Pool {
  if (shared) return shared
  shared = new pg.Pool({ connectionString: databaseUrl(), max: env().DATABASE_POOL, idleTimeoutMillis: 10_000 })
  // An idle connection that dies is replaced at the next use; without a listener it would end the process.
  shared.on('error', () => undefined)
  return shared
}

/** A pool of its own to Prisma, in truth the shared one with the scope set on each connection that changes hands. */
class ScopedPool extends pg.Pool {
  readonly #setting: Setting
  readonly #key: string

  constructor(setting: Setting) {
    super({ max: 1 })
    this.#setting = setting
    this.#key = JSON.stringify(setting)
  }

  async #scoped(): Promise<pg.PoolClient> {
    const client: Tagged = await sharedPool().connect()
    if (client.setting === this.#key) return client
    delete client.setting
    try {
      await client.query({
        name: 'scope',
        text: `select set_config('app.agency_id', $1, false), set_config('app.client_ids', $2, false),
                      set_config('default_transaction_read_only', $3, false)`,
        values: [this.#setting.agency, this.#setting.clients, this.#setting.readOnly ? 'on' : 'off'],
      })
    } catch (error) {
      client.release(error instanceof Error ? error : true)
      throw error
    }
    client.setting = this.#key
    return client
  }

  override connect(): Promise<pg.PoolClient>
  override connect(done: (e: Error | undefined, client?: pg.PoolClient, release?: () => void) => void): void
  override connect(
    done?: (e: Error | undefined, client?: pg.PoolClient, release?: () => void) => void,
  ): Promise<pg.PoolClient> | void {
    const connecting = this.#scoped()
    if (!done) return connecting
    connecting.then(
      (client) => done(undefined, client, () => client.release()),
      (error: Error) => done(error),
    )
  }

  override query = (async (config: pg.QueryConfig) => {
    const client = await this.#scoped()
    try {
      return await client.query(config)
    } finally {
      client.release()
    }
  }) as unknown as pg.Pool['query']

  override async end(): Promise<void> {}
}

/** The most clients kept at a time; each costs about half a megabyte. */
const KEEP = 100
const clients = new Map<string, PrismaClient>()

function clientFor(setting: Setting): PrismaClient {
  const key = JSON.stringify(setting)
  let client = clients.get(key)
  if (client) {
    clients.delete(key)
    clients.set(key, client)
    return client
  }
  client = new PrismaClient({
    adapter: new PrismaPg(new ScopedPool(setting), { onPoolError: () => undefined }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  })
  clients.set(key, client)
  if (clients.size > KEEP) {
    const oldest = clients.keys().next().value
    if (oldest !== undefined) clients.delete(oldest)
  }
  return client
}

export type Db = PrismaClient
export type Transaction = Prisma.TransactionClient

/**
 * The database as one scope may see it. A viewer's sessions are read-only in PostgreSQL itself.
 * Queries still carry `within(scope)`: row-level security is the second wall, not the first.
 */
export function db(scope: Scope): Db {
  return clientFor({
    agency: scope.agencyId,
    clients: scope.clientIds === 'all' ? '*' : `{${[...scope.clientIds].sort().join(',')}}`,
    readOnly: scope.role === 'viewer',
  })
}

/** Runs in the transaction that is open already, or in one of its own: all of it or nothing. */
export const atOnce = <T>(
  scope: Scope,
  open: Transaction | undefined,
  run: (tx: Transaction) => Promise<T>,
): Promise<T> => (open ? run(open) : db(scope).$transaction(run))

/** All agencies' rows. Only lib/server/unsafe.server.ts may call it, and says at each function why. */
export const unscopedDb = (): Db => clientFor({ agency: '*', clients: '*', readOnly: false })

/** Ends the pool, for commands and tests. */
export async function closeDatabase(): Promise<void> {
  const pool = shared
  shared = undefined
  clients.clear()
  await pool?.end()
}

export async function isDatabaseUp(): Promise<boolean> {
  try {
    await sharedPool().query('select 1')
    return true
  } catch {
    return false
  }
}

/** Prisma's codes become ours here and nowhere else. Anything unknown stays as it is: it is a fault, not an answer. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error
  switch (error.code) {
    case 'P2025':
      return new AppError('not_found', 'It was not found. It may have been removed meanwhile.', { cause: error })
    case 'P2002':
      return new AppError(
        'conflict',
        'The same thing is there already. Reload the page to see it, or choose another name.',
        { cause: error },
      )
    case 'P2003':
      return new AppError('conflict', 'It is still used elsewhere, so it cannot be removed.', { cause: error })
    case 'P1001':
    case 'P1002':
    case 'P2024':
      return new AppError('unavailable', 'The database does not answer. Try again in a moment.', { cause: error })
    default:
      return error
  }
}
