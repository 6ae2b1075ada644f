import type { Server } from 'node:http'
import { type Link, linkTo, openRegistry } from './application'
import { makeCaller } from './call'
import { fireCrons, type Preview } from './cron'
import { type Dispatcher, startDispatcher } from './dispatch'
import { listen } from './http'
import { reasonOf, say } from './log'
import type { Refused } from './registry'
import { forget } from './runs'
import type { Settings } from './settings'
import { openStore } from './store'

export type Engine = {
  port: number
  /** Settles when a function is refused before any registration succeeded. */
  refused: Promise<Refused>
  /** Ends within two seconds; answers that come meanwhile are recorded. */
  stop(): Promise<void>
}

const GRACE = 1200
const TICK = 1000
const HOUR = 3600_000

/** Runs `work` every `ms` until stopped, never two at a time; a failure is said and tried at the next turn. */
function every(ms: number, what: string, work: () => Promise<void>): () => Promise<void> {
  let isStopping = false
  let current: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const turn = (): void => {
    current = work().catch((error: unknown) => say('warn', `${what} failed.`, { reason: reasonOf(error) }))
    void current.then(() => {
      if (!isStopping) timer = setTimeout(turn, ms)
    })
  }
  turn()
  return async () => {
    isStopping = true
    clearTimeout(timer)
    await current
  }
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 200).unref()
  })

/** Starts everything on a database that this process alone holds. */
export async function startEngine(settings: Settings, port: number): Promise<Engine> {
  const store = await openStore(settings.databaseUrl)
  const preview: Preview = (expression, options) => store.boss.previewSchedule(expression, options)
  const registry = await openRegistry(store, preview)
  const caller = makeCaller(settings.appOrigin, settings.signingKey, settings.parallel)
  const refusal = Promise.withResolvers<Refused>()
  let dispatcher: Dispatcher | undefined
  let link: Link | undefined
  const wake = (): void => dispatcher?.wake()
  const server = await listen(port, { store, registry, settings, wake })
  link = linkTo(caller, registry, settings.syncMs, { up: wake, fatal: refusal.resolve })
  const app = { functions: () => registry.functions(), isUp: () => link?.isUp() ?? false, lost: () => link?.lost() }
  dispatcher = startDispatcher({ store, caller, app, settings })
  const fire = async (): Promise<void> => {
    if ((await fireCrons(store, preview, registry.known() ?? [], new Date())) > 0) wake()
  }
  const endCrons = every(TICK, 'Starting the scheduled jobs', fire)
  const endForgetting = every(HOUR, 'Removing old runs', () => forget(store, new Date()))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    refused: refusal.promise,
    stop: async () => {
      await Promise.all([link.stop(), dispatcher.stop(GRACE), closed(server), endCrons(), endForgetting()])
      caller.close()
      await store.close()
    },
  }
}
