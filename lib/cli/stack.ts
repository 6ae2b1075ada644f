import 'server-only'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '@/lib/core/errors'
import { dataDir } from '@/lib/server/data-dir'
import { env, setDefaults } from '@/lib/server/env'
import { migrate } from '@/lib/server/migrate.server'
import { openDatabase, type Database } from './database'
import { isBuilt, markBuilt, sourceHash } from './build-stamp'
import { answers, build, freePort, isPortFree, startJobs, startWeb, stopAll, type Started } from './processes'

export type Stack = {
  origin: string
  parts: Started[]
  database: Database
  /** Starts a part again after it was ended; gives it once it answers. */
  restart: (name: 'web' | 'jobs') => Promise<Started>
  stop: () => Promise<void>
}

/** Keys between the application and the local job server: made once, kept in the data folder. */
function jobKeys(): { INNGEST_EVENT_KEY: string; INNGEST_SIGNING_KEY: string } {
  const file = path.join(dataDir(), 'inngest-keys.json')
  if (!existsSync(file)) {
    const keys = {
      INNGEST_EVENT_KEY: randomBytes(24).toString('hex'),
      INNGEST_SIGNING_KEY: `signkey-prod-${randomBytes(32).toString('hex')}`,
    }
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

const hasOwnInngest = (): boolean =>
  Boolean(env().INNGEST_BASE_URL ?? (env().INNGEST_EVENT_KEY && env().INNGEST_SIGNING_KEY))

/** The job server says on its first line that it listens. */
async function listening(jobs: Started): Promise<void> {
  const line = new Promise<boolean>((resolve) => jobs.child.stdout?.once('data', () => resolve(true)))
  if (!(await Promise.race([line, jobs.ended.then(() => false)])))
    throw new AppError('unavailable', 'The job server did not start. See the messages above.')
  jobs.child.stdout?.resume()
}

type Begin = Record<'web' | 'jobs', () => Promise<Started>>

/** How each part begins; ports and keys stay the same over restarts. */
async function beginnings(
  mode: 'start' | 'dev',
  port: number,
  origin: string,
  database: Database,
  isLocal: boolean,
): Promise<Begin> {
  const keys = isLocal ? jobKeys() : {}
  const jobsPort = await freePort()
  const inngest: Record<string, string> = isLocal ? { ...keys, INNGEST_BASE_URL: `http://127.0.0.1:${jobsPort}` } : {}
  const own = `http://127.0.0.1:${port}`
  // Commands and proofs that run in this process send events to the same server.
  setDefaults(inngest)
  return {
    jobs: async () => {
      const jobs = startJobs({
        ...keys,
        DATABASE_URL: database.ownerUrl,
        PACELINE_APP_ORIGIN: own,
        JOBS_PORT: String(jobsPort),
      })
      await listening(jobs)
      return jobs
    },
    web: async () => {
      const web = startWeb(mode, port, { ...inngest, AUTH_TRUST_HOST: '1', APP_URL: origin })
      await answers(`${own}/health/ready`, () => web.child.exitCode !== null)
      return web
    },
  }
}

/** Database, build, job server and web server, in that order; `stop` ends what it started, in reverse. */
export async function startStack(
  mode: 'start' | 'dev',
  say: (line: string) => void,
  seed: () => Promise<void>,
): Promise<Stack> {
  setDefaults({ SANDBOX: '1', PORT: '3000', INNGEST_ENABLE_UNAUTHED_SYNC: 'false' })
  const port = env().PORT
  if (!(await isPortFree(port)))
    throw new AppError(
      'conflict',
      `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm run ${mode === 'dev' ? 'dev' : 'up'}`,
    )
  const origin = env().APP_URL ?? `http://localhost:${port}`
  const parts: Started[] = []
  const database = await openDatabase()
  const stop = async () => {
    await stopAll(parts)
    await database.release()
  }
  try {
    const applied = await migrate(database.ownerUrl, env().DATABASE_APP_URL)
    if (applied.length > 0) say(`database: ${applied.length} migrations applied`)
    await seed()
    if (mode === 'start') {
      const hash = sourceHash()
      if (!isBuilt(hash)) {
        say('building …')
        await build({})
        markBuilt(hash)
      }
    }
    const isLocal = !hasOwnInngest()
    const begin = await beginnings(mode, port, origin, database, isLocal)
    if (isLocal) parts.push(await begin.jobs())
    parts.push(await begin.web())
    const restart = async (name: 'web' | 'jobs'): Promise<Started> => {
      const started = await begin[name]()
      parts.splice(
        parts.findIndex((part) => part.name === name),
        1,
        started,
      )
      return started
    }
    return { origin, parts, database, restart, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
