import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { importCampaigns } from '@/lib/campaign/import.server'
import type { ReportPage, ReportRow } from '@/lib/connectors/define'
import { dateOf, type Day, daysBetween } from '@/lib/core/day'
import { endOfDay, instantOf, startOfDay } from '@/lib/core/zone'
import { withAccount } from '@/lib/integration/caller.server'
import { db, type Transaction } from '@/lib/server/prisma'
import { definitionIds, type Fact, lockAccount, storeDays, storeHours, storeValues } from './facts.server'
import { createSeen, type Seen } from './seen'
import { vanishedDays, vanishedHours } from './vanished.server'
import type { Span } from './window'

/** `campaigns`: ours by the platform's ids; grows while pages bring campaigns that were not known. */
export type Account = {
  id: string
  clientId: string
  platform: string
  timezone: string
  currency: string
  campaigns: Map<string, string>
}
type Grain = 'day' | 'hour'
/** One report of an account: its span, and the instant that its figures are of. */
type Pull = { scope: Scope; account: Account; grain: Grain; span: Span; at: Date; seen: Seen; done: Pulled }
export type Pulled = { rows: number; changed: number; lastDay: Day | undefined; lastHour: Date | undefined }
type Known = ReportRow & { campaignId: string }

const HOUR = 3_600_000
const ZERO = { spendMicros: 0n, impressions: 0n, clicks: 0n, conversions: 0, valueMicros: 0n }

const begin = (scope: Scope, account: Account, grain: Grain, span: Span, at: Date): Pull => {
  const hours =
    (endOfDay(span.last, account.timezone).getTime() - startOfDay(span.first, account.timezone).getTime()) / HOUR
  const periods = grain === 'day' ? daysBetween(span.first, span.last) + 1 : Math.ceil(hours)
  const done = { rows: 0, changed: 0, lastDay: undefined, lastHour: undefined }
  return { scope, account, grain, span, at, seen: createSeen(periods), done }
}

/**
 * Reads one report and stores it page by page, each with its raw copy and its facts in one transaction, so that memory
 * holds one page. A pull that breaks off leaves whole pages; pulled again, they change nothing.
 */
export const pullReport = (scope: Scope, account: Account, grain: Grain, span: Span, at: Date): Promise<Pulled> =>
  withAccount(scope, account.id, async (connector, caller) => {
    const pull = begin(scope, account, grain, span, at)
    for await (const page of connector.report(caller, { grain, ...span })) {
      await bringIn(pull, page)
      await storePage(pull, page)
    }
    await zeroVanished(pull)
    return pull.done
  })

/** Campaigns of a page that are not known here: made at the platform since, or removed there before the import. */
async function bringIn({ scope, account }: Pull, { rows }: ReportPage): Promise<void> {
  const unknown = new Set(rows.map((row) => row.externalCampaignId).filter((id) => id && !account.campaigns.has(id)))
  if (unknown.size === 0) return
  await importCampaigns(scope, account.id, [...unknown])
  const maps = await db(scope).campaignPlatformMap.findMany({
    where: { adAccountId: account.id, externalCampaignId: { in: [...unknown] }, ...within(scope) },
    select: { externalCampaignId: true, campaignId: true },
  })
  for (const { externalCampaignId, campaignId } of maps) account.campaigns.set(externalCampaignId, campaignId)
}

async function storePage(pull: Pull, page: ReportPage): Promise<void> {
  const { scope, account, grain, span, at, done } = pull
  const definitions = await definitionIds()
  const rows = page.rows.flatMap((row): Known[] => {
    const campaignId = account.campaigns.get(row.externalCampaignId)
    return campaignId ? [{ ...row, campaignId }] : []
  })
  done.rows += rows.length
  done.changed += await db(scope).$transaction(
    async (tx) => {
      await lockAccount(tx, account.id)
      const raw = await tx.integrationMetricsRaw.create({
        data: {
          agencyId: scope.agencyId,
          clientId: account.clientId,
          adAccountId: account.id,
          source: account.platform,
          grain,
          fromDay: dateOf(span.first),
          toDay: dateOf(span.last),
          payload: page.raw ?? {},
          fetchedAt: at,
        },
        select: { id: true },
      })
      const source = sourceOf(pull, raw.id)
      if (grain === 'hour') return storeHours(tx, scope, source, hourly(pull, rows))
      await storeValues(
        tx,
        scope,
        source,
        rows.flatMap((row) => moreValues(row, definitions)),
      )
      return storeDays(tx, scope, source, daily(pull, rows))
    },
    { timeout: 120_000 },
  )
}

const sourceOf = ({ account, at }: Pull, rawId: string | null) => ({
  clientId: account.clientId,
  adAccountId: account.id,
  currency: account.currency,
  rawId,
  asOf: at,
})

function daily({ span, seen, done }: Pull, rows: readonly Known[]): Fact<Day>[] {
  for (const { campaignId, day } of rows) {
    seen.add(campaignId, daysBetween(span.first, day))
    if (!done.lastDay || day > done.lastDay) done.lastDay = day
  }
  return rows.map((row) => ({ ...row, at: row.day }))
}

function hourly({ account, span, seen, done }: Pull, rows: readonly Known[]): Fact<Date>[] {
  const first = startOfDay(span.first, account.timezone).getTime()
  const facts = merged(rows.map((row) => ({ ...row, at: instantOf(row.day, row.hour ?? 0, account.timezone) })))
  for (const { campaignId, at, impressions } of facts) {
    seen.add(campaignId, Math.floor((at.getTime() - first) / HOUR))
    if (impressions > 0n && (!done.lastHour || at > done.lastHour)) done.lastHour = at
  }
  return facts
}

const moreValues = ({ more, campaignId, day }: Known, definitions: Map<string, string>) =>
  Object.entries(more).flatMap(([key, value]) => {
    const definitionId = definitions.get(key)
    return definitionId ? [{ campaignId, definitionId, day, value }] : []
  })

/** In the repeated hour of autumn a platform may report two rows for one wall hour; they are one fact here. */
function merged(facts: Fact<Date>[]): Fact<Date>[] {
  const byKey = new Map<string, Fact<Date>>()
  for (const f of facts) {
    const key = `${f.campaignId} ${f.at.getTime()}`
    const had = byKey.get(key)
    byKey.set(
      key,
      had
        ? {
            ...f,
            spendMicros: had.spendMicros + f.spendMicros,
            impressions: had.impressions + f.impressions,
            clicks: had.clicks + f.clicks,
            conversions: had.conversions + f.conversions,
            valueMicros: had.valueMicros + f.valueMicros,
          }
        : f,
    )
  }
  return [...byKey.values()]
}

/** What had figures and has no row any more was restated to nothing; see vanished.server.ts. */
async function zeroVanished(pull: Pull): Promise<void> {
  const { scope, account, grain, span, seen, done } = pull
  const place = { adAccountId: account.id, clientId: account.clientId }
  const zero = <At>(gone: { campaignId: string; at: At }[]): Fact<At>[] => gone.map((one) => ({ ...one, ...ZERO }))
  const store = async (tx: Transaction): Promise<number> => {
    await lockAccount(tx, account.id)
    const source = sourceOf(pull, null)
    if (grain === 'day' && done.lastDay) {
      const gone = await vanishedDays(tx, scope, place, { first: span.first, last: done.lastDay }, seen)
      return storeDays(tx, scope, source, zero(gone))
    }
    if (grain === 'hour' && done.lastHour) {
      const first = startOfDay(span.first, account.timezone)
      const gone = await vanishedHours(tx, scope, place, { first, last: done.lastHour }, seen)
      return storeHours(tx, scope, source, zero(gone))
    }
    return 0
  }
  done.changed += await db(scope).$transaction(store, { timeout: 120_000 })
}
