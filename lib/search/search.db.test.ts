import { beforeAll, describe, expect, test } from 'vitest'
import { emptyDraft } from '@/lib/ad/schema'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { adAccount, agency, campaign, client, integration, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { find } from './data.server'
import { patternsOf, SearchQuery } from './schema'

beforeAll(useDatabase)

async function place() {
  const home = await agency()
  const login = await integration(home.id)
  const own = async (name: string, slug: string) => {
    const made = await client(home.id, slug, { name })
    const account = await adAccount({ agencyId: home.id, clientId: made.id, integrationId: login.id })
    const at = {
      agencyId: home.id,
      clientId: made.id,
      brandId: made.brand.id,
      skuId: made.sku.id,
      adAccountId: account.id,
    }
    const add = (title: string) => campaign({ ...at, platform: 'meta_ads', currency: 'EUR' }, { name: title })
    return { ...made, add }
  }
  const [nordlys, pacifica] = [await own('Nordlys', 'nordlys'), await own('Pacifica', 'pacifica')]
  await nordlys.add('Lamp search')
  await nordlys.add('Night lamp')
  await pacifica.add('100% lamp_sale')
  const build = { agencyId: home.id, clientId: pacifica.id, skuId: pacifica.sku.id, draft: emptyDraft() }
  await unsafeDb().build.create({ data: { ...build, name: 'Lamp ads' } })
  await unsafeDb().build.create({ data: { ...build, name: 'Lamp archive', status: 'archived' } })
  const owner = await person(home.id, { role: 'owner', name: 'Lampert Owner' })
  const manager = await person(home.id, { role: 'manager', name: 'Nora', clientIds: [nordlys.id] })
  await person(home.id, { role: 'viewer', name: 'Petra', clientIds: [pacifica.id] })
  return { ...home, nordlys, pacifica, owner: owner.scope, manager: manager.scope }
}
const labels = async (...given: Parameters<typeof find>) => (await find(...given)).data.map(({ label }) => label)

describe('finding', () => {
  test('names that begin with the words come first; archived drafts stay away; people are found too', async () => {
    const { owner } = await place()
    expect(await labels(owner, 'lamp')).toEqual([
      'Lamp search',
      '100% lamp_sale',
      'Night lamp',
      'Lamp ads',
      'Lampert Owner',
    ])
    expect(await labels(owner, 'NORD lamp')).toEqual(['Lamp search', 'Night lamp'])
  })

  test('each leads to its page', async () => {
    const home = await place()
    const [first] = (await find(home.owner, 'pacif')).data
    expect(first).toMatchObject({ label: 'Pacifica', href: `/${home.slug}/pacifica/overview`, note: 'Client' })
    const campaigns = (await find(home.owner, 'night lamp')).data
    expect(campaigns[0]?.href).toMatch(new RegExp(`^/${home.slug}/nordlys/campaigns/[0-9a-f-]{36}$`))
  })

  test('a percent sign and an underscore are what they are', async () => {
    const { owner } = await place()
    expect(await labels(owner, '0%')).toEqual(['100% lamp_sale'])
    expect(await labels(owner, 'p_s')).toEqual(['100% lamp_sale'])
    expect(await labels(owner, '\\\\')).toEqual([])
    expect(await labels(owner, "'; drop table client; --")).toEqual([])
  })

  test('a member of chosen clients finds those alone, another agency nothing', async () => {
    const home = await place()
    expect(await labels(home.manager, 'lamp')).toEqual(['Lamp search', 'Night lamp', 'Lampert Owner'])
    expect(await labels(home.manager, 'pacifica')).toEqual([])
    expect(await labels(home.manager, 'nora')).toEqual(['Nora'])
    expect([await labels(home.owner, 'petra'), await labels(home.manager, 'petra')]).toEqual([['Petra'], []])
    const rival = await place()
    expect((await find(rival.owner, 'lamp')).data.some(({ href }) => href.includes(home.slug))).toBe(false)
  })
})

test('patterns hold at most six words', () => {
  expect(patternsOf('  a%b  c\\d ')).toEqual(['%a\\%b%', '%c\\\\d%'])
  expect(patternsOf('1 2 3 4 5 6 7 8')).toHaveLength(6)
  expect(SearchQuery.safeParse({ q: ' a ' }).success).toBe(false)
})
