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

/** After a refusal or five tries without an answer a campaign rests this long, so that a dead login is not asked 288 times a day. */
const REST_MS = 3_600_000
const MOST_AT_ONCE = 500

/**
 * Campaigns of ours whose status is not what is wanted (on: desired and held by nothing), and those where somebody
 * asked for a state today and it was not reached since.
 */
export const unsafeCampaignsOutOfStep = (): Promise<{ agencyId: string; id: string }[]> => {
  const stuck = new Date(Date.now() - STUCK_MS)
  const rest = new Date(Date.now() - REST_MS)
  const day = new Date(Date.now() - 24 * REST_MS)
  return unsafeDb().$queryRaw<{ agencyId: string; id: string }[]>`
    select c."agencyId", c.id from campaign c
    where c.status in ('live', 'paused') and (c.origin = 'built' or c."adoptedAt" is not null) and c."updatedAt" < ${stuck}
      and exists (select 1 from campaign_platform_map m where m."agencyId" = c."agencyId" and m."campaignId" = c.id)
      and ((c.status = 'live') <> (c."desiredOn" and not exists (
          select 1 from hold h where h."agencyId" = c."agencyId" and h."campaignId" = c.id and h."unitId" is null and h."releasedAt" is null))
        or exists (
          select 1 from campaign_execution_log r where r."agencyId" = c."agencyId" and r."campaignId" = c.id and r.status = 'requested'
            and r."createdAt" between ${day} and ${stuck} and not exists (
              select 1 from campaign_execution_log o where o."agencyId" = r."agencyId" and o."campaignId" = r."campaignId"
                and o.action in ('pause', 'resume') and o.status = 'success' and o."createdAt" >= r."createdAt")))
      and not exists (
        select 1 from campaign_execution_log e where e."agencyId" = c."agencyId" and e."campaignId" = c.id and e.status = 'error'
          and e.action in ('pause', 'resume') and e."createdAt" > ${rest})
    order by c."updatedAt" limit ${MOST_AT_ONCE}`
}

/** Deletes raw payloads older than each agency keeps them. */
export async function unsafePurgeRaw(): Promise<number> {
  return unsafeDb().$executeRaw`
    delete from integration_metrics_raw r using agency a
    where a.id = r."agencyId" and r."fetchedAt" < ${await now()}::timestamptz - make_interval(days => a."rawDays")`
}
