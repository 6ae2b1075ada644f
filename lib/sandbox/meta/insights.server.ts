import 'server-only'
import type { Json } from '@/lib/connectors/define'
import { daysBetween } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { timelinesOf } from '../change.server'
import type { Entity, SandboxReply } from '../define'
import { listEntities } from '../store.server'
import type { Account, Caller } from './caller.server'
import { refuse } from './error'
import { parseFields } from './fields'
import {
  added,
  type Campaign,
  campaignRows,
  eventOf,
  type Level,
  NOTHING,
  partRows,
  type Question,
  type Row,
} from './figures.server'
import { type EventResult, hourText, insightRow, pieces, presetRange, type Range, rangeOf } from './insights'
import { dict, word, words } from './json'
import { afterOf, badCursor, limitOf, pagingOf } from './page'
import { common, paramsOf } from './request'
import { EFFECTIVE_STATUS } from './schema/enums'
import { HOURLY, INSIGHT_FIELDS, INSIGHTS } from './schema/insights'
import type { Params } from './schema/type'
import { campaignStatus } from './status'

/** Campaigns read at a time: as many as the page can need, within bounds. */
const FEW = 5
const MANY = 100
const MOST_DAYS = 1160

type Plan = {
  level: Level
  range: Range
  increment: string
  isHourly: boolean
  fields: string[]
  ids: Partial<Record<'campaign' | 'adset' | 'ad', string[]>>
  /** Of the campaigns; without it those that are gone have no rows of their own, though the account's sums hold them. */
  statuses: string[] | undefined
}

function rangeFrom(params: Params, caller: Caller, account: Account): Range {
  const today = dayIn(caller.now, account.timezone)
  if (params['time_range'] === undefined) return presetRange(word(params['date_preset']) || 'last_30d', today)
  const { since, until } = dict(params['time_range'])
  const range = rangeOf(word(since), word(until))
  if (!range)
    return refuse({
      message:
        '(#100) The parameter time_range must have since and until as YYYY-MM-DD, the first not after the second',
      code: 100,
      field: ['time_range'],
    })
  if (daysBetween(range.since, today) > MOST_DAYS)
    return refuse({
      message: '(#3018) The start date of the time range cannot be beyond 37 months from the current date',
      code: 3018,
      field: ['time_range'],
    })
  return range
}

function filtersOf(params: Params): Pick<Plan, 'ids' | 'statuses'> {
  const ids: Plan['ids'] = {}
  let statuses: string[] | undefined
  for (const filter of Array.isArray(params['filtering']) ? params['filtering'] : []) {
    const { field, operator, value } = dict(filter)
    const kind = (['campaign', 'adset', 'ad'] as const).find((one) => word(field) === `${one}.id`)
    const named = Array.isArray(value) ? words(value) : [word(value)]
    if (word(field) === 'campaign.effective_status' && word(operator) === 'IN') statuses = knownStatuses(named)
    else if (!kind || !['IN', 'EQUAL'].includes(word(operator)))
      refuse({
        message: `(#100) Filtering field '${word(field)}' with operation '${word(operator).toLowerCase()}' is not supported`,
        code: 100,
        field: ['filtering'],
      })
    else ids[kind] = named
  }
  return { ids, statuses }
}

function knownStatuses(named: string[]): string[] {
  const odd = named.find((status) => !EFFECTIVE_STATUS.includes(status))
  if (odd !== undefined)
    refuse({
      message: `(#100) Filtering field 'campaign.effective_status' has the unknown value '${odd}'`,
      code: 100,
      field: ['filtering'],
    })
  return named
}

/** What was archived or deleted is left out of lists of rows unless its status is asked for. */
function isShown(campaign: Entity, { statuses }: Plan, isNamed: boolean): boolean {
  const status = campaignStatus(campaign)
  if (statuses) return statuses.includes(status)
  return isNamed || (status !== 'DELETED' && status !== 'ARCHIVED')
}

function planOf(caller: Caller, account: Account, level: Level): Plan {
  const params = paramsOf(caller.request, INSIGHTS)
  const breakdowns = words(params['breakdowns'])
  const other = breakdowns.find((one) => one !== HOURLY)
  if (other !== undefined)
    refuse({
      message: `(#100) The breakdown ${other} has no figures here; ${HOURLY} has.`,
      code: 100,
      field: ['breakdowns'],
    })
  const increment = word(params['time_increment']) || 'all_days'
  if (!/^(all_days|monthly|[1-9]|[1-8]\d|90)$/.test(increment))
    refuse({
      message: '(#100) Param time_increment must be between 1 and 90, monthly or all_days',
      code: 100,
      field: ['time_increment'],
    })
  const fields = parseFields(common(caller.request, 'fields') ?? 'impressions,spend').map(({ name }) => name)
  const unknown = fields.find((name) => !INSIGHT_FIELDS.has(name))
  if (unknown !== undefined)
    refuse({
      message: `(#100) ${unknown} is not valid for fields param. please check https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values`,
      code: 100,
      field: ['fields'],
    })
  const wanted = word(params['level'])
  const chosen = (['account', 'campaign', 'adset', 'ad'] as const).find((one) => one === wanted) ?? level
  return {
    level: chosen,
    range: rangeFrom(params, caller, account),
    increment,
    isHourly: breakdowns.includes(HOURLY),
    fields,
    ...filtersOf(params),
  }
}

/** Campaigns with all that their figures depend on, a batch at a time. */
async function load(caller: Caller, campaigns: readonly Entity[]): Promise<Campaign[]> {
  const ids = campaigns.map(({ id }) => id)
  const changes = await timelinesOf(caller.tx, 'meta', ids)
  const adSets = await listEntities(caller.tx, 'meta', { kind: 'adset', parentIds: ids })
  const ads = await listEntities(caller.tx, 'meta', { kind: 'ad', parentIds: adSets.map(({ id }) => id) })
  const setsOf = Map.groupBy(adSets, ({ parentId }) => parentId)
  const adsOf = Map.groupBy(ads, (ad) => word(ad.data['campaign_id']))
  return campaigns.map((campaign) => ({
    campaign,
    adSets: setsOf.get(campaign.id) ?? [],
    ads: adsOf.get(campaign.id) ?? [],
    changes: changes.get(campaign.id) ?? [],
  }))
}

type Line = { key: string; columns: Record<string, Json>; row: Row; piece: Range; results: EventResult[] }

/** Rows of one entity summed into the pieces of the time range, by hour where that was asked. */
function summed(rows: readonly Row[], plan: Plan): { row: Row; piece: Range }[] {
  return pieces(plan.range, plan.increment).flatMap((piece) => {
    const inside = rows.filter(({ day }) => day >= piece.since && day <= piece.until)
    const groups = Map.groupBy(inside, ({ hour }) => hour)
    const hours = [...groups.keys()].toSorted((a, b) => (a ?? 0) - (b ?? 0))
    return hours.map((hour) => ({
      piece,
      row: { ...(groups.get(hour) ?? []).reduce(added, NOTHING), day: piece.since, hour },
    }))
  })
}

const inside = (ids: readonly string[] | undefined, id: string): boolean => !ids || ids.includes(id)

/** The rows of one campaign at the level asked for. */
function linesOf(of: Campaign, account: Account, plan: Plan, question: Question): Line[] {
  const { campaign, adSets, ads } = of
  const rows = campaignRows(of, account, question)
  const base: Record<string, Json> = {
    campaign_id: campaign.id,
    campaign_name: campaign.name,
    objective: word(campaign.data['objective']),
    buying_type: 'AUCTION',
  }
  const event = eventOf(campaign, adSets)
  const line = (columns: Record<string, Json>, own: readonly Row[], of: string): Line[] =>
    summed(own, plan).map(({ row, piece }) => ({
      key: `${campaign.id}|${of}|${piece.since}|${row.hour ?? ''}`,
      columns,
      row,
      piece,
      results: [{ event, conversions: row.conversions, valueMicros: row.valueMicros }],
    }))
  if (plan.level === 'campaign' || plan.level === 'account') return line(base, rows, '')
  const isAd = plan.level === 'ad'
  const parts = partRows(rows, isAd ? ads : adSets, account.currency)
  return (isAd ? ads : adSets).flatMap((part) => {
    const adSet = isAd ? adSets.find(({ id }) => id === part.parentId) : part
    if (!inside(plan.ids.adset, adSet?.id ?? '') || (isAd && !inside(plan.ids.ad, part.id))) return []
    const names: Record<string, Json> = {
      ...base,
      adset_id: adSet?.id ?? null,
      adset_name: adSet?.name ?? null,
      optimization_goal: word(adSet?.data['optimization_goal']),
    }
    return line(isAd ? { ...names, ad_id: part.id, ad_name: part.name } : names, parts.get(part.id) ?? [], part.id)
  })
}

/** Conversions of the same event together, in the order in which the events came. */
function byEvent(lines: readonly Line[]): EventResult[] {
  const groups = Map.groupBy(
    lines.flatMap(({ results }) => results),
    ({ event }) => event,
  )
  return [...groups].map(([event, results]) => ({
    event,
    conversions: results.reduce((sum, one) => sum + one.conversions, 0),
    valueMicros: results.reduce((sum, one) => sum + one.valueMicros, 0n),
  }))
}

const inOrder = (a: Line, b: Line): number =>
  a.piece.since === b.piece.since ? (a.row.hour ?? 0) - (b.row.hour ?? 0) : a.piece.since < b.piece.since ? -1 : 1

/** One row for the whole account per piece: the sums of all campaigns. */
function accountLines(lines: readonly Line[]): Line[] {
  const groups = Map.groupBy(lines, ({ piece, row }) => `account||${piece.since}|${row.hour ?? ''}`)
  const whole = [...groups].flatMap(([key, group]): Line[] => {
    const [first] = group
    if (!first) return []
    const row = { ...first.row, ...group.map((line) => line.row).reduce(added, NOTHING) }
    return [{ key, columns: {}, row, piece: first.piece, results: byEvent(group) }]
  })
  return whole.toSorted(inOrder)
}

/** Collects rows from a cursor on: campaigns before it are not computed at all. */
async function collect(caller: Caller, account: Account, plan: Plan, limit: number, isNamed: boolean): Promise<Line[]> {
  const after = afterOf(caller.request)
  const question: Question = {
    first: plan.range.since,
    last: plan.range.until,
    isHourly: plan.isHourly,
    now: caller.now,
    reporting: caller.request.reporting,
  }
  const isAccount = plan.level === 'account'
  const startId = after === undefined || isAccount ? undefined : (/^(\d{1,30})\|/.exec(after)?.[1] ?? badCursor())
  const lines: Line[] = []
  const perCampaign = pieces(plan.range, plan.increment).length * (plan.isHourly ? 24 : 1)
  const size = isAccount ? MANY : Math.min(MANY, Math.max(FEW, Math.ceil(limit / perCampaign) + 1))
  for (
    let last = startId === undefined ? undefined : (BigInt(startId) - 1n).toString();
    isAccount || lines.length <= limit;
  ) {
    const batch = await listEntities(caller.tx, 'meta', {
      kind: 'campaign',
      accountId: account.id,
      ids: plan.ids.campaign,
      after: last,
      limit: size,
    })
    const shown = batch.filter((campaign) => isShown(campaign, plan, isNamed || isAccount))
    for (const of of await load(caller, shown))
      lines.push(
        ...linesOf(of, account, plan, question).filter(
          ({ key }) => isAccount || after === undefined || isLater(key, after),
        ),
      )
    last = batch.at(-1)?.id
    if (batch.length < size) break
  }
  if (!isAccount) return lines
  const whole = accountLines(lines)
  return after === undefined ? whole : whole.slice(whole.findIndex(({ key }) => key === after) + 1)
}

/** Rows stand by campaign, part, date and hour; a cursor is the key of the last row seen. */
function isLater(key: string, after: string): boolean {
  const [a, b] = [key.split('|'), after.split('|')]
  for (let i = 0; i < 4; i++) {
    const [x = '', y = ''] = [a[i], b[i]]
    if (x !== y) return i === 3 ? Number(x) > Number(y) : x > y
  }
  return false
}

function shown(line: Line, account: Account, plan: Plan): Record<string, Json> {
  const { row, piece } = line
  const columns: Record<string, Json> = { account_id: account.id, account_name: account.name, ...line.columns }
  const all = insightRow({
    figures: row,
    results: line.results,
    currency: account.currency,
    columns,
    isHourly: plan.isHourly,
  })
  const view: Record<string, Json> = {}
  for (const name of plan.fields) {
    const value = all[name]
    if (value !== undefined && value !== null) view[name] = value
  }
  view['date_start'] = piece.since
  view['date_stop'] = piece.until
  if (row.hour !== null) view[HOURLY] = hourText(row.hour)
  return view
}

/**
 * `GET /{account|campaign|ad set|ad}/insights`. Entities without delivery have no row.
 * @param under the node whose figures are asked for; undefined for the whole account
 */
export async function getInsights(caller: Caller, account: Account, under?: Entity): Promise<SandboxReply> {
  const kind = (['campaign', 'adset', 'ad'] as const).find((one) => one === under?.kind)
  const plan = planOf(caller, account, kind ?? 'account')
  if (under && kind) plan.ids[kind] = [under.id]
  if (under && kind === 'adset') plan.ids.campaign = [under.parentId ?? '']
  if (under && kind === 'ad') plan.ids.campaign = [word(under.data['campaign_id'])]
  const limit = limitOf(caller.request)
  const lines = await collect(caller, account, plan, limit, under !== undefined)
  const page = lines.slice(0, limit)
  const [first, last] = [page[0], page.at(-1)]
  const paging =
    first && last ? { paging: pagingOf(caller.request, first.key, last.key, lines.length > limit, caller.token) } : {}
  return {
    status: 200,
    body: { data: page.map((line) => shown(line, account, plan)), ...paging },
    accountId: account.id,
  }
}
