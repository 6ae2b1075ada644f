import 'server-only'
import { inAgency, type Scope } from '@/lib/access/scope'
import { db } from '@/lib/server/prisma'
import { getClientSettings } from './client-data.server'
import { CLIENT_TABLES, SECRET_COLUMNS } from './tables'

const BATCH = 1000
const TABLES = [...CLIENT_TABLES.toReversed(), 'ad_account', 'ad_account_asset', 'audit_log']

type Key = { name: string; type: string }

async function primaryKey(scope: Scope, table: string): Promise<Key[]> {
  return db(scope).$queryRaw<Key[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_index i cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indisprimary and i.indrelid = to_regclass(quote_ident(${table})) order by k.place`
}

/** A table's rows of the client, as JSON text, a batch at a time in the order of the key: memory does not grow with them. */
async function* rowsOf(scope: Scope, table: string, clientId: string): AsyncGenerator<string> {
  const keys = await primaryKey(scope, table)
  const names = keys.map(({ name }) => `"${name}"`)
  const secrets = SECRET_COLUMNS.map((name) => `- '${name}'`).join(' ')
  const start = `select (to_jsonb(t) ${secrets})::text as line, array[${names.map((name) => `${name}::text`).join(',')}] as key
    from "${table}" t where "agencyId" = $1::uuid and "clientId" = $2::uuid`
  const end = `order by ${names.join(',')} limit ${BATCH}`
  const next = `and (${names.join(',')}) > (${keys.map(({ type }, i) => `$${i + 3}::text::${type}`).join(',')})`
  let last: string[] = []
  for (;;) {
    const sql = `${start} ${last.length > 0 ? next : ''} ${end}`
    const rows = await db(scope).$queryRawUnsafe<{ line: string; key: string[] }[]>(
      sql,
      scope.agencyId,
      clientId,
      ...last,
    )
    for (const { line } of rows) yield `{"table":"${table}","row":${line}}\n`
    if (rows.length < BATCH) return
    last = rows.at(-1)?.key ?? []
  }
}

/** The pictures themselves, one a line, in base64. */
async function* picturesOf(scope: Scope, clientId: string): AsyncGenerator<string> {
  const assets = await db(scope).mediaAsset.findMany({
    where: { ...inAgency(scope), clientId },
    select: { hash: true, filename: true, mime: true },
  })
  for (const { hash, filename, mime } of assets) {
    const blob = await db(scope).mediaBlob.findUnique({ where: { agencyId_hash: { ...inAgency(scope), hash } } })
    if (blob)
      yield `${JSON.stringify({ file: { hash, filename, mime, base64: Buffer.from(blob.bytes).toString('base64') } })}\n`
  }
}

async function* linesOf(
  scope: Scope,
  client: { id: string; slug: string; name: string; currency: string },
  at: Date,
): AsyncGenerator<string> {
  const says =
    'One JSON object a line: this header, then {"table","row"} for each row and {"file"} for each picture. Columns that end in "Micros" are millionths of the row\'s or the client\'s currency; instants are UTC. Credentials are left out.'
  const { id, ...names } = client
  yield `${JSON.stringify({ export: 'paceline-client', version: 1, exported_at: at.toISOString(), client: { id, ...names }, tables: ['client', ...TABLES], says })}\n`
  const settings = await db(scope).$queryRaw<{ line: string }[]>`
    select to_jsonb(t)::text as line from client t where "agencyId" = ${scope.agencyId}::uuid and id = ${id}::uuid`
  for (const { line } of settings) yield `{"table":"client","row":${line}}\n`
  for (const table of TABLES) yield* rowsOf(scope, table, id)
  yield* picturesOf(scope, id)
  yield `${JSON.stringify({ end: true })}\n`
}

/**
 * Everything that Paceline holds of a client, as newline-delimited JSON, streamed. The last line `{"end":true}` tells
 * that nothing is missing. Throws `not_found` before the first byte.
 */
export async function exportClient(
  scope: Scope,
  clientId: string,
  at: Date,
): Promise<{ filename: string; stream: ReadableStream<Uint8Array> }> {
  const { id, slug, name, currency } = await getClientSettings(scope, clientId)
  const lines = linesOf(scope, { id, slug, name, currency }, at)
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await lines.return(undefined)
    },
  })
  return { filename: `${slug}-${at.toISOString().slice(0, 10)}.ndjson`, stream }
}
