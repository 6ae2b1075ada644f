import { beforeAll, beforeEach, expect, test } from 'vitest'
import { asViewer, jobScope } from '@/lib/access/scope.server'
import type { Scope } from '@/lib/access/scope'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { archiveBrand, createBrand, listBrands, removeBrand, updateBrand } from './brand-data.server'
import {
  archiveClient,
  countByClient,
  createClient,
  currencyLock,
  getClientSettings,
  listClientPage,
  listClients,
  requireClient,
  restoreClient,
  updateClient,
  updateNaming,
} from './client-data.server'
import { createNote, listNotes, removeNote } from './note-data.server'
import { addBrand, addSku, editSku } from './run.server'
import { ClientForm, utmOf } from './schema'
import { archiveSku, createSku, getSku, listSkus, removeSku, restoreSku } from './sku-data.server'

beforeAll(useDatabase)

let n = 0
async function agency(): Promise<Scope> {
  const row = await unsafeDb().agency.create({
    data: { slug: `a${++n}`, name: 'A', currency: 'EUR', locale: 'en-GB', timezone: 'Europe/Oslo' },
  })
  return jobScope(row.id, 'test')
}
const form = (name: string) =>
  ClientForm.parse({
    name,
    industry: 'Retail',
    currency: 'EUR',
    timezone: 'Europe/Oslo',
    goalMetric: 'roas',
    goalValue: '3.5',
    website: 'x.no',
  })

/** A campaign on the client's default SKU. */
async function campaign(scope: Scope, clientId: string, desiredOn: boolean) {
  const { agencyId } = scope
  const [sku] = await listSkus(scope, clientId)
  const integration = await unsafeDb().integration.create({
    data: { agencyId, provider: 'meta_ads', externalUserId: newId(), label: 'x', scopes: [] },
  })
  const account = {
    agencyId,
    clientId,
    integrationId: integration.id,
    platform: 'meta_ads' as const,
    externalId: newId(),
    name: 'x',
  }
  const adAccount = await unsafeDb().adAccount.create({
    data: { ...account, currency: 'EUR', timezone: 'UTC', platformStatus: 'active' },
  })
  const at = { agencyId, clientId, brandId: sku?.brandId ?? '', skuId: sku?.id ?? '', adAccountId: adAccount.id }
  return unsafeDb().campaign.create({ data: { ...at, platform: 'meta_ads', name: 'C', desiredOn } })
}

let scope: Scope
let client: { id: string; slug: string }
beforeEach(async () => {
  scope = await agency()
  client = await createClient(scope, form('Nordlys'))
})

test('a client comes with its default brand and SKU, and slugs of their own', async () => {
  const [brands, skus] = [await listBrands(scope, client.id), await listSkus(scope, client.id)]
  expect([brands.map((row) => row.isDefault), skus.map((row) => [row.isDefault, row.brandId])]).toEqual([
    [true],
    [[true, brands[0]?.id]],
  ])
  expect([(await createClient(scope, form('Nordlys'))).slug, (await createClient(scope, form('Team'))).slug]).toEqual([
    'nordlys-2',
    'team-2',
  ])
  expect((await createClient(await agency(), form('Nordlys'))).slug).toBe('nordlys')
  expect((await getClientSettings(scope, client.id)).goalValue?.toFixed()).toBe('3.5')
})

test('nobody reaches a foreign client, by slug, id or child', async () => {
  const rival = await agency()
  const [brand] = await listBrands(scope, client.id)
  const [sku] = await listSkus(scope, client.id)
  const { id: noteId } = await createNote(scope, { clientId: client.id, body: 'x', forClient: true })
  const refused = [
    () => requireClient(rival, client.slug),
    () => getClientSettings(rival, client.id),
    () => updateClient(rival, { ...form('Stolen'), clientId: client.id }),
    () => createBrand(rival, client.id, { name: 'B', monthlyBudgetMicros: null, dailyBudgetMicros: null }),
    () => updateBrand(rival, brand?.id ?? '', { name: 'B' }),
    () => createSku(rival, brand?.id ?? '', { name: 'S', dailyBudgetMicros: null }),
    () => getSku(rival, sku?.id ?? ''),
    () => createNote(rival, { clientId: client.id, body: 'x', forClient: true }),
    () => removeNote(rival, noteId),
  ]
  for (const call of refused) await expect(call()).rejects.toMatchObject({ code: 'not_found' })
  for (const call of [
    () => updateNaming(rival, { clientId: client.id, namingPattern: '{n}', utm: utmOf({}) }),
    () => archiveClient(rival, client.id),
    () => restoreClient(rival, client.id),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'P2025' })
  expect([
    await listClients(rival, 'all'),
    await listBrands(rival, client.id),
    await listSkus(rival, client.id),
    await listNotes(rival, client.id),
  ]).toEqual([[], [], [], []])
  expect((await getClientSettings(scope, client.id)).name).toBe('Nordlys')
})

test('a viewer sees their client only, with the notes that are for them, and writes nothing', async () => {
  const other = await createClient(scope, form('Kaze'))
  const viewer = asViewer(scope, client.id)
  await createNote(scope, { clientId: client.id, body: 'for the client', forClient: true })
  await createNote(scope, { clientId: client.id, body: 'internal', forClient: false })
  await createNote(scope, { clientId: other.id, body: 'of another', forClient: true })
  expect((await listNotes(viewer, client.id)).map(({ body }) => body)).toEqual(['for the client'])
  expect((await listNotes(scope, client.id)).map(({ body }) => body)).toEqual(['internal', 'for the client'])
  expect((await listClients(viewer, 'all')).map(({ id }) => id)).toEqual([client.id])
  await expect(requireClient(viewer, other.slug)).rejects.toMatchObject({ code: 'not_found' })
  expect(Object.keys(await requireClient(viewer, client.slug))).not.toContain('namingPattern')
  await expect(createNote(viewer, { clientId: client.id, body: 'x', forClient: true })).rejects.toThrow(/read-only/)
  await expect(createClient(viewer, form('Mine'))).rejects.toMatchObject({ code: 'forbidden' })
})

test('the currency is free until something is counted in it', async () => {
  const change = (currency: string) => updateClient(scope, { ...form('Nordlys'), currency, clientId: client.id })
  await change('JPY')
  const brand = await addBrand(scope, { clientId: client.id, name: 'Lamps', monthlyBudget: '30000', dailyBudget: '' })
  await expect(change('EUR')).rejects.toMatchObject({
    code: 'invalid',
    issues: [{ path: 'currency', message: expect.stringContaining('Lamps') }],
  })
  await updateBrand(scope, brand.id, { monthlyBudgetMicros: null })
  await change('EUR')
  await campaign(scope, client.id, false)
  expect(await currencyLock(scope, client.id)).toMatch(/a campaign has/)
  await expect(change('USD')).rejects.toMatchObject({ code: 'invalid' })
  await updateClient(scope, { ...form('Nordlys AS'), clientId: client.id })
  expect(await getClientSettings(scope, client.id)).toMatchObject({
    name: 'Nordlys AS',
    slug: 'nordlys',
    currency: 'EUR',
  })
})

test('archiving waits until nothing is on, and can be taken back', async () => {
  const { id } = await campaign(scope, client.id, true)
  const [brand] = await listBrands(scope, client.id)
  await expect(archiveClient(scope, client.id)).rejects.toThrow(/One campaign is on/)
  expect((await countByClient(scope)).get(client.id)).toEqual({ campaignsOn: 1, adAccounts: 1 })
  await unsafeDb().campaign.update({ where: { id }, data: { desiredOn: false } })
  await archiveClient(scope, client.id)
  expect([await listClients(scope), (await listClients(scope, 'archived')).length]).toEqual([[], 1])
  await restoreClient(scope, client.id)
  expect(await listClients(scope)).toHaveLength(1)
  await expect(archiveBrand(scope, brand?.id ?? '')).rejects.toThrow(/default/)
})

test('brands and SKUs: amounts, archive, restore, delete only when unused', async () => {
  await expect(
    addBrand(scope, { clientId: client.id, name: 'L', monthlyBudget: '100', dailyBudget: '200' }),
  ).rejects.toMatchObject({ issues: [{ path: 'dailyBudget' }] })
  const brand = await addBrand(scope, {
    clientId: client.id,
    name: 'Lamps',
    monthlyBudget: '10 000,00',
    dailyBudget: '500',
  })
  const sku = await addSku(scope, { brandId: brand.id, name: 'Lamp', dailyBudget: '99.90' })
  expect(await getSku(scope, sku.id)).toMatchObject({
    clientId: client.id,
    slug: 'lamp',
    dailyBudgetMicros: 99_900_000n,
    mode: 'explore',
    automation: 'off',
  })
  await expect(editSku(scope, { skuId: sku.id, name: 'Lamp', dailyBudget: '1.234.5' })).rejects.toMatchObject({
    issues: [{ path: 'dailyBudget' }],
  })
  await archiveBrand(scope, brand.id)
  expect((await getSku(scope, sku.id)).status).toBe('archived')
  await expect(restoreSku(scope, sku.id)).rejects.toThrow(/Restore the brand first/)
  await expect(addSku(scope, { brandId: brand.id, name: 'Two', dailyBudget: '' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await removeBrand(scope, brand.id)
  expect(await listSkus(scope, client.id)).toHaveLength(1)

  const used = await campaign(scope, client.id, false)
  await unsafeDb().sku.update({ where: { id: used.skuId }, data: { isDefault: false } })
  await expect(removeSku(scope, used.skuId)).rejects.toThrow(/Archive it instead/)
  await archiveSku(scope, used.skuId)
})

test('pages follow each other without a gap or a repeat', async () => {
  for (const name of ['A', 'B', 'C', 'D']) await createClient(scope, form(name))
  const seen: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 4; page++) {
    const rows = await listClientPage(scope, { limit: 2, cursor }, 'all')
    seen.push(...rows.slice(0, 2).map(({ id }) => id))
    cursor = rows.length > 2 ? rows[1]?.id : undefined
    if (!cursor) break
  }
  expect(seen).toEqual((await listClients(scope, 'all')).map(({ id }) => id).sort())
})
