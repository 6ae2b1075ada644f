import { addDays } from '@/lib/core/day'
import { dayIn, instantOf } from '@/lib/core/zone'
import type { ReportPage, ReportRow } from '@/lib/connectors/define'
import { withAccount } from '@/lib/integration/caller.server'
import { type Fact, storeDays, storeHours } from '@/lib/metric/facts.server'
import { syncAccount } from '@/lib/metric/sync.server'
import { db, type Transaction } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import type { BenchRow } from './row'
import { sandboxCrowd, type SandboxCrowd } from './sandbox-crowd'

type Grain = 'day' | 'hour'
type Known = ReportRow & { campaignId: string }

const timed = async <T>(run: () => Promise<T>): Promise<{ value: T; seconds: number }> => {
  const began = performance.now()
  const value = await run()
  return { value, seconds: (performance.now() - began) / 1000 }
}

/** What the platform answers through the real connector, over HTTP; nothing is stored. */
const report = ({ scope, adAccountId, timezone }: SandboxCrowd, grain: Grain): Promise<ReportPage[]> =>
  withAccount(scope, adAccountId, async (connector, caller) => {
    const pages: ReportPage[] = []
    const last = dayIn(new Date(), timezone)
    for await (const page of connector.report(caller, { grain, first: addDays(last, -3), last })) pages.push(page)
    return pages
  })

class Undo extends Error {}

/** Seconds of some work in the database, which is undone at the end. */
async function undone(scope: SandboxCrowd['scope'], work: (tx: Transaction) => Promise<unknown>): Promise<number> {
  let seconds = 0
  const run = db(scope).$transaction(
    async (tx) => {
      seconds = (await timed(() => work(tx))).seconds
      throw new Undo()
    },
    { timeout: 300_000 },
  )
  await run.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
  return seconds
}

/** The same rows into a copy of the table, with its indexes and without any of our rules. */
async function plainInsert(
  tx: Transaction,
  table: 'metric_hour' | 'integration_metrics',
  of: SandboxCrowd,
  pages: Fact<string>[][],
): Promise<void> {
  const at = table === 'metric_hour' ? { name: 'at', type: 'timestamptz' } : { name: 'day', type: 'date' }
  await tx.$executeRawUnsafe(`create temp table plain (like ${table} including all) on commit drop`)
  for (const facts of pages)
    await tx.$executeRawUnsafe(
      `insert into plain ("agencyId", "clientId", "campaignId", ${at.name}, revision, "isLatest", currency, "spendMicros", impressions, clicks, conversions, "valueMicros", "asOf")
       select $1::uuid, $2::uuid, t.campaign, t.at, 1, true, $3, t.spend, t.impressions, t.clicks, t.conversions, t.value, now()
       from unnest($4::uuid[], $5::text[]::${at.type}[], $6::bigint[], $7::bigint[], $8::bigint[], $9::double precision[]::numeric(18,6)[], $10::bigint[]) as t(campaign, at, spend, impressions, clicks, conversions, value)`,
      of.scope.agencyId,
      of.clientId,
      of.currency,
      facts.map((f) => f.campaignId),
      facts.map((f) => f.at),
      facts.map((f) => f.spendMicros),
      facts.map((f) => f.impressions),
      facts.map((f) => f.clicks),
      facts.map((f) => f.conversions),
      facts.map((f) => f.valueMicros),
    )
}

const instant = (row: Known, zone: string): Date => instantOf(row.day, row.hour ?? 0, zone)

async function storing(of: SandboxCrowd, grain: Grain, pages: Known[][]): Promise<{ ours: number; plain: number }> {
  const { scope, clientId, currency, timezone } = of
  const source = { clientId, adAccountId: of.adAccountId, currency, rawId: null, asOf: new Date() }
  const ours = await undone(scope, async (tx) => {
    for (const rows of pages)
      if (grain === 'day')
        await storeDays(
          tx,
          scope,
          source,
          rows.map((row) => ({ ...row, at: row.day })),
        )
      else
        await storeHours(
          tx,
          scope,
          source,
          rows.map((row) => ({ ...row, at: instant(row, timezone) })),
        )
  })
  const text = pages.map((rows) =>
    rows.map((row) => ({ ...row, at: grain === 'day' ? row.day : instant(row, timezone).toISOString() })),
  )
  const plain = await undone(scope, (tx) =>
    plainInsert(tx, grain === 'day' ? 'integration_metrics' : 'metric_hour', of, text),
  )
  return { ours, plain }
}

async function known(of: SandboxCrowd, pages: ReportPage[]): Promise<Known[][]> {
  const maps = await unsafeDb().campaignPlatformMap.findMany({ where: { adAccountId: of.adAccountId } })
  const ids = new Map(maps.map((m) => [m.externalCampaignId, m.campaignId]))
  return pages.map(({ rows }) =>
    rows.flatMap((row) => {
      const campaignId = ids.get(row.externalCampaignId)
      return campaignId ? [{ ...row, campaignId }] : []
    }),
  )
}

const rate = (rows: number, seconds: number): number => rows / seconds
const sum = (pages: readonly (readonly unknown[])[]): number => pages.reduce((n, page) => n + page.length, 0)

async function benchGrain(of: SandboxCrowd, grain: Grain, name: string): Promise<BenchRow[]> {
  const asked = await timed(() => report(of, grain))
  const pages = await known(of, asked.value)
  const rows = sum(pages)
  const { ours, plain } = await storing(of, grain, pages)
  const many = `${rows.toLocaleString('en-GB')} ${grain} rows`
  return [
    { what: `${name}: ${many} through the connector`, value: rate(rows, asked.seconds), unit: 'rows/s' },
    {
      what: `${name}: ${many} stored`,
      value: rate(rows, ours),
      unit: 'rows/s',
      baseline: { what: 'a plain bulk insert', value: rate(rows, plain) },
    },
  ]
}

/** A pull of a whole account: what the platform answers, what the database takes, and both as the job runs them. */
export async function benchSync(
  ownerUrl: string,
  platform: 'google' | 'meta',
  count: number,
  hours: number,
): Promise<BenchRow[]> {
  const of = await sandboxCrowd(ownerUrl, platform, count, hours)
  const name = `sync ${platform === 'google' ? 'Google' : 'Meta'}, ${count.toLocaleString('en-GB')} campaigns`
  const grains = [...(await benchGrain(of, 'day', name)), ...(await benchGrain(of, 'hour', name))]
  const first = await timed(() => syncAccount(of.scope, of.adAccountId, 'hourly'))
  const again = await timed(() => syncAccount(of.scope, of.adAccountId, 'hourly'))
  if (first.value.rows < count) throw new Error(`${name}: only ${first.value.rows} rows came.`)
  const whole = rate(first.value.rows, first.seconds)
  return [
    ...grains,
    { what: `${name}: whole pull, ${first.value.rows.toLocaleString('en-GB')} rows`, value: whole, unit: 'rows/s' },
    {
      what: `${name}: again, ${again.value.changed.toLocaleString('en-GB')} rows changed`,
      value: rate(again.value.rows, again.seconds),
      unit: 'rows/s',
      baseline: { what: 'the first pull', value: whole },
    },
  ]
}
