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
import { answers, build, isPortFree, startJobs, startWeb, stopAll, type Started } from './processes'

export type Stack = { origin: string; parts: Started[]; database: Database; stop: () => Promise<void> }

/** Keys between the application and the local job server: made once, kept in the data folder. */
function jobKeys(): { INNGEST_EVENT_KEY: string; INNGEST_SIGNING_KEY: string } {
  const file = path.join(dataDir(), 'inngest-keys.json')
  if (!existsSync(file)) {
    const keys = { INNGEST_EVENT_KEY: randomBytes(24).toString('hex'), INNGEST_SIGNING_KEY: `signkey-prod-${randomBytes(32).toString('hex')}` }
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

const hasOwnInngest = (): boolean => Boolean(env().INNGEST_BASE_URL ?? (env().INNGEST_EVENT_KEY && env().INNGEST_SIGNING_KEY))

/** The first JSON line that the job server prints names its port. */
async function jobsPort(jobs: Started): Promise<number> {
  const lines = new Promise<string>((resolve) => {
    let text = ''
    jobs.child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const [line] = text.split('\n')
      if (text.includes('\n') && line) resolve(line)
    })
  })
  const first = await Promise.race([lines, jobs.ended.then(() => '')])
  const port = first ? Number((JSON.parse(first) as { port?: number }).port) : 0
  if (!port) throw new AppError('unavailable', 'The job server did not start. See the messages above.')
  return port
}

/** Database, build, job server and web server, in that order; `stop` ends what it started, in reverse. */
export async function startStack(mode: 'start' | 'dev', say: (line: string) => void, seed: () => Promise<void>): Promise<Stack> {
  setDefaults({ SANDBOX: '1', PORT: '3000', INNGEST_ENABLE_UNAUTHED_SYNC: 'false' })
  const port = env().PORT
  if (!(await isPortFree(port)))
    throw new AppError('conflict', `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm run ${mode === 'dev' ? 'dev' : 'up'}`)
  const origin = env().APP_URL ?? `http://localhost:${port}`
  const parts: Started[] = []
  const database = await openDatabase()
  const stop = async () => {
    await stopAll(parts)
    await database.release()
  }
  try {
    const applied = await migrate(database.ownerUrl, { role: !env().DATABASE_APP_URL })
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
    const keys = hasOwnInngest() ? {} : jobKeys()
    let inngest: Record<string, string> = {}
    if (!hasOwnInngest()) {
      const jobs = startJobs({ ...keys, DATABASE_URL: database.ownerUrl, PACELINE_APP_ORIGIN: `http://127.0.0.1:${port}`, JOBS_PORT: '0' })
      parts.push(jobs)
      inngest = { ...keys, INNGEST_BASE_URL: `http://127.0.0.1:${await jobsPort(jobs)}` }
    }
    const web = startWeb(mode, port, { ...inngest, AUTH_TRUST_HOST: '1', APP_URL: origin })
    parts.push(web)
    await answers(`http://127.0.0.1:${port}/health/ready`, () => web.child.exitCode !== null)
    return { origin, parts, database, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
