import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate, pendingSql } from './migrate.server'
import { appUrl } from './prisma'

/*
 * A database that a provider gives: its owner is no superuser. The names are this file's own, on the server of the tests.
 */

const name = `given_${randomBytes(4).toString('hex')}`
const admin = new pg.Client({ connectionString: inject('adminUrl') })
const url = (user: string, password: string): string =>
  Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}`, username: user, password }).toString()
const ownerUrl = url(name, 'p@ss word')

async function ask(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  await admin.connect()
  await admin.query(`create role ${name} login createrole createdb password 'p@ss word'`)
  await admin.query(`create database ${name} owner ${name}`)
})
afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`)
  for (const role of [`${name}_app`, `${name}_other`, name]) await admin.query(`drop role if exists ${role}`)
  await admin.end()
})

test('an owner without superuser migrates, and migrates again', async () => {
  expect((await migrate(ownerUrl)).length).toBeGreaterThan(0)
  expect(await migrate(ownerUrl)).toEqual([])
  const { rows } = await ask(appUrl(ownerUrl), 'select count(*)::int as count from agency')
  expect(rows).toEqual([{ count: 0 }])
  const { rows: roles } = await admin.query(
    'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = $1',
    [`${name}_app`],
  )
  expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }])
})

test('the migrations lead to the schema, and no further', async () => {
  expect(await pendingSql(ownerUrl)).toBe('')
})

test('a role that DATABASE_APP_URL names is not made, but may read and write', async () => {
  await admin.query(`create role ${name}_other login password 'other'`)
  await migrate(ownerUrl, url(`${name}_other`, 'other'))
  const { rows } = await ask(url(`${name}_other`, 'other'), 'select count(*)::int as count from campaign')
  expect(rows).toEqual([{ count: 0 }])
})

test('what was done stays written: no role of the application can change the log', async () => {
  for (const sql of ['update audit_log set action = null', 'delete from audit_log'])
    await expect(ask(appUrl(ownerUrl), sql)).rejects.toThrow('permission denied for table audit_log')
})

test('a role that could pass row-level security is refused', async () => {
  await admin.query(`alter role ${name}_app bypassrls`)
  await expect(migrate(ownerUrl)).rejects.toThrow(`The database role ${name}_app may do more than read and write rows`)
  await admin.query(`alter role ${name}_app nobypassrls`)
})

test('an owner who may make no role is told what to do', async () => {
  await admin.query(`alter role ${name} nocreaterole`)
  await expect(migrate(ownerUrl)).rejects.toThrow('Grant it CREATEROLE')
})
