import 'server-only'
import { env, setEnvironment, unsetEnvironment } from '@/lib/server/env'
import { migrate } from '@/lib/server/migrate.server'
import { startEmbedded } from '@/lib/server/postgres.server'

export type Database = { ownerUrl: string; isEmbedded: boolean; release: () => Promise<void> }

/** The database that the environment names, or the embedded one, started if it is down. */
export async function openDatabase(): Promise<Database> {
  const given = env().DATABASE_URL
  if (given) return { ownerUrl: given, isEmbedded: false, release: async () => undefined }
  const embedded = await startEmbedded()
  setEnvironment({ DATABASE_URL: embedded.url })
  const release = async (): Promise<void> => {
    // Else the next to open one in this process would be sent to a server that has stopped.
    unsetEnvironment(['DATABASE_URL'])
    await embedded.release()
  }
  return { ownerUrl: embedded.url, isEmbedded: true, release }
}

/**
 * Runs a command that needs data, and leaves the database as it found it: running or not.
 * The embedded one is brought to the newest migration first; a given one is migrated by `cli migrate` alone.
 */
export async function withDatabase<T>(body: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase()
  try {
    if (database.isEmbedded) await migrate(database.ownerUrl, env().DATABASE_APP_URL)
    return await body(database)
  } finally {
    await database.release()
  }
}
