import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Scope } from '@/lib/access/scope'
import { jobScope } from '@/lib/access/scope.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { createClient } from './client-data.server'
import { exportClient } from './export.server'
import { removeClient } from './remove.server'
import { ClientForm } from './schema'
import { CLIENT_TABLES, KEPT_TABLES } from './tables'

let ownerUrl = ''
beforeAll(async () => {
  ;({ ownerUrl } = await useDatabase())
})

async function ask<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const connection = new pg.Client({ connectionString: ownerUrl })
  await connection.connect()
  try {
    return (await connection.query<T>(sql, values)).rows
  } finally {
    await connection.end()
  }
}

/** Fills every table of a client with rows that the database itself accepts, whatever columns it has. */
async function fill(scope: Scope, name: string) {
  const { agencyId } = scope
  const client = await createClient(
    scope,
    ClientForm.parse({
      name,
      industry: 'x',
      currency: 'EUR',
      timezone: 'UTC',
      goalMetric: '',
      goalValue: '',
      website: '',
    }),
  )
  const d = unsafeDb()
  const own = { agencyId, clientId: client.id }
  const sku = await d.sku.findFirstOrThrow({ where: own })
  const integration = await d.integration.create({
    data: { agencyId, provider: 'meta_ads', externalUserId: newId(), label: 'x', scopes: [] },
  })
  const account = await d.adAccount.create({
    data: {
      ...own,
      integrationId: integration.id,
      platform: 'meta_ads',
      externalId: newId(),
      name: 'x',
      currency: 'EUR',
      timezone: 'UTC',
      platformStatus: 'x',
      assignedAt: new Date(),
    },
  })
  await d.adAccountAsset.create({ data: { ...own, adAccountId: account.id, kind: 'page', externalId: '1', name: 'x' } })
  const build = await d.build.create({ data: { ...own, skuId: sku.id, name: 'b', draft: {} } })
  const by = { ...own, brandId: sku.brandId, skuId: sku.id, adAccountId: account.id, buildId: build.id }
  const campaign = await d.campaign.create({ data: { ...by, platform: 'meta_ads', name: `secretless ${name}` } })
  const audience = await d.audience.create({ data: { ...own, name: 'a', rules: {} } })
  const unit = await d.campaignUnit.create({
    data: { ...own, campaignId: campaign.id, audienceId: audience.id, name: 'u' },
  })
  const bytes = Buffer.from(`picture of ${name}`)
  await d.mediaBlob.create({ data: { agencyId, hash: name, bytes } })
  const media = await d.mediaAsset.create({
    data: { ...own, hash: name, filename: 'p.png', mime: 'image/png', width: 1, height: 1, size: 1, color: '#000000' },
  })
  const parent = await d.creative.create({
    data: { ...own, campaignId: campaign.id, unitId: unit.id, name: 'v1', mediaId: media.id },
  })
  await d.creative.create({
    data: { ...own, campaignId: campaign.id, unitId: unit.id, name: 'v2', parentId: parent.id },
  })
  const storefront = await d.storefront.create({ data: { ...own, name: 's' } })
  const destination = await d.destination.create({ data: { ...own, storefrontId: storefront.id, key: 'x' } })
  await d.credential.create({
    data: { ...own, destinationId: destination.id, name: 'token', sealed: `SEALED-${name}`, lastFour: '1234' },
  })
  const day = new Date('2026-11-20T00:00:00Z')
  const figures = {
    revision: 1,
    isLatest: true,
    currency: 'EUR',
    spendMicros: 9_007_199_254_740_993n,
    impressions: 1n,
    clicks: 1n,
    conversions: 1,
    valueMicros: 1n,
    asOf: day,
  }
  const hours = Array.from({ length: 2500 }, (_, i) => ({
    ...own,
    campaignId: campaign.id,
    at: new Date(day.getTime() + i * 3_600_000),
    ...figures,
  }))
  await d.metricHour.createMany({ data: hours })
  await d.metricDay.create({ data: { ...own, campaignId: campaign.id, day, ...figures } })
  await d.clientNote.create({ data: { ...own, body: 'note', authorName: 'x' } })
  await d.launch.create({ data: { ...own, buildId: build.id, payloadHash: 'x', payload: {}, startedBy: 'x' } })
  return { client, campaign, account }
}

const agency = async (slug: string) =>
  jobScope(
    (await unsafeDb().agency.create({ data: { slug, name: slug, currency: 'EUR', locale: 'en-GB', timezone: 'UTC' } }))
      .id,
    'test',
  )

const tables = () =>
  ask<{ table_name: string }>(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'clientId' order by 1`,
  )

test('every table with a client is either emptied or named as kept', async () => {
  expect((await tables()).map((row) => row.table_name)).toEqual([...CLIENT_TABLES, ...KEPT_TABLES].toSorted())
})

test('a client leaves with everything, then is gone without a trace, and its neighbour is untouched', async () => {
  const scope = await agency('harbour')
  const [one, two] = [await fill(scope, 'Nordlys'), await fill(scope, 'Kaze')]
  const person = async (email: string, clientIds: string[]) => {
    const user = await unsafeDb().user.create({ data: { email, name: 'x' } })
    return unsafeDb().membership.create({
      data: { agencyId: scope.agencyId, userId: user.id, role: 'buyer', clientIds },
    })
  }
  const [only, both] = [
    await person('one@x.example', [one.client.id]),
    await person('two@x.example', [one.client.id, two.client.id]),
  ]

  const { filename, stream } = await exportClient(scope, one.client.id, new Date('2026-11-21T10:00:00Z'))
  const text = await new Response(stream).text()
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { table?: string; file?: { base64: string }; end?: boolean })
  expect(filename).toBe('nordlys-2026-11-21.ndjson')
  expect(lines.filter((line) => line.table === 'metric_hour')).toHaveLength(2500)
  expect(new Set(text.match(/"at": "[^"]+"/g)).size).toBe(2500)
  expect(text).toContain('9007199254740993')
  expect(Buffer.from(lines.find((line) => line.file)?.file?.base64 ?? '', 'base64').toString()).toBe(
    'picture of Nordlys',
  )
  expect(lines.at(-1)).toEqual({ end: true })
  expect(text).not.toMatch(/SEALED|secretless Kaze/)
  for (const table of [
    'client',
    'brand',
    'sku',
    'campaign',
    'creative',
    'credential',
    'ad_account',
    'integration_metrics',
  ])
    expect(lines.some((line) => line.table === table)).toBe(true)

  await expect(removeClient(scope, { clientId: one.client.id, name: 'nordlys' })).rejects.toMatchObject({
    issues: [{ path: 'name' }],
  })
  await unsafeDb().campaign.update({ where: { id: one.campaign.id }, data: { desiredOn: true } })
  await expect(removeClient(scope, { clientId: one.client.id, name: 'Nordlys' })).rejects.toThrow(/is on/)
  await unsafeDb().campaign.update({ where: { id: one.campaign.id }, data: { desiredOn: false } })
  await removeClient(scope, { clientId: one.client.id, name: 'Nordlys' })

  const counts = await Promise.all(
    CLIENT_TABLES.map((table) =>
      ask<{ n: string }>(`select count(*) n from "${table}" where "clientId" = $1`, [one.client.id]),
    ),
  )
  expect(counts.map(([row]) => row?.n)).toEqual(CLIENT_TABLES.map(() => '0'))
  expect(await unsafeDb().adAccount.findUnique({ where: { id: one.account.id } })).toMatchObject({
    clientId: null,
    assignedAt: null,
  })
  expect(await unsafeDb().mediaBlob.findMany({ select: { hash: true } })).toEqual([{ hash: 'Kaze' }])
  expect(await unsafeDb().membership.findUnique({ where: { id: only.id } })).toBeNull()
  expect(await unsafeDb().membership.findUnique({ where: { id: both.id } })).toMatchObject({
    clientIds: [two.client.id],
  })
  expect(await unsafeDb().metricHour.count({ where: { clientId: two.client.id } })).toBe(2500)
  expect(await unsafeDb().campaign.count({ where: { clientId: two.client.id } })).toBe(1)
})

test('a foreign scope can neither export nor delete', async () => {
  const client = await createClient(
    await agency('mine'),
    ClientForm.parse({
      name: 'N',
      industry: 'x',
      currency: 'EUR',
      timezone: 'UTC',
      goalMetric: '',
      goalValue: '',
      website: '',
    }),
  )
  const rival = await agency('rival')
  await expect(exportClient(rival, client.id, new Date())).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeClient(rival, { clientId: client.id, name: 'N' })).rejects.toMatchObject({ code: 'not_found' })
})
