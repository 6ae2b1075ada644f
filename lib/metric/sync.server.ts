import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { importCampaigns } from '@/lib/campaign/import.server'
import type { ReportPage, ReportRow } from '@/lib/connectors/define'
import { connectorFor } from '@/lib/connectors/registry.server'
import { dateOf, type Day, dayOf } from '@/lib/core/day'
import { AppError, notFound } from '@/lib/core/errors'
import { dayIn, floorHour, instantOf } from '@/lib/core/zone'
import { withAccount } from '@/lib/integration/caller.server'
import { now } from '@/lib/server/clock.server'
import { known } from '@/lib/server/known'
import { db } from '@/lib/server/prisma'
import { definitionIds, type Fact, lockAccount, rollUp, storeDays, storeHours, storeValues } from './facts.server'
import { type Span, type SyncKind, windows } from './window'

type Account = {
  id: string
  clientId: string
  platform: string
  timezone: string
  currency: string
  dataUntil: Date | null
  campaigns: Map<string, string>
}
export type Synced = { rows: number; changed: number; dataUntil: string | null }

async function load(scope: Scope, adAccountId: string): Promise<Account> {
  const row = await db(scope).adAccount.findFirst({ where: { id: adAccountId, ...within(scope) } })
  if (!row) throw notFound('This ad account')
  if (!row.clientId) throw new AppError('conflict', `${row.name} is not assigned to a client yet, so it is not synced.`)
  return { ...row, clientId: row.clientId, campaigns: await campaignIds(scope, adAccountId) }
}

async function campaignIds(scope: Scope, adAccountId: string): Promise<Map<string, string>> {
  const maps = await db(scope).campaignPlatformMap.findMany({
    where: { adAccountId, ...within(scope) },
    select: { externalCampaignId: true, campaignId: true },
  })
  return new Map(maps.map((m) => [m.externalCampaignId, m.campaignId]))
}

async function lastFullDay(scope: Scope, adAccountId: string, zone: string): Promise<Day | null> {
  const run = await db(scope).syncRun.findFirst({
    where: { adAccountId, ...within(scope), status: 'done', kind: { endsWith: ':full' } },
    orderBy: { startedAt: 'desc' },
  })
  return run ? dayIn(run.startedAt, zone) : null
}

/**
 * Pulls what can still change of one account: raw pages kept, figures normalised, a revision only where one changed.
 * When the source fails the last good figures stay, with the reason and its time.
 */
export async function syncAccount(scope: Scope, adAccountId: string, kind: SyncKind): Promise<Synced> {
  const account = await load(scope, adAccountId)
  const at = await now()
  const today = dayIn(at, account.timezone)
  const span = windows(kind, {
    today,
    restatesDays: connectorFor(account.platform).restatesDays,
    lastFullDay: await lastFullDay(scope, adAccountId, account.timezone),
    lastDay: account.dataUntil && dayIn(account.dataUntil, account.timezone),
  })
  const run = await db(scope).syncRun.create({
    data: {
      agencyId: scope.agencyId,
      clientId: account.clientId,
      adAccountId,
      kind: span.isFull ? `${kind}:full` : kind,
      fromDay: dateOf(span.days.first),
      toDay: dateOf(span.days.last),
      status: 'running',
      startedAt: at,
    },
  })
  try {
    const days = await pull(scope, account, 'day', span.days, at)
    const hours = await pull(scope, account, 'hour', span.hours, at)
    const dataUntil = freshness(hours.lastHour, account, at)
    await finish(scope, run.id, account, {
      rows: days.rows + hours.rows,
      changed: days.changed + hours.changed,
      dataUntil,
      at,
    })
    return {
      rows: days.rows + hours.rows,
      changed: days.changed + hours.changed,
      dataUntil: dataUntil?.toISOString() ?? null,
    }
  } catch (error) {
    const { message } = known(error)
    await db(scope).$transaction([
      db(scope).syncRun.update({
        where: { id: run.id, ...within(scope) },
        data: { status: 'failed', error: message, finishedAt: await now() },
      }),
      db(scope).adAccount.update({
        where: { id: adAccountId, ...within(scope) },
        data: { syncError: message, syncErrorAt: at },
      }),
    ])
    throw error
  }
}

/** Figures reach to the end of the last hour that has any; an account where nothing ran is complete until this hour. */
function freshness(lastHour: Date | undefined, account: Account, at: Date): Date | null {
  const hour = floorHour(at)
  if (!lastHour) return account.dataUntil ?? hour
  const end = new Date(lastHour.getTime() + 3_600_000)
  return end < hour ? end : hour
}

async function finish(
  scope: Scope,
  runId: string,
  account: Account,
  done: { rows: number; changed: number; dataUntil: Date | null; at: Date },
): Promise<void> {
  await db(scope).$transaction([
    db(scope).syncRun.update({
      where: { id: runId, ...within(scope) },
      data: { status: 'done', rows: done.rows, changed: done.changed, finishedAt: await now() },
    }),
    db(scope).adAccount.update({
      where: { id: account.id, ...within(scope) },
      data: { lastSyncedAt: done.at, dataUntil: done.dataUntil, syncError: null, syncErrorAt: null },
    }),
  ])
}

type Pulled = { rows: number; changed: number; lastHour: Date | undefined }

async function pull(scope: Scope, account: Account, grain: 'day' | 'hour', span: Span, at: Date): Promise<Pulled> {
  const pages: ReportPage[] = []
  await withAccount(scope, account.id, async (connector, caller) => {
    pages.length = 0
    for await (const page of connector.report(caller, { grain, ...span })) pages.push(page)
  })
  if (pages.some((page) => page.rows.some((row) => !account.campaigns.has(row.externalCampaignId)))) {
    // A campaign that somebody made at the platform since the last pull.
    await importCampaigns(scope, account.id)
    account.campaigns = await campaignIds(scope, account.id)
  }
  const definitions = await definitionIds()
  return db(scope).$transaction(
    async (tx) => {
      await lockAccount(tx, account.id)
      const done: Pulled = { rows: 0, changed: 0, lastHour: undefined }
      const seen = new Set<string>()
      for (const page of pages) {
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
        const source = { clientId: account.clientId, currency: account.currency, rawId: raw.id, asOf: at }
        const rows = page.rows.flatMap((row) => {
          const campaignId = account.campaigns.get(row.externalCampaignId)
          return campaignId ? [{ ...row, campaignId }] : []
        })
        done.rows += rows.length
        if (grain === 'day') {
          const facts = rows.map((row) => ({ ...row, at: row.day }))
          for (const f of facts) seen.add(`${f.campaignId} ${f.at}`)
          done.changed += await storeDays(tx, scope, source, facts)
          await storeValues(
            tx,
            scope,
            source,
            rows.flatMap((row) => moreValues(row, row.campaignId, definitions)),
          )
        } else {
          const facts = merged(rows.map((row) => ({ ...row, at: instantOf(row.day, row.hour ?? 0, account.timezone) })))
          for (const f of facts)
            if (f.impressions > 0n && (!done.lastHour || f.at > done.lastHour)) done.lastHour = f.at
          done.changed += await storeHours(tx, scope, source, facts)
        }
      }
      if (grain === 'day') {
        done.changed += await zeroVanished(tx, scope, account, span, seen, at)
        if (done.changed > 0) await rollUp(tx, scope, account, span.first, span.last)
      }
      return done
    },
    { timeout: 300_000 },
  )
}

const moreValues = (row: ReportRow, campaignId: string, definitions: Map<string, string>) =>
  Object.entries(row.more).flatMap(([key, value]) => {
    const definitionId = definitions.get(key)
    return definitionId ? [{ campaignId, definitionId, day: row.day, value }] : []
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

/** A day that had figures and has no row any more was restated to nothing: platforms send no rows of zeros. */
async function zeroVanished(
  tx: Parameters<typeof storeDays>[0],
  scope: Scope,
  account: Account,
  span: Span,
  seen: Set<string>,
  asOf: Date,
): Promise<number> {
  const rows = await tx.metricDay.findMany({
    where: {
      ...within(scope),
      isLatest: true,
      day: { gte: dateOf(span.first), lte: dateOf(span.last) },
      campaign: { adAccountId: account.id },
      OR: [{ impressions: { gt: 0 } }, { spendMicros: { gt: 0 } }, { conversions: { gt: 0 } }],
    },
    select: { campaignId: true, day: true },
  })
  const gone = rows
    .map((row) => ({ campaignId: row.campaignId, at: dayOf(row.day) }))
    .filter((row) => !seen.has(`${row.campaignId} ${row.at}`))
  const zero = { spendMicros: 0n, impressions: 0n, clicks: 0n, conversions: 0, valueMicros: 0n }
  return storeDays(
    tx,
    scope,
    { clientId: account.clientId, currency: account.currency, rawId: null, asOf },
    gone.map((row) => ({ ...row, ...zero })),
  )
}
