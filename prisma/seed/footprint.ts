import { unsafeDb } from '@/lib/server/unsafe.server'

const TABLES = `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agencyId'
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'audit_log' order by 1`

let tables: Promise<string[]> | undefined

/** Tables that hold an agency's rows, but for the log of who tried what. */
export const tenantTables = (): Promise<string[]> =>
  (tables ??= unsafeDb()
    .$queryRawUnsafe<{ name: string }[]>(TABLES)
    .then((rows) => rows.map((row) => row.name)))

/** Rows and checksum of each of an agency's tables, as `table count sum`: equal lists mean that nothing has changed. */
export async function footprint(agencyId: string): Promise<string[]> {
  const one = (name: string) => `select '${name}' as name, count(*)::text as n,
    coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from "${name}" t where t."agencyId" = '${agencyId}'::uuid`
  const parts = [
    ...(await tenantTables()).map(one),
    `select 'agency', '1', md5(t::text) from agency t where id = '${agencyId}'::uuid`,
  ]
  const rows = await unsafeDb().$queryRawUnsafe<{ name: string; n: string; sum: string }[]>(parts.join(' union all '))
  return rows.map(({ name, n, sum }) => `${name} ${n} ${sum}`)
}

/** Ids of an agency's rows, each with its client: what no answer to a stranger may hold. */
export async function idsOf(agencyId: string): Promise<Map<string, string | null>> {
  const ids = new Map<string, string | null>([[agencyId, null]])
  for (const name of await tenantTables()) {
    const rows = await unsafeDb().$queryRawUnsafe<{ row: { id?: unknown; clientId?: unknown } }[]>(
      `select to_jsonb(t) as row from "${name}" t where t."agencyId" = '${agencyId}'::uuid`,
    )
    for (const { row } of rows)
      if (typeof row.id === 'string') ids.set(row.id, typeof row.clientId === 'string' ? row.clientId : null)
  }
  return ids
}

/** Rows of an agency that name a client of another one. Their number is how often a wall has leaked. */
export async function strayRows(): Promise<string[]> {
  const stray: string[] = []
  const named = await unsafeDb().$queryRawUnsafe<{ name: string }[]>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'clientId'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )
  for (const { name } of named) {
    const rows = await unsafeDb().$queryRawUnsafe<{ n: bigint }[]>(
      `select count(*) as n from "${name}" t join client c on c.id = t."clientId" where c."agencyId" <> t."agencyId"`,
    )
    if (Number(rows[0]?.n) > 0) stray.push(name)
  }
  return stray
}
