import 'server-only'
import { inngest } from '@/inngest/client'
import { accountImportRequested, metricsSyncRequested } from '@/inngest/events'
import { within, type Scope } from '@/lib/access/scope'
import { AppError, notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'

async function requireAssigned(scope: Scope, adAccountId: string) {
  const account = await db(scope).adAccount.findFirst({ where: { id: adAccountId, ...within(scope) } })
  if (!account) throw notFound('This ad account')
  if (!account.clientId)
    throw new AppError('conflict', `${account.name} is not assigned to a client yet. Assign it first.`)
}

/** Asks for a pull of the account's figures; it goes on when the page is left. */
export async function requestSync(
  scope: Scope,
  adAccountId: string,
  kind: 'manual' | 'hourly',
): Promise<{ adAccountId: string }> {
  await requireAssigned(scope, adAccountId)
  await inngest.send(metricsSyncRequested.create({ agencyId: scope.agencyId, adAccountId, kind }))
  return { adAccountId }
}

/** Asks for the import of the account's campaigns with 90 days of figures. */
export async function requestImport(scope: Scope, adAccountId: string): Promise<{ adAccountId: string }> {
  await requireAssigned(scope, adAccountId)
  await inngest.send(accountImportRequested.create({ agencyId: scope.agencyId, adAccountId }))
  return { adAccountId }
}
