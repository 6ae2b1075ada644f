import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '@/lib/server/migrate.server'
import { startEmbedded } from '@/lib/server/postgres.server'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
    template: string
  }
}

/** One migrated template database a run; each test file that needs data works on a copy of its own. */
export default async function setup(project: TestProject) {
  const embedded = process.env['DATABASE_URL'] ? undefined : await startEmbedded()
  const adminUrl = embedded?.url ?? process.env['DATABASE_URL'] ?? ''
  const template = `paceline_test_${process.pid}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create database ${template}`)
  await admin.end()
  const url = new URL(adminUrl)
  url.pathname = `/${template}`
  await migrate(url.toString())
  project.provide('adminUrl', adminUrl)
  project.provide('template', template)
  return async () => {
    const end = new pg.Client({ connectionString: adminUrl })
    await end.connect()
    const { rows } = await end.query<{ datname: string }>('select datname from pg_database where datname like $1', [
      `${template}%`,
    ])
    for (const { datname } of rows) await end.query(`drop database if exists "${datname}" with (force)`)
    await end.end()
    await embedded?.release()
  }
}
