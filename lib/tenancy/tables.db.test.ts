import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseUrl, db } from '@/lib/server/prisma'
import { everything } from '@/prisma/seed/world'
import { useDatabase } from '@/vitest.setup'

/** Tables that hold no agency's rows, each with its reason. */
const GLOBAL: Record<string, string> = {
  agency: 'is the tenant itself: its own id is the key of its policy',
  user: 'a person may be a member of several agencies',
  password_reset: 'belongs to a person',
  metric_definition: 'the same words for everybody',
  fx_rate: 'public rates',
  sandbox_login: "another company's server",
  sandbox_token: "another company's server",
  sandbox_entity: "another company's server",
  sandbox_change: "another company's server",
  sandbox_journal: "another company's server",
  sandbox_fault: "another company's server",
  sandbox_clock: "another company's server",
  _prisma_migrations: 'which migrations have run',
}

type World = Awaited<ReturnType<typeof everything>>
type Table = { name: string; columns: string[] }

let owner: pg.Client
let ours: World
let theirs: World
let tables: Table[]

beforeAll(async () => {
  const { ownerUrl } = await useDatabase()
  owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  ;[ours, theirs] = [await everything(), await everything()]
  const { rows } = await owner.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by 1`)
  tables = rows
})
afterAll(() => owner.end())

const tenants = (): Table[] => tables.filter(({ columns }) => columns.includes('agencyId'))
const q = (name: string): string => pg.escapeIdentifier(name)

/** What a scope's own session sees, by SQL without any filter. */
const seen = (world: World, who: keyof World['scopes'], table: string, where = 'true'): Promise<number> =>
  db(world.scopes[who])
    .$queryRawUnsafe<{ n: bigint }[]>(`select count(*) as n from ${q(table)} where ${where}`)
    .then(([row]) => Number(row?.n ?? -1))

describe('tables', () => {
  test('each either belongs to an agency or stands in the list with its reason', () => {
    const free = tables.filter(({ columns }) => !columns.includes('agencyId')).map(({ name }) => name)
    expect(free.filter((name) => !GLOBAL[name])).toEqual([])
    expect(Object.keys(GLOBAL).filter((name) => !free.includes(name))).toEqual([])
    expect(tenants().length).toBeGreaterThan(30)
  })

  test('row security is on, with a policy that reads and checks, and the application cannot walk around it', async () => {
    const { rows } = await owner.query<{ name: string; on: boolean; policies: string[] | null }>(`
      select c.relname as name, c.relrowsecurity as on,
        (select array_agg(coalesce(p.qual, '') || ' // ' || coalesce(p.with_check, '')) from pg_policies p where p.tablename = c.relname) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
    for (const { name, columns } of [...tenants(), { name: 'agency', columns: [] }]) {
      const row = rows.find((r) => r.name === name)
      expect([name, row?.on, row?.policies?.length]).toEqual([name, true, 1])
      const [read = '', check = ''] = row?.policies?.[0]?.split(' // ') ?? []
      for (const rule of [read, check]) {
        expect(`${name}: ${rule}`).toContain('app_agency()')
        if (columns.includes('clientId')) expect(`${name}: ${rule}`).toContain('app_clients()')
      }
    }
    const role = new URL(databaseUrl()).username
    const { rows: roles } = await owner.query('select rolbypassrls, rolsuper from pg_roles where rolname = $1', [role])
    expect(roles).toEqual([{ rolbypassrls: false, rolsuper: false }])
    const { rows: owned } = await owner.query('select tablename from pg_tables where tableowner = $1', [role])
    expect(owned).toEqual([])
  })

  test('rows are known by (agency, id), and children point at (agency, id)', async () => {
    const { rows: keys } = await owner.query<{ name: string; columns: string[] }>(`
      select t.relname as name, array(select a.attname::text from unnest(i.indkey) with ordinality k(n, o)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by k.o) as columns
      from pg_index i join pg_class t on t.oid = i.indrelid where i.indisunique and t.relnamespace = 'public'::regnamespace`)
    const has = (name: string, columns: string[]) =>
      keys.some((key) => key.name === name && key.columns.join() === columns.join())
    const without = tenants().filter(({ name, columns }) => columns.includes('id') && !has(name, ['agencyId', 'id']))
    expect(without.map(({ name }) => name)).toEqual([])
    const { rows: foreign } = await owner.query<{ child: string; parent: string; columns: string[] }>(`
      select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
        array(select a.attname::text from unnest(c.conkey) with ordinality k(n, o)
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.o) as columns
      from pg_constraint c where c.contype = 'f'`)
    const names = new Set(tenants().map(({ name }) => name))
    const crossing = foreign.filter(
      ({ child, parent, columns }) => names.has(child) && names.has(parent) && columns[0] !== 'agencyId',
    )
    expect(crossing).toEqual([])
    expect(foreign.filter(({ child, parent }) => names.has(child) && names.has(parent)).length).toBeGreaterThan(20)
  })
})

describe('row security alone', () => {
  test('shows an agency its own rows and nothing else: every table has rows of both', async () => {
    for (const { name } of tenants()) {
      const mine = `"agencyId" = '${ours.agencyId}'`
      const { rows } = await owner.query<{ n: string }>(`select count(*) as n from ${q(name)} where ${mine}`)
      expect([name, Number(rows[0]?.n) > 0]).toEqual([name, true])
      expect([name, await seen(theirs, 'job', name, mine)]).toEqual([name, 0])
      expect([name, await seen(ours, 'job', name, mine)]).toEqual([name, Number(rows[0]?.n)])
      expect([name, await seen(ours, 'job', name)]).toEqual([name, Number(rows[0]?.n)])
    }
    expect(await seen(theirs, 'job', 'agency')).toBe(1)
  })

  test('shows a member of another client none of a client', async () => {
    for (const { name } of tenants().filter(({ columns }) => columns.includes('clientId')))
      for (const who of ['narrow', 'viewer'] as const)
        expect([name, who, await seen(ours, who, name, `"clientId" = '${ours.client}'`)]).toEqual([name, who, 0])
    expect(await seen(ours, 'viewer', 'client')).toBe(1)
  })

  test('refuses rows in the name of another agency, whatever the table', async () => {
    for (const { name, columns } of tenants()) {
      const list = columns.map(q).join(', ')
      // A copy of a row of ours, handed in by them: the policy speaks before any key can.
      const { rows } = await owner.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${q(name)} t where "agencyId" = '${ours.agencyId}' limit 1`,
      )
      const copy = `insert into ${q(name)} (${list}) select ${list} from jsonb_populate_record(null::${q(name)}, $1::jsonb)`
      const handed = db(theirs.scopes.job).$executeRawUnsafe(copy, JSON.stringify(rows[0]?.row))
      await expect(handed.then(() => name)).rejects.toThrow(/row-level security/)
      const again = db(ours.scopes.job).$executeRawUnsafe(copy, JSON.stringify(rows[0]?.row))
      await expect(again.then(() => name)).rejects.toThrow(/duplicate key|unique constraint/i)
    }
  })

  test('lets nobody change or delete what is not theirs', async () => {
    for (const { name } of tenants()) {
      // Nobody changes the log, their own neither.
      if (name === 'audit_log') continue
      const theirsToo = `where "agencyId" = '${ours.agencyId}'`
      const changed = await db(theirs.scopes.job).$executeRawUnsafe(
        `update ${q(name)} set "agencyId" = "agencyId" ${theirsToo}`,
      )
      const deleted = await db(theirs.scopes.job).$executeRawUnsafe(`delete from ${q(name)} ${theirsToo}`)
      expect([name, changed, deleted]).toEqual([name, 0, 0])
    }
    for (const sql of ['update audit_log set "agencyId" = "agencyId"', 'delete from audit_log'])
      await expect(db(ours.scopes.owner).$executeRawUnsafe(sql)).rejects.toThrow(/permission denied/)
    await expect(
      db(ours.scopes.viewer).$executeRawUnsafe(`update client set name = name where id = '${ours.otherClient}'`),
    ).rejects.toThrow(/read-only/)
  })

  test('holds where a query forgets its scope', async () => {
    const { client } = ours
    const bare = { where: { clientId: client } }
    expect(await db(theirs.scopes.job).campaign.findMany(bare)).toEqual([])
    expect(await db(ours.scopes.narrow).campaign.findMany(bare)).toEqual([])
    expect(await db(ours.scopes.job).campaign.findMany(bare)).toHaveLength(2)
    expect(await db(theirs.scopes.job).client.findUnique({ where: { id: client } })).toBeNull()
    const { count } = await db(theirs.scopes.job).campaign.updateMany({ ...bare, data: { name: 'Taken' } })
    expect(count).toBe(0)
  })
})
