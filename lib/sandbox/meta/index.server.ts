import 'server-only'
import { newToken } from '@/lib/server/crypto'
import type { Transaction } from '@/lib/server/prisma'
import type { DrawnFault, SandboxPlatform, SandboxReply, SandboxRequest, Subject } from '../define'
import { findEntity, updateEntity } from '../store.server'
import { createAd, updateAd } from './ad.server'
import { createAdSet, updateAdSet } from './ad-set.server'
import { pixelAccount } from './asset'
import {
  type Account,
  type Caller,
  NODE_KINDS,
  requireAccount,
  requireCaller,
  requireNode,
  requireScope,
} from './caller.server'
import { createCampaign, updateCampaign } from './campaign.server'
import { createCreative, updateCreative } from './creative.server'
import { envelope, expired, notFound, refuse } from './error'
import { parseFields } from './fields'
import { createImages } from './image.server'
import { getInsights } from './insights.server'
import { word } from './json'
import { listEdge } from './list.server'
import { accessToken, debugToken, dialog } from './oauth.server'
import { generatePreviews } from './preview.server'
import { common, paramsOf, rawParams } from './request'
import { search } from './search'
import { refreshSpend } from './spend.server'
import { usageHeaders } from './usage'
import {
  deletePermissions,
  getAccount,
  getMe,
  listAccounts,
  listInstagram,
  listPages,
  listPermissions,
  listPixels,
  minimumBudgets,
  pixelStats,
} from './user.server'
import { views } from './view.server'

/** Versions of the Marketing API that still answer; older ones ended on 6 October 2026. */
const LIVE = new Set(['v25.0', 'v26.0'])
const VERSION = /^v\d+\.\d+$/

type Parts = { version: string | undefined; path: string[] }

function partsOf({ path }: SandboxRequest): Parts {
  const [first = '', ...rest] = path.split('/').filter(Boolean)
  return VERSION.test(first) ? { version: first, path: rest } : { version: undefined, path: [first, ...rest] }
}

function requireVersion({ version }: Parts): void {
  if (version !== undefined && !LIVE.has(version))
    refuse({
      message:
        '(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: v26.0.',
      code: 2635,
    })
}

type AccountEdge = (caller: Caller, account: Account) => SandboxReply | Promise<SandboxReply>

const ACCOUNT_READS: Record<string, AccountEdge> = {
  '': getAccount,
  campaigns: (caller, account) => listEdge(caller, account, { kind: 'campaign', accountId: account.id }),
  adsets: (caller, account) => listEdge(caller, account, { kind: 'adset', accountId: account.id }),
  ads: (caller, account) => listEdge(caller, account, { kind: 'ad', accountId: account.id }),
  adcreatives: (caller, account) => listEdge(caller, account, { kind: 'creative', accountId: account.id }),
  adimages: (caller, account) => listEdge(caller, account, { kind: 'image', accountId: account.id }),
  adspixels: listPixels,
  promote_pages: (caller, account) => listPages(caller, account),
  instagram_accounts: listInstagram,
  minimum_budgets: minimumBudgets,
  insights: (caller, account) => getInsights(caller, account),
  generatepreviews: generatePreviews,
}
const ACCOUNT_WRITES: Record<string, AccountEdge> = {
  campaigns: createCampaign,
  adsets: createAdSet,
  adimages: createImages,
  adcreatives: createCreative,
  ads: createAd,
}

async function accountEdge(caller: Caller, id: string, edge: string): Promise<SandboxReply> {
  const { method } = caller.request
  const run = method === 'GET' ? ACCOUNT_READS[edge] : method === 'POST' ? ACCOUNT_WRITES[edge] : undefined
  if (!run) return notFound(edge === '' ? `act_${id}` : edge, method)
  requireScope(caller, method === 'GET' ? 'ads_read' : 'ads_management')
  const account = await requireAccount(caller, id)
  return { accountId: account.id, ...(await run(caller, account)) }
}

const CHILDREN: Record<string, Record<string, 'adset' | 'ad'>> = {
  campaign: { adsets: 'adset', ads: 'ad' },
  adset: { ads: 'ad' },
}

async function readNode(caller: Caller, id: string, edge: string): Promise<SandboxReply> {
  requireScope(caller, 'ads_read')
  const { node, account } = await requireNode(caller, id)
  if (edge === 'insights') return getInsights(caller, account, node)
  const kind = NODE_KINDS.find((known) => known === node.kind)
  if (edge === '' && kind) {
    paramsOf(caller.request, {})
    const [view] = await views(caller.tx, account, kind, [node], parseFields(common(caller.request, 'fields') ?? 'id'))
    return { status: 200, body: view, accountId: account.id }
  }
  const child = CHILDREN[node.kind]?.[edge]
  if (!child) return notFound(edge, 'get')
  const adSets =
    node.kind === 'campaign' && child === 'ad'
      ? await caller.tx.sandboxEntity.findMany({
          where: { platform: 'meta', kind: 'adset', parentId: node.id },
          select: { id: true },
        })
      : [node]
  return listEdge(caller, account, { kind: child, parentIds: adSets.map((parent) => parent.id) })
}

async function updateNode(caller: Caller, id: string): Promise<SandboxReply> {
  requireScope(caller, 'ads_management')
  const { node, account } = await requireNode(caller, id, NODE_KINDS, true)
  switch (node.kind) {
    case 'campaign':
      return updateCampaign(caller, account, node)
    case 'adset':
      return updateAdSet(caller, account, node)
    case 'ad':
      return updateAd(caller, account, node)
    default:
      return updateCreative(caller, account, node)
  }
}

async function deleteNode(caller: Caller, id: string): Promise<SandboxReply> {
  requireScope(caller, 'ads_management')
  const { node, account } = await requireNode(caller, id, NODE_KINDS, true)
  await updateEntity(caller.tx, 'meta', node.kind, id, { data: { ...node.data, status: 'DELETED' }, at: caller.now })
  const campaignId =
    node.kind === 'campaign' ? id : node.kind === 'adset' ? (node.parentId ?? '') : word(node.data['campaign_id'])
  await refreshSpend(caller.tx, account, campaignId, caller.now)
  return { status: 200, body: { success: true }, effects: [`delete ${node.kind} ${id}`], accountId: account.id }
}

async function nodeEdge(caller: Caller, id: string, edge: string): Promise<SandboxReply> {
  const { method } = caller.request
  if (method === 'GET' && edge === 'stats' && pixelAccount(caller.email, id)) return pixelStats(caller)
  if (!/^\d+$/.test(id)) return notFound(id, method)
  if (method === 'GET') return readNode(caller, id, edge)
  if (edge !== '') return notFound(edge, method)
  return method === 'DELETE' ? deleteNode(caller, id) : updateNode(caller, id)
}

function meEdge(caller: Caller, edge: string): SandboxReply | Promise<SandboxReply> {
  const { method } = caller.request
  if (method === 'DELETE' && edge === 'permissions') return deletePermissions(caller)
  if (method !== 'GET') return notFound('me', method)
  if (edge === '') return getMe(caller)
  if (edge === 'adaccounts') return listAccounts(caller)
  if (edge === 'accounts') return listPages(caller)
  if (edge === 'permissions') return listPermissions(caller)
  return notFound(edge, method)
}

async function route(tx: Transaction, request: SandboxRequest, { path }: Parts): Promise<SandboxReply> {
  const [first = '', edge = '', ...rest] = path
  if (first === 'dialog' && edge === 'oauth') return dialog(tx, request)
  if (first === 'oauth' && edge === 'access_token') return accessToken(tx, request)
  if (first === 'debug_token') return debugToken(tx, request)
  const caller = await requireCaller(tx, request)
  if (rest.length > 0) return notFound(path.join('/'), request.method)
  if (first === '' && 'ids' in rawParams(request))
    return refuse({ message: '(#100) The parameter ids is no longer supported.', code: 100, field: ['ids'] })
  if (first === 'me') return meEdge(caller, edge)
  if (first === 'search') return search(request)
  const account = /^act_(\d{1,30})$/.exec(first)?.[1]
  return account === undefined ? nodeEdge(caller, first, edge) : accountEdge(caller, account, edge)
}

/** Every error carries a trace id, as support would ask for it. */
function traced(reply: SandboxReply): SandboxReply {
  const { body } = reply
  if (typeof body !== 'object' || body === null || !('error' in body) || typeof body.error !== 'object') return reply
  return { ...reply, body: { error: { ...body.error, fbtrace_id: `A${newToken().slice(0, 22)}` } } }
}

function drawn(kind: DrawnFault, details: Record<string, unknown>): SandboxReply {
  switch (kind) {
    case 'rate_limit': {
      const seconds = Number(details['seconds'] ?? 60)
      const headers = usageHeaders(word(details['account']) || '0', 'ads_management', 100, seconds)
      return envelope({
        message: '(#80004) There have been too many calls to this ad-account. Wait a bit and try again.',
        code: 80004,
        subcode: 2446079,
        headers,
      })
    }
    case 'server_error':
      return envelope({ message: 'An unknown error occurred', code: 1, subcode: 99, status: 500 })
    case 'expired_token':
      return envelope(expired())
    case 'reject':
      return envelope({
        message: word(details['message']) || 'Invalid parameter',
        code: Number(details['code'] ?? 100),
        subcode: typeof details['subcode'] === 'number' ? details['subcode'] : undefined,
        title: 'Refused',
        says: word(details['message']) || 'The sandbox was told to refuse this.',
        field: word(details['field']) ? [word(details['field'])] : undefined,
      })
  }
}

/** The Marketing API of Meta, v25 and v26, with its Facebook Login. */
export const metaSandbox: SandboxPlatform = {
  key: 'meta',
  async subject(tx, request): Promise<Subject> {
    const { path } = partsOf(request)
    const [first = '', edge = ''] = path
    const isReport = edge === 'insights'
    const account = /^act_(\d+)$/.exec(first)?.[1]
    if (account !== undefined) return { accountId: account, isReport }
    const node = /^\d+$/.test(first) ? await findEntity(tx, 'meta', NODE_KINDS, first) : undefined
    return { accountId: node?.accountId ?? null, isReport }
  },
  async handle(tx, request): Promise<SandboxReply> {
    const parts = partsOf(request)
    requireVersion(parts)
    const reply = await route(tx, request, parts)
    const type = parts.path[1] === 'insights' ? 'ads_insights' : 'ads_management'
    return {
      ...reply,
      headers: {
        ...usageHeaders(reply.accountId ?? null, type),
        'facebook-api-version': parts.version ?? 'v26.0',
        ...reply.headers,
      },
    }
  },
  fault: drawn,
  finish: traced,
}
