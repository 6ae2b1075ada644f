import 'server-only'
import { within, withinClients, type Scope } from '@/lib/access/scope'
import { can } from '@/lib/access/permissions'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import { accountState, type Work } from './account-state'
import { listAdAccounts, listIntegrations } from './accounts.server'
import { PROVIDER_NAMES, Provider } from './schema'
import type { AccountView, IntegrationsView } from './view'

/** A pull that died without an end is not under way for ever. */
const PULL_MS = 30 * 60_000
const RUNS_MS = 2 * 86_400_000
/** An import that has not begun by then was lost, and may be asked for again. */
const BEGIN_MS = 60_000

type RunRow = { adAccountId: string; job: string; status: string; error: string | null }

const JOBS: readonly string[] = ['import-account', 'sync-metrics'] satisfies Work['job'][]
const isWork = (row: { job: string; status: string; error: string | null }): row is Work =>
  JOBS.includes(row.job) && ['running', 'waiting', 'done', 'failed'].includes(row.status)

/** The newest run of each account of the last two days; runs belong to the agency as a whole. */
async function newestWork(scope: Scope): Promise<Map<string, Work>> {
  if (scope.clientIds !== 'all') return new Map()
  const rows = await db(scope).$queryRaw<RunRow[]>`
    select distinct on (data->>'adAccountId') data->>'adAccountId' as "adAccountId", job, status, error
    from job_run
    where "agencyId" = ${scope.agencyId}::uuid and "startedAt" > ${new Date(Date.now() - RUNS_MS)}::timestamptz
      and job in (${Prisma.join(JOBS)}) and data->>'adAccountId' is not null
    order by data->>'adAccountId', "startedAt" desc, id desc`
  return new Map(rows.flatMap(({ adAccountId, ...row }) => (isWork(row) ? [[adAccountId, row]] : [])))
}

async function pulling(scope: Scope): Promise<Set<string>> {
  const since = new Date((await now()).getTime() - PULL_MS)
  const rows = await db(scope).syncRun.findMany({
    where: { ...within(scope), status: 'running', startedAt: { gt: since } },
    select: { adAccountId: true },
  })
  return new Set(rows.map((row) => row.adAccountId))
}

async function campaignCounts(scope: Scope): Promise<Map<string, number>> {
  const rows = await db(scope).campaign.groupBy({ by: ['adAccountId'], where: within(scope), _count: true })
  return new Map(rows.map((row) => [row.adAccountId, row._count]))
}

/** Every account that the scope sees with its state, by the login that reaches it. */
async function accountViews(scope: Scope): Promise<Map<string, AccountView[]>> {
  const [at, accounts, clients, work, pulls, campaigns] = await Promise.all([
    now(),
    listAdAccounts(scope),
    db(scope).client.findMany({ where: withinClients(scope), select: { id: true, name: true, slug: true } }),
    newestWork(scope),
    pulling(scope),
    campaignCounts(scope),
  ])
  const byLogin = new Map<string, AccountView[]>()
  for (const account of accounts) {
    const { id, clientId, integration, importedAt, lastSyncedAt, syncError } = account
    const count = campaigns.get(id) ?? 0
    const justAssigned = account.assignedAt !== null && at.getTime() - account.assignedAt.getTime() < BEGIN_MS
    const facts = { clientId, login: integration.status, importedAt, lastSyncedAt, syncError, justAssigned }
    const view: AccountView = {
      id,
      name: account.name,
      externalId: account.externalId,
      currency: account.currency,
      timezone: account.timezone,
      platformStatus: account.platformStatus,
      client: clients.find((client) => client.id === clientId) ?? null,
      campaigns: count,
      dataUntil: account.dataUntil?.toISOString() ?? null,
      lastSyncedAt: lastSyncedAt?.toISOString() ?? null,
      state: accountState({ ...facts, pulling: pulls.has(id), work: work.get(id) }),
    }
    byLogin.set(integration.id, [...(byLogin.get(integration.id) ?? []), view])
  }
  return byLogin
}

/**
 * The logins with their accounts, and what each of them does at this moment.
 * Who sees chosen clients only gets their accounts, and no login's name: it may be another client's.
 */
export async function integrationsView(scope: Scope): Promise<IntegrationsView> {
  const [logins, accounts, at] = await Promise.all([listIntegrations(scope), accountViews(scope), now()])
  const seesAll = scope.clientIds === 'all' && can(scope, 'integration.read')
  return {
    now: at.toISOString(),
    logins: logins.flatMap((row) => {
      const provider = Provider.safeParse(row.provider)
      const mine = accounts.get(row.id) ?? []
      // A login that was ended and reaches nothing any more has nothing to say.
      const isGone = row.status === 'disconnected' && mine.length === 0
      if (!provider.success || isGone || (!seesAll && mine.length === 0)) return []
      return [
        {
          id: row.id,
          provider: provider.data,
          label: seesAll ? row.label : PROVIDER_NAMES[provider.data],
          status: row.status,
          error: row.lastError,
          accounts: mine,
        },
      ]
    }),
  }
}
