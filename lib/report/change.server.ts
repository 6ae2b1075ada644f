import 'server-only'
import { inAgency, within, type Scope } from '@/lib/access/scope'
import { addDays, type Day } from '@/lib/core/day'
import { dayIn, startOfDay } from '@/lib/core/zone'
import { db } from '@/lib/server/prisma'
import {
  auditChanges,
  AUDITED_ACTIONS,
  type AuditFact,
  type Change,
  logChanges,
  type LogFact,
  newestFirst,
} from './change'

type Client = { id: string; timezone: string }

const MOST = 400
/** How far back "What changed" looks at least. */
const DAYS_BACK = 30

/** The log of a client's campaigns since a day, newest first, with the names that its sentences need. */
export async function logFacts(scope: Scope, client: Client, since: Day): Promise<LogFact[]> {
  const rows = await db(scope).campaignExecutionLog.findMany({
    where: { AND: [within(scope), { clientId: client.id }], createdAt: { gte: startOfDay(since, client.timezone) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      createdAt: true,
      action: true,
      status: true,
      message: true,
      actorName: true,
      campaignId: true,
      buildId: true,
    },
    take: MOST,
  })
  const ids = (list: (string | null)[]) => [...new Set(list.filter((id): id is string => id !== null))]
  const [campaigns, builds] = await Promise.all([
    db(scope).campaign.findMany({
      where: { AND: [within(scope), { id: { in: ids(rows.map((r) => r.campaignId)) } }] },
      select: { id: true, name: true, platform: true },
    }),
    db(scope).build.findMany({
      where: { AND: [within(scope), { id: { in: ids(rows.map((r) => r.buildId)) } }] },
      select: { id: true, name: true },
    }),
  ])
  const campaignOf = new Map(campaigns.map((c) => [c.id, c]))
  const buildOf = new Map(builds.map((b) => [b.id, b.name]))
  return rows.map(({ createdAt, ...row }) => {
    const campaign = row.campaignId ? campaignOf.get(row.campaignId) : undefined
    const names = { campaignName: campaign?.name ?? null, platform: campaign?.platform ?? null }
    return {
      ...row,
      ...names,
      at: createdAt,
      day: dayIn(createdAt, client.timezone),
      buildName: row.buildId ? (buildOf.get(row.buildId) ?? null) : null,
    }
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const text = (value: unknown, name: string): string =>
  isRecord(value) && typeof value[name] === 'string' ? value[name] : ''

/** Names of what audit rows are about: brands, SKUs and accounts of the client. */
async function targets(scope: Scope, clientId: string): Promise<Map<string, string>> {
  const where = { AND: [within(scope), { clientId }] }
  const select = { id: true, name: true } as const
  const found = await Promise.all([
    db(scope).brand.findMany({ where, select }),
    db(scope).sku.findMany({ where, select }),
    db(scope).adAccount.findMany({ where, select }),
  ])
  return new Map(found.flat().map(({ id, name }) => [id, name]))
}

async function auditFacts(scope: Scope, client: Client, since: Day): Promise<AuditFact[]> {
  const names = await targets(scope, client.id)
  const rows = await db(scope).auditLog.findMany({
    where: {
      ...inAgency(scope),
      outcome: 'done',
      action: { in: AUDITED_ACTIONS },
      at: { gte: startOfDay(since, client.timezone) },
      OR: [{ clientId: client.id }, { clientId: null, target: { in: [...names.keys()] } }],
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST,
  })
  return rows.map(({ id, at, action, actorName, target, details }) => ({
    id,
    at,
    day: dayIn(at, client.timezone),
    action,
    actorName,
    targetId: target,
    target: target ? (names.get(target) ?? null) : null,
    budgets:
      isRecord(details) && ('monthlyBudget' in details || 'dailyBudget' in details)
        ? { month: text(details, 'monthlyBudget'), day: text(details, 'dailyBudget') }
        : null,
  }))
}

async function receipts(scope: Scope, client: Client, since: Day): Promise<Change[]> {
  const rows = await db(scope).receipt.findMany({
    where: { AND: [within(scope), { clientId: client.id }], createdAt: { gte: startOfDay(since, client.timezone) } },
    orderBy: { createdAt: 'desc' },
    take: MOST,
  })
  return rows.map(({ id, createdAt, actor, sentence, effect, campaignId }) => ({
    id,
    at: createdAt.toISOString(),
    day: dayIn(createdAt, client.timezone),
    kind: 'receipt',
    actor,
    text: sentence,
    note: effect,
    campaignId,
  }))
}

/** Everything that changed for a client since the period began, or in the last 30 days, newest first: for staff. */
export async function listChanges(
  scope: Scope,
  client: Client,
  periodFirst: Day,
  today: Day,
): Promise<{ changes: Change[]; since: Day }> {
  const far = addDays(today, -DAYS_BACK)
  const since = periodFirst < far ? periodFirst : far
  const [logs, audits, decided] = await Promise.all([
    logFacts(scope, client, since),
    auditFacts(scope, client, since),
    receipts(scope, client, since),
  ])
  return { changes: newestFirst([...logChanges(logs), ...auditChanges(audits), ...decided]), since }
}
