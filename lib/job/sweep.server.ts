import 'server-only'
import { now } from '@/lib/server/clock.server'
import { unsafeDb } from '@/lib/server/unsafe.server'

/* Sweeps look through all agencies and name ids; each id is then handled under its own agency's scope. */

/** Ad accounts whose figures are to be pulled: assigned, and with a live connection. */
export const unsafeAccountsToSync = (): Promise<{ agencyId: string; id: string }[]> =>
  unsafeDb().adAccount.findMany({
    where: { clientId: { not: null }, integration: { status: 'active' } },
    select: { agencyId: true, id: true },
    orderBy: { id: 'asc' },
  })

/** Logins whose tokens end within the time given: refreshed ahead of it, so that no pull meets a dead token. */
export async function unsafeTokensToRefresh(withinMs: number): Promise<{ agencyId: string; id: string }[]> {
  const until = new Date((await now()).getTime() + withinMs)
  return unsafeDb().integration.findMany({
    where: { status: 'active', expiresAt: { not: null, lt: until } },
    select: { agencyId: true, id: true },
    orderBy: { id: 'asc' },
  })
}

const STUCK_MS = 60_000

/** Launches that were recorded but whose event was lost, as when the server died between the two. */
export const unsafeLostLaunches = (): Promise<{ agencyId: string; id: string }[]> =>
  unsafeDb().launch.findMany({
    where: { status: 'queued', createdAt: { lt: new Date(Date.now() - STUCK_MS) } },
    select: { agencyId: true, id: true },
    orderBy: { id: 'asc' },
  })

/** Deletes raw payloads older than each agency keeps them. */
export async function unsafePurgeRaw(): Promise<number> {
  return unsafeDb().$executeRaw`
    delete from integration_metrics_raw r using agency a
    where a.id = r."agencyId" and r."fetchedAt" < ${await now()}::timestamptz - make_interval(days => a."rawDays")`
}
