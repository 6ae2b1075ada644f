import 'server-only'
import { connectorFor } from '@/lib/connectors/registry.server'
import { PROVIDERS } from '@/lib/integration/schema'
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

/** Logins whose tokens end within the time in which their platform renews them, so that no pull meets a dead token. */
export async function unsafeTokensToRefresh(): Promise<{ agencyId: string; id: string }[]> {
  const at = (await now()).getTime()
  const due = PROVIDERS.map((provider) => {
    const { refreshAheadMs } = connectorFor(provider).oauth
    return { provider, expiresAt: { not: null, lt: new Date(at + refreshAheadMs) } }
  })
  return unsafeDb().integration.findMany({
    where: { status: 'active', OR: due },
    select: { agencyId: true, id: true },
    orderBy: { id: 'asc' },
  })
}

const STUCK_MS = 60_000

/** A launch that works has a run with news at least this often; one that waits may be told by a platform to wait a day. */
const SILENT_MS = 6 * 3_600_000
const WAIT_MS = 2 * 86_400_000

/**
 * Launches that were recorded but whose event was lost, as when the server died between the two, and those whose run
 * has ended early, as when the database was away for all its tries: nothing of it was heard for hours.
 */
export const unsafeLostLaunches = (): Promise<{ agencyId: string; id: string }[]> => {
  const [silent, waited] = [new Date(Date.now() - SILENT_MS), new Date(Date.now() - WAIT_MS)]
  return unsafeDb().$queryRaw<{ agencyId: string; id: string }[]>`
    select l."agencyId", l.id from launch l
    where l.status = 'queued' and l."createdAt" < ${new Date(Date.now() - STUCK_MS)}::timestamptz
      or l.status = 'running' and not exists (
        select 1 from job_run r where r."agencyId" = l."agencyId" and r.job = 'launch-build'
          and r.data->>'launchId' = l.id::text and (r."updatedAt" > ${silent}::timestamptz or r.status = 'waiting' and r."updatedAt" > ${waited}::timestamptz))
    order by l.id`
}

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
