import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { within } from '@/lib/access/scope'
import { addDays, type Day, day, dayOf } from '@/lib/core/day'
import { db } from '@/lib/server/prisma'
import { furnished } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { definitionIds, type Fact, lockAccount, storeDays, storeHours, storeValues } from './facts.server'

beforeAll(useDatabase)

const first = day('2026-11-01')
const figures = { spendMicros: 1_000_000n, impressions: 100n, clicks: 10n, conversions: 1.5, valueMicros: 5_000_000n }

async function place() {
  const { scope, client, campaigns } = await furnished()
  const [campaign] = campaigns
  if (!campaign) throw new Error('no campaign')
  const account = { id: campaign.adAccountId, clientId: client.id, currency: 'EUR' }
  const asOf = new Date('2026-11-20T12:00:00Z')
  const source = { clientId: client.id, adAccountId: account.id, currency: 'EUR', rawId: null, asOf }
  const latest = async () =>
    (await db(scope).metricDay.findMany({ where: { ...within(scope), isLatest: true } })).map((r) => [
      r.campaignId,
      dayOf(r.day),
      r.spendMicros,
      r.revision,
    ])
  return {
    scope,
    client,
    campaign,
    campaigns,
    source,
    latest,
    account,
  }
}

describe('daily facts', () => {
  test('the same figures again write nothing; a changed one is a new revision and the old row stays', async () => {
    const { scope, campaign, source, latest } = await place()
    const fact: Fact<Day> = { campaignId: campaign.id, at: first, ...figures }
    const store = (f: Fact<Day>) => db(scope).$transaction((tx) => storeDays(tx, scope, source, [f]))
    expect(await store(fact)).toBe(1)
    expect(await store(fact)).toBe(0)
    expect(await store({ ...fact, spendMicros: 920_000n })).toBe(1)
    expect(await latest()).toEqual([[campaign.id, first, 920_000n, 2]])
    expect(await db(scope).metricDay.count({ where: { ...within(scope) } })).toBe(2)
  })

  test('older news never replace newer ones', async () => {
    const { scope, campaign, source, latest } = await place()
    const fact: Fact<Day> = { campaignId: campaign.id, at: first, ...figures }
    const hour: Fact<Date> = { ...fact, at: new Date('2026-11-01T05:00:00Z') }
    const late = { ...source, asOf: new Date('2026-11-20T11:00:00Z') }
    await db(scope).$transaction(async (tx) => {
      await storeDays(tx, scope, source, [fact])
      await storeHours(tx, scope, source, [hour])
      expect(await storeDays(tx, scope, late, [{ ...fact, spendMicros: 5n }])).toBe(0)
      expect(await storeHours(tx, scope, late, [{ ...hour, spendMicros: 5n }])).toBe(0)
    })
    expect(await latest()).toEqual([[campaign.id, first, figures.spendMicros, 1]])
  })

  test('hours and defined values keep revisions in the same way', async () => {
    const { scope, campaign, source } = await place()
    const definitionId = (await definitionIds()).get('reach') ?? ''
    const hour: Fact<Date> = { campaignId: campaign.id, at: new Date('2026-11-01T05:00:00Z'), ...figures }
    const reach = { campaignId: campaign.id, definitionId, day: first, value: 80 }
    await db(scope).$transaction(async (tx) => {
      expect([await storeHours(tx, scope, source, [hour]), await storeHours(tx, scope, source, [hour])]).toEqual([1, 0])
      expect(await storeHours(tx, scope, source, [{ ...hour, clicks: 11n }])).toBe(1)
      expect([await storeValues(tx, scope, source, [reach]), await storeValues(tx, scope, source, [reach])]).toEqual([
        1, 0,
      ])
      expect(await storeValues(tx, scope, source, [{ ...reach, value: 81 }])).toBe(1)
    })
  })

  test('whatever arrives in whatever order, the roll-up equals a rebuild and each day has one latest row', async () => {
    const { scope, campaigns, source, account } = await place()
    const step = fc.record({
      which: fc.constantFrom(0, 1),
      offset: fc.nat(4),
      spend: fc.bigInt({ min: 0n, max: 5_000_000_000n }),
      conversions: fc.double({ min: 0, max: 50, noNaN: true }).map((x) => Math.round(x * 100) / 100),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const s of steps) {
          const fact = {
            ...figures,
            campaignId: campaigns[s.which]?.id ?? '',
            at: addDays(first, s.offset),
            spendMicros: s.spend,
            conversions: s.conversions,
          }
          await db(scope).$transaction(async (tx) => {
            await lockAccount(tx, account.id)
            const adAccountId = campaigns[s.which]?.adAccountId ?? ''
            await storeDays(tx, scope, { ...source, adAccountId }, [fact])
          })
        }
        const facts = await db(scope).metricDay.findMany({
          where: { ...within(scope), isLatest: true, campaign: { adAccountId: account.id } },
        })
        expect(new Set(facts.map((f) => `${f.campaignId}${f.day.toISOString()}`)).size).toBe(facts.length)
        const rebuilt = new Map<string, bigint>()
        for (const f of facts) rebuilt.set(dayOf(f.day), (rebuilt.get(dayOf(f.day)) ?? 0n) + f.spendMicros)
        const rolled = await db(scope).accountDay.findMany({ where: { ...within(scope), adAccountId: account.id } })
        expect(new Map(rolled.map((r) => [dayOf(r.day), r.spendMicros]))).toEqual(rebuilt)
      }),
      { numRuns: 25 },
    )
  })

  test('two pulls at once leave one latest row', async () => {
    const { scope, campaign, source, latest, account } = await place()
    const pull = (spendMicros: bigint) =>
      db(scope).$transaction(async (tx) => {
        await lockAccount(tx, account.id)
        await storeDays(tx, scope, source, [{ campaignId: campaign.id, at: first, ...figures, spendMicros }])
      })
    await Promise.all([1n, 2n, 3n, 4n].map(pull))
    const rows = await latest()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.[3]).toBe(4)
  })
})
