import { createHash } from 'node:crypto'
import type { Caller } from './call'
import { checkCron, keepCrons, type Preview } from './cron'
import { routeWaiting } from './events'
import { say } from './log'
import { readRegistration, Refused, type Registered } from './registry'
import { SCHEMA } from './schema'
import type { Store } from './store'

/** The functions of the application, and whether it answers. */
export type Registry = {
  /** Undefined until a registration was ever taken. */
  known(): readonly Registered[] | undefined
  functions(): ReadonlyMap<string, Registered>
  /** Takes a registration. Throws `Refused` where a function cannot run here; what was known before then stays. */
  take(body: unknown): Promise<{ isNew: boolean }>
  /** The refusal of the last registration, if it was refused. */
  refusal(): Refused | undefined
}

const fingerprint = (functions: readonly Registered[]): string =>
  createHash('sha1').update(JSON.stringify(functions)).digest('hex')

async function save(store: Store, functions: readonly Registered[]): Promise<void> {
  await store.transact(async (tx) => {
    await tx.query(`delete from ${SCHEMA}.run_function`)
    await tx.query(`insert into ${SCHEMA}.run_function (id, config) select * from unnest($1::text[], $2::text[])`, [
      functions.map((fn) => fn.id),
      functions.map((fn) => JSON.stringify(fn)),
    ])
  })
}

/** Loads the functions that the last process knew, so that events and crons go on while the application starts. */
export async function openRegistry(store: Store, preview: Preview): Promise<Registry> {
  const { rows } = await store.pool.query<{ config: string }>(`select config from ${SCHEMA}.run_function`)
  let known: readonly Registered[] | undefined =
    rows.length > 0 ? rows.map((row): Registered => JSON.parse(row.config)) : undefined
  let byId: ReadonlyMap<string, Registered> = new Map(known?.map((fn) => [fn.id, fn]))
  let refused: Refused | undefined
  const adopt = async (functions: Registered[]): Promise<{ isNew: boolean }> => {
    const isNew = !known || fingerprint(known) !== fingerprint(functions)
    if (isNew) {
      await save(store, functions)
      await keepCrons(store, functions, new Date())
      known = functions
      byId = new Map(functions.map((fn) => [fn.id, fn]))
      say('info', 'The application registered its functions.', { functions: functions.length })
    }
    await routeWaiting(store, functions, new Date())
    return { isNew }
  }
  return {
    known: () => known,
    functions: () => byId,
    refusal: () => refused,
    take: async (body) => {
      refused = undefined
      try {
        // In one order, so that the same functions are recognised whatever order they come in.
        return await adopt(readRegistration(body, checkCron(preview)).toSorted((a, b) => (a.id < b.id ? -1 : 1)))
      } catch (error) {
        if (error instanceof Refused) refused = error
        throw error
      }
    },
  }
}

export type Link = {
  isUp(): boolean
  lost(): void
  stop(): Promise<void>
}

const PATH = '/api/inngest'
/** How soon an application that does not answer is asked again, milliseconds. */
const ASK_AGAIN = 300
/** The first answer of an application that compiles on demand takes a while, milliseconds. */
const PATIENCE = 30_000

type Asked = 'up' | 'down' | 'refused'

async function ask(caller: Caller, registry: Registry): Promise<{ asked: Asked; why?: string }> {
  const outcome = await caller.call('PUT', PATH, undefined, PATIENCE)
  if (outcome.kind === 'down' || outcome.kind === 'broken') return { asked: 'down' }
  if (registry.refusal()) return { asked: 'refused' }
  if (outcome.kind === 'unsigned')
    return {
      asked: 'down',
      why: `it answered ${outcome.status} without a signature of our key: INNGEST_SIGNING_KEY differs`,
    }
  return outcome.reply.status === 200
    ? { asked: 'up' }
    : { asked: 'down', why: `it answered ${outcome.reply.status}: ${outcome.reply.text.slice(0, 300)}` }
}

/**
 * Asks the application for its functions until it answers, and again every `syncMs`, so that a restart and a changed
 * function are noticed. A refusal before the first success is `fatal`; later ones leave the known functions in force.
 */
export function linkTo(
  caller: Caller,
  registry: Registry,
  syncMs: number,
  on: { up(): void; fatal(refusal: Refused): void },
): Link {
  let isUp = false
  let wasEverUp = false
  let isStopping = false
  let nudge = (): void => undefined
  let said = ''
  const hear = ({ asked, why }: { asked: Asked; why?: string }): void => {
    const refusal = registry.refusal()
    if (asked === 'refused' && refusal && !wasEverUp) return on.fatal(refusal)
    const message = refusal ? refusal.message : why ? `The application does not register its functions: ${why}.` : ''
    if (message && message !== said) say('error', message)
    said = message
    isUp = asked === 'up' || (asked === 'refused' && wasEverUp)
    wasEverUp ||= isUp
    if (isUp) on.up()
  }
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      const waited = new Promise<void>((resolve) => (nudge = resolve))
      const heard = await ask(caller, registry)
      if (isStopping) return
      hear(heard)
      const timer = setTimeout(nudge, isUp ? syncMs : ASK_AGAIN)
      await waited
      clearTimeout(timer)
    }
  }
  const looping = loop()
  return {
    isUp: () => isUp,
    lost: () => {
      isUp = false
      setTimeout(nudge, ASK_AGAIN)
    },
    stop: async () => {
      isStopping = true
      nudge()
      await Promise.race([looping, new Promise((resolve) => setTimeout(resolve, 100).unref())])
    },
  }
}
