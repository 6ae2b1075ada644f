import 'server-only'
import { day, type Day } from '@/lib/core/day'
import { hash32 } from '@/lib/core/random'
import { dayIn } from '@/lib/core/zone'
import type { Entity, Reporting, SandboxReply } from '../define'
import { listEntities } from '../store.server'
import { badRequestReply, failureReply, okReply, type Call, type GoogleError } from './failure'
import { campaignFigures, splitFigures } from './figures.server'
import { parseQuery, type Condition, type Query } from './gaql'
import { checkQuery } from './gaql-fields'
import { dayMeets, dayRange, fieldMask, finish, resolveDuring, rowMeets, segmentValue, type Row } from './gaql-run'
import { recordOf, textOf, type JsonObject } from './json'
import { add, drawMetrics, isNothing, NOTHING, type Cell, type Sums } from './metrics'
import { camel, readMessage, type Violation } from './proto'
import { loadRows, type Reader, type Source } from './rows.server'

/* Answering queries: `search` in pages of fixed size, `searchStream` as an array of chunks. */

const PAGE = 10_000
const CHUNK = 1_000

const segmentsOf = (query: Query): string[] =>
  query.select.filter((field) => field.startsWith('segments.')).map((field) => field.slice('segments.'.length))

const needsFigures = (query: Query): boolean =>
  [...query.select, ...query.where.map(({ field }) => field)].some(
    (f) => f.startsWith('metrics.') || f.startsWith('segments.'),
  )

/** Figures of each source, in the grain that the segments need. */
async function figuresOf(reader: Reader, sources: Source[], conditions: Condition[], reporting: Reporting) {
  const { tx, account, now, query } = reader
  const isHourly = [...query.select, ...query.where.map(({ field }) => field)].includes('segments.hour')
  const asked = { account, window: dayRange(conditions), isHourly, now, reporting }
  if (query.from === 'customer') {
    const all = await listEntities(tx, 'google', { kind: 'campaign', accountId: account.id })
    const cells = [...(await campaignFigures(tx, all, asked)).values()].flat()
    return (_source: Source): Cell[] => cells
  }
  const campaigns = [
    ...new Map(sources.flatMap(({ campaign }) => (campaign ? [[campaign.id, campaign] as const] : []))).values(),
  ]
  const whole = await campaignFigures(tx, campaigns, asked)
  if (query.from === 'campaign') return ({ campaign }: Source): Cell[] => whole.get(campaign?.id ?? '') ?? []
  const byGroup = await parts(reader, 'ad_group', campaigns, whole)
  if (query.from === 'ad_group') return ({ adGroup }: Source): Cell[] => byGroup.get(adGroup?.id ?? '') ?? []
  const groups = [
    ...new Map(sources.flatMap(({ adGroup }) => (adGroup ? [[adGroup.id, adGroup] as const] : []))).values(),
  ]
  const byAd = await parts(reader, 'ad_group_ad', groups, byGroup)
  return ({ ad }: Source): Cell[] => byAd.get(ad?.id ?? '') ?? []
}

/** The figures of wholes among all their parts, wanted or not, so that a filter changes no share. */
async function parts(
  { tx, account }: Reader,
  kind: string,
  wholes: Entity[],
  figures: Map<string, Cell[]>,
): Promise<Map<string, Cell[]>> {
  const parentIds = wholes.map(({ id }) => id)
  const all = await listEntities(tx, 'google', { kind, accountId: account.id, parentIds })
  const shares = new Map<string, Cell[]>()
  for (const [parentId, siblings] of Map.groupBy(all, (part) => part.parentId ?? ''))
    for (const [id, cells] of splitFigures(figures.get(parentId) ?? [], siblings, account)) shares.set(id, cells)
  return shares
}

function segmented(source: Source, cells: Cell[], segments: string[], conditions: Condition[]): Row[] {
  const sums = new Map<string, { segments: JsonObject; sums: Sums }>()
  for (const cell of cells) {
    if (!dayMeets(conditions, cell.day, cell.hour ?? 0)) continue
    const values = Object.fromEntries(
      segments.map((name) => [camel(name), segmentValue(name, cell.day, cell.hour ?? 0)]),
    )
    const key = JSON.stringify(values)
    sums.set(key, { segments: values, sums: add(sums.get(key)?.sums ?? NOTHING, cell) })
  }
  const found = [...sums.values()]
  // Without segments every resource has its row, with segments only those with figures.
  if (segments.length === 0 && found.length === 0) found.push({ segments: {}, sums: NOTHING })
  return found
    .filter((row) => segments.length === 0 || !isNothing(row.sums))
    .map((row) => ({ ...source.row, segments: row.segments, metrics: drawMetrics(row.sums) }))
}

/** Where a page begins: after so many sources, and so many rows of the next one. */
type Place = { sources: number; rows: number }
const START: Place = { sources: 0, rows: 0 }

/** Sources whose figures are worked out together. */
const BATCH = 250

/** Rows from a place on: all of them, or as many as `most` and where the next page begins. */
async function answer(
  reader: Reader,
  reporting: Reporting,
  from: Place = START,
  most = Infinity,
): Promise<{ rows: Row[]; next: Place | undefined }> {
  const { query, account, now } = reader
  const today: Day = day(dayIn(now, account.timezone))
  const conditions = resolveDuring(query.where, today)
  const sources = (await loadRows(reader)).filter(({ row }) => rowMeets(conditions, row, false))
  const rowsOf = async (some: Source[]): Promise<Row[][]> => {
    if (!needsFigures(query)) return some.map(({ row }) => [row])
    const cellsOf = await figuresOf(reader, some, conditions, reporting)
    return some.map((source) =>
      segmented(source, cellsOf(source), segmentsOf(query), conditions).filter((row) =>
        rowMeets(conditions, row, true),
      ),
    )
  }
  // In the order of the sources a page needs its own figures alone; in another order all have to be known first.
  if (query.orderBy.length === 0 && query.limit === null) return inOrder(query, sources, rowsOf, from, most)
  const rows = finish(query, (await rowsOf(sources)).flat())
  const end = from.rows + most
  return { rows: rows.slice(from.rows, end), next: end < rows.length ? { sources: 0, rows: end } : undefined }
}

async function inOrder(
  query: Query,
  sources: Source[],
  rowsOf: (some: Source[]) => Promise<Row[][]>,
  from: Place,
  most: number,
): Promise<{ rows: Row[]; next: Place | undefined }> {
  const rows: Row[] = []
  for (let at = from.sources; at < sources.length; at += BATCH) {
    const groups = await rowsOf(sources.slice(at, at + BATCH))
    for (const [i, group] of groups.entries()) {
      const skip = at + i === from.sources ? from.rows : 0
      for (let j = skip; j < group.length; j++) {
        if (rows.length === most) return { rows: finish(query, rows), next: { sources: at + i, rows: j } }
        const row = group[j]
        if (row) rows.push(row)
      }
    }
  }
  return { rows: finish(query, rows), next: undefined }
}

const queryError = (code: string, message: string): GoogleError => ({ family: 'queryError', code, message })

/** The query of a request, or the refusal. */
function readQuery(call: Call, text: unknown, isManager: boolean): { query: Query } | { reply: SandboxReply } {
  if (typeof text !== 'string' || text.trim() === '')
    return { reply: failureReply(call, [{ family: 'requestError', code: 'REQUIRED_FIELD_MISSING', path: 'query' }]) }
  const parsed = parseQuery(text)
  const checked = parsed.ok ? checkQuery(parsed.value) : parsed
  if (!parsed.ok || !checked.ok) {
    const { code, message } = parsed.ok ? (checked.ok ? queryError('QUERY_ERROR', '') : checked.error) : parsed.error
    return { reply: failureReply(call, [queryError(code, message ?? '')]) }
  }
  if (isManager && needsFigures(parsed.value))
    return { reply: failureReply(call, [{ family: 'queryError', code: 'REQUESTED_METRICS_FOR_MANAGER' }]) }
  return { query: parsed.value }
}

type Asked = { call: Call; reader: Omit<Reader, 'query'>; reporting: Reporting; body: unknown }

/** `googleAds:searchStream`: all rows, in chunks. */
export async function searchStream({ call, reader, reporting, body }: Asked): Promise<SandboxReply> {
  const violations: Violation[] = []
  const read = readMessage('SearchGoogleAdsStreamRequest', body ?? {}, '', violations)
  if (violations.length > 0) return badRequestReply(call, violations)
  const found = readQuery(call, read['query'], reader.isManager)
  if ('reply' in found) return found.reply
  const { rows } = await answer({ ...reader, query: found.query }, reporting)
  const frame = { fieldMask: fieldMask(found.query), requestId: call.requestId }
  const chunks: JsonObject[] = []
  for (let i = 0; i < rows.length; i += CHUNK) chunks.push({ results: rows.slice(i, i + CHUNK), ...frame })
  return { ...okReply(call, chunks.length > 0 ? chunks : [frame]), accountId: reader.account.id }
}

/** A page token: where the next page begins, and of which query. */
const tokenOf = (place: Place, text: string): string =>
  Buffer.from(JSON.stringify({ ...place, of: hash32(text) })).toString('base64url')

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function readToken(token: string, text: string): Place | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    const { sources, rows, of } = recordOf(read)
    return of === hash32(text) && isCount(sources) && isCount(rows) && sources + rows > 0
      ? { sources, rows }
      : undefined
  } catch {
    return undefined
  }
}

/** `googleAds:search`: pages of 10,000 rows; the size cannot be chosen. */
export async function search({ call, reader, reporting, body }: Asked): Promise<SandboxReply> {
  const violations: Violation[] = []
  const read = readMessage('SearchGoogleAdsRequest', body ?? {}, '', violations)
  if (violations.length > 0) return badRequestReply(call, violations)
  if (read['pageSize'] !== undefined)
    return failureReply(call, [{ family: 'requestError', code: 'PAGE_SIZE_NOT_SUPPORTED', path: 'page_size' }])
  const found = readQuery(call, read['query'], reader.isManager)
  if ('reply' in found) return found.reply
  const text = textOf(read['query'])
  const token = textOf(read['pageToken'])
  const from = token === '' ? START : readToken(token, text)
  if (from === undefined)
    return failureReply(call, [
      { family: 'requestError', code: 'INVALID_PAGE_TOKEN', path: 'page_token', trigger: token },
    ])
  if (read['validateOnly'] === true) return okReply(call, {})
  const asked = { ...reader, query: found.query }
  const { rows, next } = await answer(asked, reporting, from, PAGE)
  const settings = recordOf(read['searchSettings'])
  const isCounted = settings['returnTotalResultsCount'] === true
  return {
    ...okReply(call, {
      results: rows.length > 0 && settings['omitResults'] !== true ? rows : undefined,
      nextPageToken: next ? tokenOf(next, text) : undefined,
      totalResultsCount: isCounted ? String((await answer(asked, reporting)).rows.length) : undefined,
      fieldMask: fieldMask(found.query),
    }),
    accountId: reader.account.id,
  }
}
