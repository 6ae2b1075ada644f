import 'server-only'
import type { Json } from '@/lib/connectors/define'
import { accountsFor } from '../account.server'
import type { SandboxReply } from '../define'
import { revokeLogin } from '../token.server'
import { metaUser, pageOf, pagesOf, type Page, pixelOf } from './asset'
import { type Account, accountOf, type Caller } from './caller.server'
import { refuse } from './error'
import { type FieldNode, parseFields } from './fields'
import { leastDaily, LISTED_CURRENCIES } from './money'
import { word } from './json'
import { afterOf, limitOf, pagingOf } from './page'
import { common, paramsOf } from './request'
import { flag, integer, one, text, time } from './schema/type'

type Row = Record<string, Json | undefined>

function picked(row: Row, nodes: readonly FieldNode[], type: string): Record<string, Json> {
  const view: Record<string, Json> = {}
  for (const { name, sub } of nodes) {
    if (!(name in row))
      refuse({ message: `(#100) Tried accessing nonexisting field (${name}) on node type (${type})`, code: 100 })
    const value = row[name]
    if (value === undefined) continue
    const isObject = sub !== null && typeof value === 'object' && value !== null && !Array.isArray(value)
    view[name] = isObject ? picked(value, sub, type) : value
  }
  view['id'] ??= row['id'] ?? null
  return view
}

/** A page of rows with `id`, by cursor. */
function paged(caller: Caller, rows: Row[], type: string, defaults: string): SandboxReply {
  const nodes = parseFields(common(caller.request, 'fields') ?? defaults)
  const limit = limitOf(caller.request)
  const after = afterOf(caller.request)
  const start = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1
  const page = rows.slice(start, start + limit)
  const ids = page.map(({ id }) => word(id))
  const [first, last] = [ids[0], ids.at(-1)]
  const paging =
    first && last ? { paging: pagingOf(caller.request, first, last, rows.length > start + limit, caller.token) } : {}
  return { status: 200, body: { data: page.map((row) => picked(row, nodes, type)), ...paging } }
}

const accountRow = (account: Account): Row => ({
  id: `act_${account.id}`,
  account_id: account.id,
  name: account.name,
  account_status: 1,
  currency: account.currency,
  timezone_name: account.timezone,
  business: { id: `9${account.id.slice(0, 14)}`, name: account.name },
  amount_spent: '0',
  balance: '0',
  spend_cap: '0',
  min_daily_budget: leastDaily(account.currency),
  default_dsa_beneficiary: undefined,
  default_dsa_payor: undefined,
  disable_reason: 0,
  business_name: account.name,
  created_time: undefined,
  timezone_id: undefined,
  timezone_offset_hours_utc: undefined,
  owner: undefined,
  funding_source_details: undefined,
  capabilities: [],
})

export function getMe(caller: Caller): SandboxReply {
  paramsOf(caller.request, {})
  const nodes = parseFields(common(caller.request, 'fields') ?? 'id,name')
  return { status: 200, body: picked({ ...metaUser(caller.email), link: undefined }, nodes, 'User') }
}

export async function listAccounts(caller: Caller): Promise<SandboxReply> {
  paramsOf(caller.request, {})
  const rows = await accountsFor(caller.tx, 'meta', caller.email)
  return paged(
    caller,
    rows.map((row) => accountRow(accountOf(row))),
    'AdAccount',
    'id,account_id',
  )
}

export function getAccount(caller: Caller, account: Account): SandboxReply {
  paramsOf(caller.request, {})
  const nodes = parseFields(common(caller.request, 'fields') ?? 'id,account_id')
  return { status: 200, body: picked(accountRow(account), nodes, 'AdAccount'), accountId: account.id }
}

const pageRow = ({ id, name, category, instagram }: Page): Row => ({
  id,
  name,
  category,
  access_token: undefined,
  picture: { data: { url: `https://scontent.sandbox.example/page/${id}` } },
  link: `https://fb.sandbox.example/${id}`,
  instagram_business_account: { id: instagram.id, username: instagram.username },
  connected_instagram_account: { id: instagram.id, username: instagram.username },
  verification_status: 'not_verified',
  tasks: ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT'],
})

/** `GET /me/accounts`, or `GET /act_X/promote_pages` of one account, which has no filters. */
export function listPages(caller: Caller, account?: Account): SandboxReply {
  paramsOf(caller.request, account ? {} : { ad_id: text, is_place: flag, is_promotable: flag })
  const pages = account ? [pageOf(account)] : pagesOf(caller.email)
  return paged(caller, pages.map(pageRow), 'Page', 'id,name,category')
}

export function listInstagram(caller: Caller, account: Account): SandboxReply {
  paramsOf(caller.request, {})
  const { id, username } = pageOf(account).instagram
  return paged(caller, [{ id, username }], 'IGUser', 'id,username')
}

export function listPixels(caller: Caller, account: Account): SandboxReply {
  paramsOf(caller.request, { sort_by: one(['LAST_FIRED_TIME', 'NAME']) })
  const pixel = pixelOf(account)
  const row: Row = {
    ...pixel,
    last_fired_time: caller.now.toISOString().replace(/\.\d+Z$/, '+0000'),
    is_unavailable: false,
    creation_time: undefined,
    owner_ad_account: { id: `act_${account.id}` },
    code: undefined,
  }
  return paged(caller, [row], 'AdsPixel', 'id')
}

/** Events that a web shop's pixel sends, with how many came in the last day. */
const EVENTS: [string, number][] = [
  ['PageView', 4210],
  ['ViewContent', 2380],
  ['AddToCart', 410],
  ['InitiateCheckout', 190],
  ['Purchase', 118],
  ['Lead', 64],
  ['CompleteRegistration', 41],
]

/** `GET /{pixel}/stats?aggregation=event` */
export function pixelStats(caller: Caller): SandboxReply {
  paramsOf(caller.request, {
    aggregation: one(['event', 'event_total_counts', 'had_pii', 'url', 'host']),
    start_time: time,
    end_time: time,
    event: text,
    event_source: text,
  })
  const start = new Date(caller.now.getTime() - 86_400_000).toISOString().replace(/\.\d+Z$/, '+0000')
  return {
    status: 200,
    body: {
      data: [{ start_time: start, aggregation: 'event', data: EVENTS.map(([value, count]) => ({ value, count })) }],
    },
  }
}

export function minimumBudgets(caller: Caller, account: Account): SandboxReply {
  paramsOf(caller.request, { bid_amount: integer })
  const currencies = [...new Set([account.currency, ...LISTED_CURRENCIES])]
  const data = currencies.map((currency) => {
    const least = leastDaily(currency)
    return {
      currency,
      min_daily_budget_imp: least,
      min_daily_budget_high_freq: least * 5,
      min_daily_budget_low_freq: least * 40,
      min_daily_budget_video_views: least,
    }
  })
  return { status: 200, body: { data }, accountId: account.id }
}

export function listPermissions(caller: Caller): SandboxReply {
  const { permission: only } = paramsOf(caller.request, {
    permission: text,
    status: one(['granted', 'declined', 'expired']),
  })
  const held = caller.scopes.filter((permission) => only === undefined || permission === only)
  return { status: 200, body: { data: held.map((permission) => ({ permission, status: 'granted' })) } }
}

/** `DELETE /me/permissions`: the person removes the application, and all its tokens die. */
export async function deletePermissions(caller: Caller): Promise<SandboxReply> {
  await revokeLogin(caller.tx, 'meta', caller.email, caller.now)
  return { status: 200, body: { success: true }, effects: ['revoke login'] }
}
