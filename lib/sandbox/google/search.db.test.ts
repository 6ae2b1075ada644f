import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, day, eachDay } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { advanceClock, now } from '@/lib/server/clock.server'
import { useDatabase } from '@/vitest.setup'
import { clearFaults, planFault } from '../fault.server'
import { listenSandbox } from '../listen.server'
import { accountNamed, campaignOperations, Client, codesOf, connect } from './fixture'
import { at, listOf, recordOf, textOf, type JsonObject } from './json'

let server: Awaited<ReturnType<typeof listenSandbox>>
let client: Client
const pacifica = accountNamed('Pacifica')
const kaze = accountNamed('Kaze')
const chips = accountNamed('Tasty Chips Co.')

beforeAll(async () => {
  await useDatabase()
  server = await listenSandbox()
})
afterAll(() => server.close())
beforeEach(async () => {
  await clearFaults()
  client = new Client(server.origin, (await connect(server.origin)).access)
})

const number = (value: unknown): number => Number(value ?? 0)
const sum = (rows: JsonObject[], path: string): number => rows.reduce((total, row) => total + number(at(row, path)), 0)

async function lastDays(zone: string, count: number): Promise<{ first: string; last: string }> {
  const today = day(dayIn(await now(), zone))
  return { first: addDays(today, -count), last: addDays(today, -1) }
}

const LA = 'America/Los_Angeles'
const FIGURES =
  'metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value'

describe('what runs already', () => {
  test.each([
    ['Nordlys', 3],
    ['Pacifica', 6],
    ['Kaze', 1],
    ['Tasty Chips Co.', 0],
  ])('%s has %i campaigns with ad groups, ads and keywords', async (name, count) => {
    const customer = accountNamed(name)
    const campaigns = await client.rows(
      customer,
      "SELECT campaign.id, campaign.name FROM campaign WHERE campaign.status != 'REMOVED' ORDER BY campaign.id",
    )
    expect(campaigns).toHaveLength(count)
    for (const from of ['ad_group', 'ad_group_ad', 'ad_group_criterion']) {
      const rows = await client.rows(customer, `SELECT campaign.id, ${from}.resource_name FROM ${from}`)
      expect(new Set(rows.map((row) => at(row, 'campaign.id'))).size).toBe(count)
    }
    expect(
      await client.rows(customer, 'SELECT conversion_action.id, conversion_action.name FROM conversion_action'),
    ).toHaveLength(3)
  })

  test('a second sign-in changes nothing', async () => {
    const read = () =>
      client.rows(
        pacifica,
        'SELECT campaign.id, campaign.name, campaign_budget.amount_micros FROM campaign ORDER BY campaign.id',
      )
    const before = await read()
    await connect(server.origin)
    expect(await read()).toEqual(before)
  })
})

describe('figures', () => {
  test('a day has a row only where there was something to see, and sums of hours are the day', async () => {
    const { first, last } = await lastDays(LA, 30)
    const where = `WHERE segments.date BETWEEN '${first}' AND '${last}'`
    const daily = await client.rows(pacifica, `SELECT campaign.id, segments.date, ${FIGURES} FROM campaign ${where}`)
    const hourly = await client.rows(
      pacifica,
      `SELECT campaign.id, segments.date, segments.hour, ${FIGURES} FROM campaign ${where}`,
    )
    expect(daily.length).toBeGreaterThan(100)
    for (const row of daily) {
      expect(number(at(row, 'metrics.impressions'))).toBeGreaterThan(0)
      expect(number(at(row, 'metrics.clicks'))).toBeLessThanOrEqual(number(at(row, 'metrics.impressions')))
      expect(typeof at(row, 'metrics.costMicros')).toBe('string')
    }
    for (const metric of ['impressions', 'clicks', 'costMicros'])
      expect(sum(hourly, `metrics.${metric}`)).toBe(sum(daily, `metrics.${metric}`))
    expect(sum(hourly, 'metrics.conversions')).toBeCloseTo(sum(daily, 'metrics.conversions'), 1)
    expect(daily.some((row) => !Number.isInteger(number(at(row, 'metrics.conversions'))))).toBe(true)
    // Midnight is the default of its type, so it is not written.
    expect(hourly.some((row) => recordOf(row['segments'])['hour'] === undefined)).toBe(true)
    expect(hourly.every((row) => recordOf(row['segments'])['hour'] !== 0)).toBe(true)
  })

  test('the account is the sum of its campaigns; ads and ad groups share their campaign', async () => {
    const { first, last } = await lastDays(LA, 14)
    const where = `WHERE segments.date BETWEEN '${first}' AND '${last}'`
    const whole = await client.rows(pacifica, `SELECT customer.id, ${FIGURES} FROM customer ${where}`)
    expect(whole).toHaveLength(1)
    for (const from of ['campaign', 'ad_group', 'ad_group_ad']) {
      const parts = await client.rows(pacifica, `SELECT ${from}.resource_name, ${FIGURES} FROM ${from} ${where}`)
      for (const metric of ['impressions', 'clicks', 'costMicros'])
        expect(sum(parts, `metrics.${metric}`)).toBe(sum(whole, `metrics.${metric}`))
      for (const row of parts)
        expect(number(at(row, 'metrics.clicks'))).toBeLessThanOrEqual(number(at(row, 'metrics.impressions')))
    }
  })

  test('rates follow from the sums; costs are whole cents, whole yen', async () => {
    const { first, last } = await lastDays(LA, 10)
    const fields =
      'metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.ctr, metrics.average_cpc, metrics.average_cpm'
    for (const row of await client.rows(
      pacifica,
      `SELECT ${fields} FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}' AND metrics.clicks > 0`,
    )) {
      const [impressions, clicks, cost] = ['impressions', 'clicks', 'costMicros'].map((name) =>
        number(at(row, `metrics.${name}`)),
      )
      expect(number(at(row, 'metrics.ctr'))).toBeCloseTo((clicks ?? 0) / (impressions ?? 1), 10)
      expect(number(at(row, 'metrics.averageCpc'))).toBeCloseTo((cost ?? 0) / (clicks ?? 1), 4)
      expect(number(at(row, 'metrics.averageCpm'))).toBeCloseTo(((cost ?? 0) * 1000) / (impressions ?? 1), 4)
      expect((cost ?? 0) % 10_000).toBe(0)
    }
    for (const row of await client.rows(
      kaze,
      `SELECT metrics.cost_micros FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}'`,
    ))
      expect(number(at(row, 'metrics.costMicros')) % 1_000_000).toBe(0)
  })

  test('conditions on figures, order and limit', async () => {
    const { first, last } = await lastDays(LA, 20)
    const rows = await client.rows(
      pacifica,
      `SELECT campaign.id, segments.date, metrics.clicks FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}' AND metrics.clicks >= 10 ORDER BY metrics.clicks DESC LIMIT 7`,
    )
    const clicks = rows.map((row) => number(at(row, 'metrics.clicks')))
    expect(clicks).toHaveLength(7)
    expect(clicks).toEqual(clicks.toSorted((a, b) => b - a))
    expect(Math.min(...clicks)).toBeGreaterThanOrEqual(10)
  })

  test('weeks and months are sums of their days', async () => {
    const { first, last } = await lastDays(LA, 60)
    const where = `WHERE segments.date BETWEEN '${first}' AND '${last}'`
    const days = await client.rows(pacifica, `SELECT segments.date, metrics.clicks FROM customer ${where}`)
    const months = await client.rows(pacifica, `SELECT segments.month, metrics.clicks FROM customer ${where}`)
    expect(days).toHaveLength(eachDay(day(first), day(last)).length)
    expect(sum(months, 'metrics.clicks')).toBe(sum(days, 'metrics.clicks'))
    expect(new Set(months.map((row) => at(row, 'segments.month')))).toEqual(
      new Set(days.map((row) => `${textOf(at(row, 'segments.date')).slice(0, 7)}-01`)),
    )
  })

  test('a campaign without days says nothing but that it exists', async () => {
    await client.mutate(chips, campaignOperations(chips, 'Silent'))
    const without = await client.rows(
      chips,
      "SELECT campaign.name, metrics.clicks FROM campaign WHERE campaign.name = 'Silent'",
    )
    expect(without).toEqual([{ campaign: expect.objectContaining({ name: 'Silent' }) }])
    const { first, last } = await lastDays('America/Chicago', 7)
    const withDays = await client.rows(
      chips,
      `SELECT campaign.name, segments.date, metrics.clicks FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}'`,
    )
    expect(withDays).toEqual([])
  })
})

describe('pages', () => {
  const HOURLY = async (): Promise<string> => {
    const { first, last } = await lastDays(LA, 88)
    return `SELECT campaign.id, segments.date, segments.hour, metrics.impressions FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}' ORDER BY segments.date, segments.hour, campaign.id`
  }
  const search = (body: JsonObject) => client.call(`/v25/customers/${pacifica}/googleAds:search`, body)

  test('pages without an order hold each row once as well, from where the last one ended', async () => {
    const query = (await HOURLY()).replace(/ ORDER BY.*$/, '')
    const first = await search({ query })
    const second = await search({ query, pageToken: textOf(recordOf(first.json)['nextPageToken']) })
    const paged = [first, second].flatMap(({ json }) => listOf(recordOf(json)['results']))
    const stream = await client.call(`/v25/customers/${pacifica}/googleAds:searchStream`, { query })
    expect(paged.length).toBeGreaterThan(10_000)
    expect(paged).toEqual(listOf(stream.json).flatMap((chunk) => listOf(recordOf(chunk)['results'])))
    expect(new Set(paged.map((row) => JSON.stringify(row))).size).toBe(paged.length)
  })

  test('search gives 10,000 rows and a token; the stream gives several chunks; both the same rows', async () => {
    const query = await HOURLY()
    const first = await search({ query, searchSettings: { returnTotalResultsCount: true } })
    const rows = listOf(recordOf(first.json)['results'])
    const pageToken = textOf(recordOf(first.json)['nextPageToken'])
    expect(rows).toHaveLength(10_000)
    expect(pageToken).not.toBe('')
    const second = await search({ query, pageToken })
    expect(recordOf(second.json)['nextPageToken']).toBeUndefined()
    const all = [...rows, ...listOf(recordOf(second.json)['results'])]
    expect(recordOf(first.json)['totalResultsCount']).toBe(String(all.length))
    const stream = await client.call(`/v25/customers/${pacifica}/googleAds:searchStream`, { query })
    const chunks = listOf(stream.json).map(recordOf)
    expect(chunks.length).toBeGreaterThanOrEqual(2)
    expect(chunks.flatMap((chunk) => listOf(chunk['results']))).toEqual(all)
    for (const chunk of chunks)
      expect(chunk).toMatchObject({
        fieldMask: 'campaign.id,segments.date,segments.hour,metrics.impressions',
        requestId: stream.headers.get('request-id'),
      })
  })

  test('a page size is refused, and so is a foreign token', async () => {
    const query = 'SELECT campaign.id FROM campaign'
    expect(codesOf(await search({ query, pageSize: 50 }))).toEqual(['requestError.PAGE_SIZE_NOT_SUPPORTED'])
    expect(codesOf(await search({ query, pageToken: 'abc' }))).toEqual(['requestError.INVALID_PAGE_TOKEN'])
    expect((await search({ query, page: 2 })).status).toBe(400)
  })

  test('a query that is wrong is refused, in a list where a stream was asked for', async () => {
    const stream = await client.call(`/v25/customers/${pacifica}/googleAds:searchStream`, {
      query: 'SELECT campaign.nme FROM campaign',
    })
    expect([stream.status, Array.isArray(stream.json), codesOf(stream)]).toEqual([
      400,
      true,
      ['queryError.UNRECOGNIZED_FIELD'],
    ])
    const page = await search({ query: 'SELECT campaign.id FROM nothing' })
    expect([page.status, Array.isArray(page.json), codesOf(page)]).toEqual([
      400,
      false,
      ['queryError.BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ])
    expect(codesOf(await search({}))).toEqual(['requestError.REQUIRED_FIELD_MISSING'])
  })

  test('constants: currencies with their billable unit, places by name', async () => {
    const units = await client.rows(
      pacifica,
      "SELECT currency_constant.code, currency_constant.billable_unit_micros FROM currency_constant WHERE currency_constant.code IN ('USD', 'JPY')",
    )
    expect(units.map((row) => at(row, 'currencyConstant.billableUnitMicros'))).toEqual(['10000', '1000000'])
    const places = await client.rows(
      pacifica,
      "SELECT geo_target_constant.id, geo_target_constant.name FROM geo_target_constant WHERE geo_target_constant.country_code = 'NO' AND geo_target_constant.target_type = 'City'",
    )
    expect(new Set(places.map((row) => at(row, 'geoTargetConstant.name')))).toEqual(new Set(['Bergen', 'Oslo']))
  })
})

describe('what moves', () => {
  const HOURS = 3_600_000

  async function running(name: string): Promise<{ campaign: string; budget: string }> {
    const { json } = await client.mutate(chips, campaignOperations(chips, name))
    const names = listOf(recordOf(json)['mutateOperationResponses']).flatMap((response) =>
      Object.values(recordOf(response)).map((result) => textOf(recordOf(result)['resourceName'])),
    )
    const campaign = names.find((known) => known.includes('/campaigns/')) ?? ''
    return { campaign, budget: names.find((known) => known.includes('/campaignBudgets/')) ?? '' }
  }
  const set = (collection: string, update: JsonObject, updateMask: string) =>
    client.call(`/v25/customers/${chips}/${collection}:mutate`, { operations: [{ updateMask, update }] })
  const cost = async (campaign: string): Promise<number> =>
    sum(
      await client.rows(
        chips,
        `SELECT metrics.cost_micros FROM campaign WHERE campaign.id = ${campaign.split('/').at(-1)} AND segments.date DURING THIS_MONTH`,
      ),
      'metrics.costMicros',
    ) +
    sum(
      await client.rows(
        chips,
        `SELECT metrics.cost_micros FROM campaign WHERE campaign.id = ${campaign.split('/').at(-1)} AND segments.date DURING LAST_MONTH`,
      ),
      'metrics.costMicros',
    )
  const later = async (ms: number): Promise<void> => {
    await advanceClock(ms)
    client = new Client(server.origin, (await connect(server.origin)).access)
  }

  test('nothing is spent while paused or in review, then it is, and no more once paused', async () => {
    const { campaign } = await running('Spends')
    await later(5 * HOURS)
    expect(await cost(campaign)).toBe(0)
    expect((await set('campaigns', { resourceName: campaign, status: 'ENABLED' }, 'status')).status).toBe(200)
    await later(24 * HOURS)
    const spent = await cost(campaign)
    expect(spent).toBeGreaterThan(0)
    expect(spent).toBeLessThanOrEqual(50_000_000 * 1.2)
    expect((await set('campaigns', { resourceName: campaign, status: 'PAUSED' }, 'status')).status).toBe(200)
    const paused = await cost(campaign)
    await later(24 * HOURS)
    expect(await cost(campaign)).toBe(paused)
  })

  test('a budget raised spends more', async () => {
    const [low, high] = [await running('Low'), await running('High')]
    expect(
      (await set('campaignBudgets', { resourceName: high.budget, amountMicros: '500000000' }, 'amountMicros')).status,
    ).toBe(200)
    for (const { campaign } of [low, high])
      await set('campaigns', { resourceName: campaign, status: 'ENABLED' }, 'status')
    await later(30 * HOURS)
    expect(await cost(high.campaign)).toBeGreaterThan(5 * (await cost(low.campaign)))
  })

  test('a campaign that starts later, or has ended, spends nothing outside its dates', async () => {
    const today = day(dayIn(await now(), 'America/Chicago'))
    const [first, last] = [addDays(today, 2), addDays(today, 3)]
    const operations = campaignOperations(chips, 'Dated').map((operation, i) =>
      i === 1
        ? {
            campaignOperation: {
              create: {
                ...recordOf(at(operation, 'campaignOperation.create')),
                status: 'ENABLED',
                startDateTime: `${first} 00:00:00`,
                endDateTime: `${last} 23:59:59`,
              },
            },
          }
        : operation,
    )
    const { status, text } = await client.mutate(chips, operations)
    expect([status, text]).toEqual([200, expect.anything()])
    await later(7 * 24 * HOURS)
    const rows = await client.rows(
      chips,
      `SELECT campaign.primary_status, segments.date, metrics.cost_micros FROM campaign WHERE campaign.name = 'Dated' AND segments.date BETWEEN '${today}' AND '${addDays(today, 7)}' ORDER BY segments.date`,
    )
    expect(rows.map((row) => at(row, 'segments.date'))).toEqual([first, last])
    expect(at(rows[0], 'campaign.primaryStatus')).toBe('ENDED')
  })

  test('reports can lag, and days can be restated', async () => {
    const { last } = await lastDays(LA, 1)
    const query = `SELECT campaign.id, metrics.cost_micros, metrics.clicks FROM campaign WHERE segments.date = '${last}'`
    const usual = sum(await client.rows(pacifica, query), 'metrics.costMicros')
    await planFault({
      platform: 'google',
      match: 'searchStream',
      kind: 'restate',
      details: { factor: 0.5, first: last, last },
    })
    const half = sum(await client.rows(pacifica, query), 'metrics.costMicros')
    expect(half / usual).toBeCloseTo(0.5, 2)
    await planFault({ platform: 'google', match: 'searchStream', kind: 'reporting_lag', details: { hours: 24 } })
    expect(sum(await client.rows(pacifica, query), 'metrics.costMicros')).toBeLessThan(usual)
    expect(sum(await client.rows(pacifica, query), 'metrics.costMicros')).toBe(usual)
  })
})
