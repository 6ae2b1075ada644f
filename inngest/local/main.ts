import { setTimeout as sleep } from 'node:timers/promises'
import { type Engine, startEngine } from './engine'
import { takeLock } from './lock'
import { reasonOf, say } from './log'
import type { Refused } from './registry'
import { readSettings, type Settings } from './settings'

/*
 * The job server for one machine: speaks Inngest's protocol with the application, keeps its state in PostgreSQL.
 * Prints `{"port":n}` on standard output once it serves.
 */

type End = 'stopped' | 'lost' | Refused

const stopped = new Promise<End>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve('stopped'))
})

/** Serves until it is told to stop, a function is refused, or the database connection that holds the lock breaks. */
async function serve(settings: Settings, port: number, onReady: (engine: Engine) => void): Promise<End> {
  const lock = await Promise.race([takeLock(settings.databaseUrl), stopped.then(() => undefined)])
  if (!lock) return 'stopped'
  const lost = lock.lost.then((): End => 'lost')
  try {
    const engine = await startEngine(settings, port)
    onReady(engine)
    const end = await Promise.race([stopped, lost, engine.refused])
    await engine.stop()
    return end
  } catch (error) {
    // A start that fails because the database went away is tried again; any other fault is for a person.
    if ((await Promise.race([lost, sleep(200)])) === 'lost') return 'lost'
    throw error
  } finally {
    await lock.release()
  }
}

async function main(): Promise<number> {
  const settings = readSettings(process.env)
  let port: number | undefined
  for (;;) {
    const end = await serve(settings, port ?? settings.port, (engine) => {
      if (port === undefined) process.stdout.write(`${JSON.stringify({ port: engine.port })}\n`)
      port = engine.port
    })
    if (end === 'stopped') return 0
    if (end !== 'lost') throw end
    say('warn', 'The connection to the database broke. The job server starts again.')
  }
}

// Written as promises, not awaited at the top: a signal must end the process even while it waits for the lock.
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say('error', reasonOf(error))
    process.exit(1)
  },
)
