import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { reasonOf, say } from './log'

export type Lock = { lost: Promise<void>; release(): Promise<void> }

/** Any number, the same for every job server: one works on a database at a time. */
const KEY = 7_043_023

async function tryLock(databaseUrl: string): Promise<Lock> {
  const lost = Promise.withResolvers<void>()
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'paceline-jobs-lock',
    keepAlive: true,
  })
  client.on('error', () => lost.resolve())
  client.on('end', () => lost.resolve())
  await client.connect()
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [KEY])
  if (!rows[0]?.taken) {
    say('info', 'Another job server works on this database. This one waits for it to end.')
    await client.query('select pg_advisory_lock($1)', [KEY])
  }
  return { lost: lost.promise, release: () => client.end().catch(() => undefined) }
}

/** Waits until this process is the only job server of the database, for as long as that takes. */
export async function takeLock(databaseUrl: string): Promise<Lock> {
  for (let said = ''; ; await sleep(500)) {
    try {
      return await tryLock(databaseUrl)
    } catch (error) {
      const reason = reasonOf(error)
      if (reason !== said) say('warn', 'The database does not answer. The job server waits for it.', { reason })
      said = reason
    }
  }
}
