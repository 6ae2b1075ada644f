import 'server-only'
import type { Entity, SandboxReply } from '../define'
import { listEntities } from '../store.server'
import type { Account, Caller } from './caller.server'
import { refuse } from './error'
import { parseFields } from './fields'
import { dict, word, words } from './json'
import { afterOf, limitOf, pagingOf } from './page'
import { common, paramsOf } from './request'
import { DATE_PRESET, EFFECTIVE_STATUS } from './schema/enums'
import { any, count, flag, list, one, open, record, text, type Params } from './schema/type'
import { statusOf } from './status'
import { type ViewKind, views } from './view.server'

const FILTER = record(
  {
    field: text,
    operator: one(['EQUAL', 'NOT_EQUAL', 'IN', 'NOT_IN', 'CONTAIN', 'NOT_CONTAIN', 'GREATER_THAN', 'LESS_THAN']),
    value: any,
  },
  ['field', 'operator', 'value'],
)
const LISTING = {
  date_preset: one(DATE_PRESET),
  effective_status: list(one(EFFECTIVE_STATUS)),
  filtering: list(FILTER),
  hashes: list(text),
  is_completed: flag,
  minheight: count,
  minwidth: count,
  name: text,
  time_range: open,
  updated_since: count,
}
/** Rows read at a time: few for a plain page, many where a filter may drop most of them. */
const MANY = 500
const SPARE = 5

type Edge = { kind: ViewKind; parentIds?: string[]; accountId?: string }

function matches(entity: Entity, filter: unknown, kind: ViewKind): boolean {
  const { field, operator, value } = dict(filter)
  const name = word(field).replace(new RegExp(`^${kind}\\.`), '')
  const subject = { name: entity.name, id: entity.id, status: statusOf(entity), effective_status: statusOf(entity) }[
    name
  ]
  if (subject === undefined)
    return refuse({
      message: `(#100) Filtering field '${word(field)}' with operation '${word(operator).toLowerCase()}' is not supported`,
      code: 100,
      field: ['filtering'],
    })
  const all = Array.isArray(value) ? words(value) : [word(value)]
  const holds = all.some((one) =>
    word(operator).endsWith('CONTAIN') ? subject.toLowerCase().includes(one.toLowerCase()) : subject === one,
  )
  return word(operator).startsWith('NOT_') ? !holds : holds
}

/** Lists leave out what was deleted or archived unless its status is asked for. */
function isWanted(entity: Entity, params: Params, kind: ViewKind): boolean {
  const statuses = words(params['effective_status'])
  const status = statusOf(entity)
  if (kind !== 'image' && statuses.length === 0 && (status === 'DELETED' || status === 'ARCHIVED')) return false
  if (statuses.length > 0 && !statuses.includes(status)) return false
  const hashes = words(params['hashes'])
  if (kind === 'image' && hashes.length > 0 && !hashes.includes(word(entity.data['hash']))) return false
  if (params['name'] !== undefined && entity.name !== params['name']) return false
  return (Array.isArray(params['filtering']) ? params['filtering'] : []).every((filter) =>
    matches(entity, filter, kind),
  )
}

/** Walks an edge from a cursor until a page is full and one more is known. */
async function collect(
  caller: Caller,
  edge: Edge,
  params: Params,
  from: string | undefined,
  limit: number,
): Promise<Entity[]> {
  const found: Entity[] = []
  const isFiltered = ['effective_status', 'filtering', 'hashes', 'name'].some((key) => params[key] !== undefined)
  const size = isFiltered ? MANY : limit + SPARE
  for (let after = from; found.length <= limit;) {
    const batch = await listEntities(caller.tx, 'meta', { ...edge, after, limit: size })
    found.push(...batch.filter((entity) => isWanted(entity, params, edge.kind)))
    after = batch.at(-1)?.id
    if (batch.length < size) break
  }
  return found
}

/** `GET /{parent}/{edge}`: a page of campaigns, ad sets, ads, creatives or images. */
export async function listEdge(caller: Caller, account: Account, edge: Edge): Promise<SandboxReply> {
  const params = paramsOf(caller.request, LISTING)
  const nodes = parseFields(common(caller.request, 'fields') ?? 'id')
  const limit = limitOf(caller.request)
  const found = await collect(caller, edge, params, afterOf(caller.request), limit)
  const page = found.slice(0, limit)
  const data = await views(caller.tx, account, edge.kind, page, nodes)
  const [first, last] = [page[0], page.at(-1)]
  const paging =
    first && last ? { paging: pagingOf(caller.request, first.id, last.id, found.length > limit, caller.token) } : {}
  return { status: 200, body: { data, ...paging }, accountId: account.id }
}
