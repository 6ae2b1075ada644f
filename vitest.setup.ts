import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { setEnvironment } from '@/lib/server/env'
import { appUrl, closeDatabase } from '@/lib/server/prisma'

/** Gives this test file a database of its own: a copy of the migrated template, reached as the application's role. */
export async function useDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
  const adminUrl = inject('adminUrl')
  const name = `${inject('template')}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  // Copies of one template exclude each other, so the files take turns.
  await admin.query('select pg_advisory_lock(7043022)')
  await admin.query(`create database ${name} template ${inject('template')}`)
  await admin.end()
  const at = (base: string) => Object.assign(new URL(base), { pathname: `/${name}` }).toString()
  const urls = { ownerUrl: at(adminUrl), appUrl: at(appUrl(adminUrl)) }
  setEnvironment({ DATABASE_URL: urls.ownerUrl, DATABASE_APP_URL: urls.appUrl })
  return urls
}

afterAll(closeDatabase)
setEnvironment({ NODE_ENV: 'test', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', SANDBOX: '1' })
