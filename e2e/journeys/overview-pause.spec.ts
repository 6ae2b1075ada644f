import type { Page } from '@playwright/test'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { withFigures } from '../fixtures/figures'
import { signIn } from '../fixtures/home'
import { expect, expectAccessible, test } from '../fixtures/test'

/* From the overview to one campaign: taking it over, and switching it with all that hangs on it. */

const whole = (id: string) =>
  unsafeDb().campaign.findUniqueOrThrow({
    where: { id },
    include: { units: { include: { creatives: { orderBy: { name: 'asc' } } } }, platformMap: true },
  })

type Whole = Awaited<ReturnType<typeof whole>>

/** `live paused`: campaign, units, ads, in this order. */
const statesOf = ({ status, units }: Whole) => ({
  campaign: status,
  units: units.map((unit) => unit.status),
  ads: units.flatMap(({ creatives }) => creatives.map((ad) => ad.status)),
})

const externalId = (row: Whole) => row.platformMap?.externalCampaignId ?? ''

/** Whether the platform spends on the campaign, by its own last change. */
const spends = async (row: Whole) =>
  (await unsafeDb().sandboxChange.findFirst({ where: { campaignId: externalId(row) }, orderBy: { seq: 'desc' } }))?.isOn

test('a campaign is adopted, paused and resumed with its ad sets and ads, but for the ad that was off by hand', async ({
  page,
  home,
  baseURL,
}) => {
  await withFigures(home, baseURL)
  const candidates = await unsafeDb().campaign.findMany({
    where: { agencyId: home.id, platform: 'meta_ads', status: 'live' },
    include: { units: { include: { creatives: true } } },
  })
  const chosen = candidates.find(({ units }) =>
    units.some((u) => u.status === 'live' && u.creatives.filter((ad) => ad.status === 'live').length > 1),
  )
  if (!chosen) throw new Error('The sandbox gave no live campaign with two live ads.')
  const unit = chosen.units.find((u) => u.creatives.filter((ad) => ad.status === 'live').length > 1)
  const ad = unit?.creatives.find(({ status }) => status === 'live')
  if (!unit || !ad) throw new Error('The campaign has no ad.')

  await signIn(page, home.email('buyer'))
  await page.goto(home.at('/tasty-chips/overview'))
  await page.getByRole('link', { name: chosen.name }).first().click()
  await expect(page).toHaveURL(new RegExp(`/campaigns/${chosen.id}`))
  const main = page.getByRole('button', { name: /^(Pause|Resume)$/ })
  await expect(main).toHaveCount(0)
  await expect(page.getByText(/made elsewhere and is read-only here/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Adopt' }).click()
  await expect(main).toHaveText('Pause')

  const line = page.getByRole('listitem').filter({ hasText: ad.name }).first()
  await line.getByRole('button', { name: `Pause ad "${ad.name}"` }).click()
  await expect(line.getByText('Paused by hand')).toBeVisible()
  await expect.poll(async () => (await unsafeDb().creative.findUnique({ where: { id: ad.id } }))?.status).toBe('paused')
  const before = statesOf(await whole(chosen.id))
  expect(before.ads).toContain('live')

  await main.click()
  await expect.poll(async () => (await whole(chosen.id)).status, { timeout: 60_000 }).toBe('paused')
  const paused = await whole(chosen.id)
  const off = (list: string[]) => list.map((status) => (status === 'live' ? 'paused' : status))
  expect(statesOf(paused)).toEqual({ campaign: 'paused', units: off(before.units), ads: off(before.ads) })
  expect(await spends(paused)).toBe(false)
  await expect(page.getByText('Paused by hand', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('Off with its campaign').first()).toBeVisible()
  await expect(main).toHaveText('Resume')
  await expectAccessible(page)

  await main.click()
  await expect.poll(async () => statesOf(await whole(chosen.id)), { timeout: 60_000 }).toEqual(before)
  expect(await spends(paused)).toBe(true)
  await expect(line.getByText('Paused by hand')).toBeVisible()
  await expect(page.getByText('Off with its campaign')).toHaveCount(0)
  await line.getByRole('button', { name: `Resume ad "${ad.name}"` }).click()
  await expect.poll(async () => (await unsafeDb().creative.findUnique({ where: { id: ad.id } }))?.status).toBe('live')
  await expectLogged(page, ['Asked Meta to pause', 'Asked Meta to resume'])
})

async function expectLogged(page: Page, sentences: string[]): Promise<void> {
  await page.reload()
  const log = page.getByRole('region', { name: 'Log' })
  for (const sentence of sentences) await expect(log.getByText(sentence).first()).toBeVisible()
  await expectAccessible(page)
}
