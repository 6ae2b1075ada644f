import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { advanceClock, now } from '@/lib/server/clock.server'
import { useDatabase } from '@/vitest.setup'
import { planFault } from '../fault.server'
import { listenSandbox } from '../listen.server'
import { dict, word } from './json'
import { type Answer, type MetaTrial, signInToMeta } from './trial.server'

let meta: MetaTrial
let close = async (): Promise<void> => undefined
let today = day('2026-01-01')

beforeAll(async () => {
  await useDatabase()
  const sandbox = await listenSandbox()
  close = sandbox.close
  meta = await signInToMeta(`${sandbox.origin}/api/sandbox/meta`, 'ads@harbour.example')
  today = dayIn(await now(), 'America/Los_Angeles')
})
afterAll(() => close())

type Row = Record<string, unknown>
const rowsOf = ({ body }: Answer): Row[] => (Array.isArray(body['data']) ? body['data'].map(dict) : [])
const number = (row: Row, key: string): number => Number(row[key] ?? 0)
const total = (rows: Row[], key: string): number =>
  rows.reduce((sum, row) => sum + Math.round(number(row, key) * 100), 0) / 100
const actionOf = (row: Row, type: string, list = 'actions'): number => {
  const found = Array.isArray(row[list]) ? row[list].map(dict).find((one) => one['action_type'] === type) : undefined
  return Number(found?.['value'] ?? 0)
}
const range = (since: string, until: string) => JSON.stringify({ since, until })
const FIELDS =
  'campaign_id,spend,impressions,clicks,inline_link_clicks,ctr,cpc,cpm,reach,actions,action_values,purchase_roas,account_currency'

/** All pages of a report. */
async function all(path: string, query: Record<string, string>, limit: number): Promise<Row[]> {
  const rows: Row[] = []
  for (let after = ''; ;) {
    const answer = await meta.get(`${path}/insights`, { ...query, limit: String(limit), ...(after ? { after } : {}) })
    expect(answer.status).toBe(200)
    rows.push(...rowsOf(answer))
    const paging = dict(answer.body['paging'])
    if (paging['next'] === undefined) return rows
    after = word(dict(paging['cursors'])['after'])
  }
}

describe('a report', () => {
  test('has one row per campaign and day, pages without loss, and adds up across levels and hours', async () => {
    const act = `act_${await meta.account('Pacifica')}`
    const query = {
      level: 'campaign',
      time_increment: '1',
      fields: FIELDS,
      time_range: range(addDays(today, -30), addDays(today, -16)),
    }
    const [whole, small] = [await all(act, query, 500), await all(act, query, 7)]
    expect(small).toEqual(whole)
    expect(whole.length).toBeGreaterThan(60)
    expect(new Set(whole.map((row) => `${word(row['campaign_id'])} ${word(row['date_start'])}`)).size).toBe(
      whole.length,
    )
    for (const level of ['account', 'adset', 'ad']) {
      const rows = await all(act, { ...query, level }, 500)
      for (const key of ['spend', 'impressions', 'inline_link_clicks'])
        expect([level, key, total(rows, key)]).toEqual([level, key, total(whole, key)])
    }
    const hourly = await all(
      act,
      {
        ...query,
        fields: 'campaign_id,spend,impressions',
        breakdowns: 'hourly_stats_aggregated_by_advertiser_time_zone',
      },
      500,
    )
    expect(total(hourly, 'spend')).toBe(total(whole, 'spend'))
    expect(hourly[0]?.['hourly_stats_aggregated_by_advertiser_time_zone']).toMatch(/^\d\d:00:00 - \d\d:59:59$/)
  })

  test('carries text, percents, duplicates of a purchase, and more clicks than link clicks', async () => {
    const act = `act_${await meta.account('Nordlys')}`
    const [row = {}] = (
      await all(
        act,
        { level: 'campaign', fields: FIELDS, time_range: range(addDays(today, -40), addDays(today, -20)) },
        10,
      )
    ).filter((one) => actionOf(one, 'purchase') > 0)
    for (const key of ['spend', 'impressions', 'clicks', 'inline_link_clicks', 'ctr', 'cpc', 'cpm'])
      expect(row[key]).toEqual(expect.any(String))
    expect(number(row, 'clicks')).toBeGreaterThan(number(row, 'inline_link_clicks'))
    expect(number(row, 'ctr')).toBeCloseTo((100 * number(row, 'clicks')) / number(row, 'impressions'), 4)
    const purchases = ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'].map((type) =>
      actionOf(row, type),
    )
    expect(new Set(purchases).size).toBe(1)
    expect(actionOf(row, 'purchase', 'action_values')).toBeGreaterThan(0)
    expect(row).toMatchObject({
      account_currency: 'EUR',
      date_start: addDays(today, -40),
      date_stop: addDays(today, -20),
    })
  })

  test('counts leads for leads, and yen without decimals', async () => {
    const nordlys = await all(
      `act_${await meta.account('Nordlys')}`,
      { level: 'campaign', fields: 'objective,actions,action_values', date_preset: 'last_30d' },
      10,
    )
    const leads = nordlys.find((row) => row['objective'] === 'OUTCOME_LEADS') ?? {}
    expect(actionOf(leads, 'lead')).toBeGreaterThan(0)
    expect([actionOf(leads, 'purchase'), leads['action_values']]).toEqual([0, undefined])
    const [kaze = {}] = await all(
      `act_${await meta.account('Kaze')}`,
      { level: 'account', fields: 'spend', date_preset: 'last_30d' },
      10,
    )
    expect(kaze['spend']).toMatch(/^\d{4,}$/)
  })

  test('of an account without campaigns is empty, not zero', async () => {
    const { body } = await meta.get(`act_${await meta.account('Tasty Chips Co.')}/insights`, {
      fields: 'spend',
      date_preset: 'last_90d',
    })
    expect(body).toEqual({ data: [] })
  })

  test('refuses unknown fields, breakdowns, ranges and increments', async () => {
    const act = `act_${await meta.account('Nordlys')}`
    for (const wrong of [
      { fields: 'spendd' },
      { breakdowns: 'weekday' },
      { time_range: range('2026-13-01', '2026-13-02') },
      { time_range: range('2020-01-01', '2020-01-02') },
      { time_increment: '91' },
      { level: 'keyword' },
      { after: '!!' },
      { after: Buffer.from('x|1').toString('base64url'), level: 'campaign' },
      { limit: '0' },
      { dayparting: '1' },
    ]) {
      const query: Record<string, string> = Object.fromEntries(Object.entries(wrong))
      expect([wrong, (await meta.get(`${act}/insights`, query)).status]).toEqual([wrong, 400])
    }
  })
})

describe('time and faults', () => {
  const ask = async (path: string) =>
    (
      await all(
        path,
        { fields: 'spend,impressions,actions', time_range: range(addDays(today, -1), addDays(today, -1)) },
        5,
      )
    )[0] ?? {}

  test('conversions of a day keep arriving while its spend stands still', async () => {
    const act = `act_${await meta.account('Pacifica')}`
    const before = await ask(act)
    await advanceClock(15 * 86_400_000)
    const after = await ask(act)
    expect(actionOf(after, 'purchase')).toBeGreaterThan(actionOf(before, 'purchase'))
    expect(number(after, 'spend')).toBeLessThanOrEqual(number(before, 'spend'))
  })

  test('a planned restatement changes closed days, a planned lag hides the newest hours, each once', async () => {
    const act = `act_${await meta.account('Pacifica')}`
    const plain = await ask(act)
    await planFault({
      platform: 'meta',
      match: '/insights',
      kind: 'restate',
      details: { factor: 1.1, first: addDays(today, -1), last: addDays(today, -1) },
    })
    const restated = await ask(act)
    expect(number(restated, 'impressions') / number(plain, 'impressions')).toBeCloseTo(1.1, 2)
    expect(await ask(act)).toEqual(plain)
    const report = async () =>
      total(await all(act, { level: 'account', fields: 'spend', date_preset: 'today' }, 5), 'spend')
    const fresh = await report()
    await planFault({ platform: 'meta', match: '/insights', kind: 'reporting_lag', details: { hours: 30 } })
    expect(await report()).toBe(0)
    expect(await report()).toBeGreaterThanOrEqual(fresh)
  })
})
