import 'server-only'
import { inAgency, within, withinClients, type Scope } from '@/lib/access/scope'
import { connectorFor } from '@/lib/connectors/registry.server'
import { AppError, notFound } from '@/lib/core/errors'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'
import { withAccount } from './caller.server'
import type { AssignAccount } from './schema'
import { withToken } from './token.server'

/** Lists the accounts of a login again: new ones are added, known ones get their current name, zone and state. */
export async function refreshAccounts(scope: Scope, integrationId: string): Promise<number> {
  const row = await db(scope).integration.findFirst({ where: { id: integrationId, ...inAgency(scope) } })
  if (!row) throw notFound('This connection')
  const connector = connectorFor(row.provider)
  const accounts = await withToken(scope, integrationId, (accessToken) => connector.listAccounts({ accessToken }))
  for (const { externalId, ...data } of accounts) {
    const key = { agencyId: scope.agencyId, platform: connector.platform, externalId }
    await db(scope).adAccount.upsert({
      where: { agencyId_platform_externalId: key },
      create: { ...key, ...data, integrationId },
      update: { ...data, integrationId },
    })
  }
  return accounts.length
}

/**
 * Assigns an ad account to one client. From then on it is synced, and its campaigns are imported.
 * Moving it later would move its history to somebody else's dashboard, so that is refused.
 */
export async function assignAccount(
  scope: Scope,
  { adAccountId, clientId }: AssignAccount,
): Promise<{ adAccountId: string }> {
  const client = await db(scope).client.findFirst({
    where: { AND: [withinClients(scope), { id: clientId, status: 'active' }] },
  })
  if (!client) throw notFound('This client')
  const account = await db(scope).adAccount.findFirst({ where: { id: adAccountId, ...inAgency(scope) } })
  if (!account) throw notFound('This ad account')
  if (account.clientId === clientId) return { adAccountId }
  if (account.clientId)
    throw new AppError(
      'conflict',
      `${account.name} already belongs to another client. Its history stays there, so it cannot be moved.`,
    )
  const { count } = await db(scope).adAccount.updateMany({
    where: { id: adAccountId, ...inAgency(scope), clientId: null },
    data: { clientId, assignedAt: await now() },
  })
  if (count !== 1)
    throw new AppError('conflict', `${account.name} was just assigned by somebody else. Reload the page.`)
  return { adAccountId }
}

/** Pages, Instagram accounts, pixels, events and conversion goals that ads of this account may use. */
export async function refreshAssets(scope: Scope, adAccountId: string) {
  const assets = await withAccount(scope, adAccountId, (connector, caller) => connector.listAssets(caller))
  const account = await db(scope).adAccount.findFirstOrThrow({ where: { id: adAccountId, ...within(scope) } })
  const seenAt = await now()
  for (const { kind, externalId, name, details } of assets) {
    const key = { agencyId: scope.agencyId, adAccountId, kind, externalId }
    const data = { name, details, seenAt, clientId: account.clientId }
    await db(scope).adAccountAsset.upsert({
      where: { agencyId_adAccountId_kind_externalId: key },
      create: { ...key, ...data },
      update: data,
    })
  }
  await db(scope).adAccountAsset.deleteMany({ where: { adAccountId, ...inAgency(scope), seenAt: { lt: seenAt } } })
  return listAssets(scope, adAccountId)
}

export const listAssets = (scope: Scope, adAccountId: string) =>
  db(scope).adAccountAsset.findMany({
    where: { adAccountId, ...within(scope) },
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  })

export const listIntegrations = (scope: Scope) =>
  db(scope).integration.findMany({
    where: inAgency(scope),
    orderBy: { createdAt: 'asc' },
    select: {
      id: true,
      provider: true,
      label: true,
      status: true,
      expiresAt: true,
      refreshedAt: true,
      lastError: true,
      createdAt: true,
    },
  })

/** Accounts that the scope may see; those without a client are listed only for who sees all clients. */
export const listAdAccounts = (scope: Scope, filter: { clientId?: string } = {}) =>
  db(scope).adAccount.findMany({
    where: { AND: [within(scope), filter.clientId ? { clientId: filter.clientId } : {}] },
    orderBy: [{ platform: 'asc' }, { name: 'asc' }],
    include: { integration: { select: { id: true, status: true, provider: true } } },
  })

export async function markImported(scope: Scope, adAccountId: string): Promise<void> {
  await db(scope).adAccount.update({ where: { id: adAccountId, ...within(scope) }, data: { importedAt: await now() } })
}
