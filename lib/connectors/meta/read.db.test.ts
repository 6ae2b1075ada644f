import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/core/day'
import { clearFaults, planFault } from '@/lib/sandbox/fault.server'
import { useDatabase } from '@/vitest.setup'
import type { Caller, ReportRow } from '../define'
import { createHttp } from '../http.server'
import { callerOf, consent, startSandbox } from '../sandbox-fixture.server'
import { metaConnector } from './connector.server'

const meta = metaConnector(createHttp({ timeoutMs: 5_000, random: () => 0, sleep: async () => undefined }))
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let nordlys: Caller

beforeAll(async () => {
  await useDatabase()
  sandbox = await startSandbox()
  const tokens = await consent(meta, sandbox.origin, 'ads@harbour.example')
  const account = (await meta.listAccounts(tokens)).find(({ name }) => name === 'Nordlys')
  if (!account) throw new Error('no account Nordlys')
  nordlys = callerOf(meta, tokens, account)
})
afterAll(() => sandbox.close())
beforeEach(clearFaults)

describe('reading', () => {
  test('imports campaigns with their ad sets, ads and budgets', async () => {
    const campaigns = await meta.listCampaigns(nordlys)
    expect(campaigns).toHaveLength(3)
    for (const campaign of campaigns) {
      expect(campaign.budget?.amountMicros).toBeGreaterThan(0n)
      expect(campaign.units.flatMap((unit) => unit.ads).length).toBeGreaterThan(0)
    }
  })
  const collect = async (grain: 'day' | 'hour', days: number, ids?: string[]): Promise<ReportRow[]> => {
    const last = addDays(dayOf(new Date()), -2)
    const all: ReportRow[] = []
    for await (const page of meta.report(nordlys, {
      grain,
      first: addDays(last, 1 - days),
      last,
      externalCampaignIds: ids,
    }))
      all.push(...page.rows)
    return all
  }
  test('hours add up to their day, in every figure', async () => {
    const [daily, hourly] = [await collect('day', 3), await collect('hour', 3)]
    expect(daily.length).toBeGreaterThan(0)
    const sums = (rows: ReportRow[]) => [
      rows.reduce((total, row) => total + row.spendMicros, 0n),
      rows.reduce((total, row) => total + row.impressions, 0n),
      rows.reduce((total, row) => total + row.clicks, 0n),
      rows.reduce((total, row) => total + row.conversions, 0),
    ]
    expect(sums(hourly)).toEqual(sums(daily))
    expect(daily.every(({ more }) => 'reach' in more && 'all_clicks' in more)).toBe(true)
    expect(daily.every(({ clicks, more }) => Number(clicks) <= (more['all_clicks'] ?? 0))).toBe(true)
  })
  test('goes on over pages, and asks only for the campaigns that are wanted', async () => {
    const campaigns = await meta.listCampaigns(nordlys)
    const wanted = campaigns.slice(0, 1).map(({ externalId }) => externalId)
    const rows = await collect('day', 10, wanted)
    expect(new Set(rows.map(({ externalCampaignId }) => externalCampaignId))).toEqual(new Set(wanted))
    const hours = await collect('hour', 10)
    expect(hours.length).toBeGreaterThan(500)
    expect(new Set(hours.map((row) => `${row.externalCampaignId} ${row.day} ${row.hour}`)).size).toBe(hours.length)
  })
  test('a question that is too large is asked again in halves, without a row twice', async () => {
    const whole = await collect('day', 8)
    await planFault({
      platform: 'meta',
      kind: 'reject',
      match: '/insights',
      details: { code: 100, subcode: 1487534, message: "Please reduce the amount of data you're asking for" },
    })
    const key = (row: ReportRow) => `${row.externalCampaignId} ${row.day}`
    expect((await collect('day', 8)).map(key).sort()).toEqual(whole.map(key).sort())
  })
  test('a read that meets passing faults is repeated', async () => {
    await planFault({ platform: 'meta', kind: 'server_error', remaining: 2 })
    expect(await meta.listCampaigns(nordlys)).toHaveLength(3)
  })
})
