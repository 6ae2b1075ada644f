import type { Page } from '@playwright/test'
import { clearFaults } from '@/lib/sandbox/fault.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { type Home, signIn } from '../fixtures/home'
import {
  letThrough,
  loginOf,
  makingAds,
  makingCampaigns,
  openReview,
  passSeconds,
  plan,
  pressLaunch,
  readyAds,
  type Ready,
  requestsTo,
  rowOf,
} from '../fixtures/launch'
import { expectAsStored } from '../fixtures/launched'
import { expect, expectAccessible, test } from '../fixtures/test'

/* Six ads for Meta and two for Google, and a platform that fails in the middle: the page says what happened, and in the end each thing is there once. */

const REFUSAL = { message: 'The image crop is outside the picture.', code: 100, subcode: 1443226, field: 'creative' }
const BOTH_LIVE = 'Google is live. Meta is live.'

test.afterEach(clearFaults)

async function ready(page: Page, home: Home, role = 'buyer'): Promise<Ready> {
  const build = await readyAds(home)
  await signIn(page, home.email(role))
  await openReview(page, home, build)
  return build
}

const campaignName = async ({ buildId }: Ready, platform: 'google_ads' | 'meta_ads') =>
  (await unsafeDb().campaign.findFirstOrThrow({ where: { buildId, platform } })).name
const adSetName = async ({ buildId }: Ready) =>
  (await unsafeDb().campaignUnit.findFirstOrThrow({ where: { campaign: { buildId, platform: 'meta_ads' } } })).name

/** Waits until a write was carried out whose answer is being held. */
const held = (build: Ready, path: string) =>
  expect
    .poll(async () => (await requestsTo(build, path)).some(({ fault }) => fault === 'timeout_after_write'), {
      timeout: 60_000,
    })
    .toBe(true)

const ends = (page: Page, text: string | RegExp) => expect(page.getByText(text)).toBeVisible({ timeout: 90_000 })

test('Meta makes an ad without answering and refuses another: nothing is doubled, and retries complete it', async ({
  page,
  home,
}) => {
  const build = await ready(page, home)
  const match = makingAds(build)
  await expectAccessible(page)
  // The ad set and three ads; the fourth ad; the fifth; the sixth, twice.
  await plan(
    page,
    build,
    letThrough(match, 4),
    { platform: 'meta', match, kind: 'timeout_after_write', details: { ms: 30_000 } },
    letThrough(match, 1),
    { platform: 'meta', match, kind: 'reject', details: REFUSAL, remaining: 2 },
  )
  const [fourth, sixth] = [rowOf(page, 'Meta', 'Chips 4'), rowOf(page, 'Meta', 'Chips 6')]
  const adsNamed = async (name: string) =>
    (await requestsTo(build, '/ads')).filter(({ body }) => JSON.stringify(body).includes(`"${name} [pl:`))

  await test.step('while it runs, the page may be left and says the same again', async () => {
    await pressLaunch(page)
    await held(build, '/ads')
    for (const look of ['before', 'after'] as const) {
      if (look === 'after') await page.reload()
      await expect(rowOf(page, 'Meta', 'Chips 3').getByText('Created, off', { exact: true })).toBeVisible()
      await expect(fourth.getByText('In progress', { exact: true })).toBeVisible()
      await expect(rowOf(page, 'Meta', 'Chips 5').getByText('Waiting', { exact: true })).toBeVisible()
      await expect(page.getByText('Google is live. Meta is being launched.')).toBeVisible()
    }
    await plan(page, build, { platform: 'meta', match: 'GET', kind: 'latency', details: { ms: 5_000 } })
    await expect(fourth.getByText('Asking the platform', { exact: true })).toBeVisible()
    await expect(fourth).toContainText(
      'No answer came. Meta is asked whether it arrived, before anything is sent again.',
    )
    await expectAccessible(page)
  })

  const off = 'Google is live. Meta is off and spends nothing until ad Chips 6 is fixed or left out.'
  await test.step('it ends with one ad refused, in the words of the platform and ours', async () => {
    await ends(page, off)
    await expect(sixth).toContainText('Meta says')
    await expect(sixth).toContainText(`“${REFUSAL.message}”`)
    await expect(sixth).toContainText('Code 100, subcode 1443226, field creative')
    await expect(sixth).toContainText(
      'Meta did not accept creative: Refused: The image crop is outside the picture. Correct it and try again.',
    )
    await expect(page.getByText('1 failed', { exact: true })).toBeVisible()
    await expectAccessible(page)
    await expectAsStored(page, build, { failed: ['Chips 6'] })
  })

  await test.step('a retry while the fault lasts refuses it again and sends nothing else', async () => {
    await passSeconds(page, 30)
    await sixth.getByRole('button', { name: 'Retry this ad' }).click()
    await expect.poll(async () => (await adsNamed('Chips 6')).length, { timeout: 30_000 }).toBe(2)
    await ends(page, off)
    await expectAsStored(page, build, { failed: ['Chips 6'] })
  })

  await test.step('a retry after that completes the launch', async () => {
    await passSeconds(page, 30)
    await sixth.getByRole('button', { name: 'Retry this ad' }).click()
    await ends(page, BOTH_LIVE)
    await expectAccessible(page)
    await expectAsStored(page, build)
    expect((await adsNamed('Chips 4')).map(({ status, fault }) => [status, fault])).toEqual([
      [200, 'timeout_after_write'],
    ])
    expect((await adsNamed('Chips 6')).map(({ status }) => status)).toEqual([400, 400, 200])
    await page.reload()
    await ends(page, BOTH_LIVE)
  })
})

test('a limit at Google is waited for, and errors of Meta are given up in words and completed by a retry', async ({
  page,
  home,
}) => {
  const build = await ready(page, home)
  await plan(
    page,
    build,
    { platform: 'google', match: 'googleAds:mutate', kind: 'rate_limit', details: { seconds: 6 } },
    { platform: 'meta', match: makingCampaigns(build), kind: 'server_error', remaining: 1000 },
  )
  await pressLaunch(page)
  const google = rowOf(page, 'Google', await campaignName(build, 'google_ads'))
  const name = await campaignName(build, 'meta_ads')
  const meta = rowOf(page, 'Meta', name)
  await expect(google).toContainText('Google says “Too many requests. Retry in 6 seconds.”')
  await expect(google).toContainText('Google Ads asks to slow down. Paceline tries again in 6 seconds.')
  await expect(meta).toContainText('Meta says “An unknown error occurred”', { timeout: 30_000 })
  await expect(meta.getByText('Asking the platform', { exact: true })).toBeVisible()
  await expectAccessible(page)

  // Time passes quickly, so that each try follows soon on the last.
  const over = page.getByText(
    `Google is live. Meta is off and spends nothing until campaign ${name} is fixed or left out.`,
  )
  await expect
    .poll(async () => (await passSeconds(page, 30), over.isVisible()), { timeout: 90_000, intervals: [250] })
    .toBe(true)
  await expect(meta).toContainText('Code 1, subcode 99')
  await expect(meta).toContainText('Meta did not say whether this was done. Retry: it is asked whether this arrived')
  await expectAccessible(page)
  const ads = [1, 2, 3, 4, 5, 6].map((n) => `Chips ${n}`)
  await expectAsStored(page, build, { failed: [name], waiting: [await adSetName(build), ...ads] })
  expect((await requestsTo(build, 'googleAds:mutate')).map(({ status }) => status)).toEqual([429, 200])

  await clearFaults()
  await passSeconds(page, 30)
  await meta.getByRole('button', { name: 'Retry this campaign' }).click()
  await ends(page, BOTH_LIVE)
  await expectAccessible(page)
  await expectAsStored(page, build)
})

test('Google makes the campaign without answering, Meta asks to slow down, and an ad is left out', async ({
  page,
  home,
}) => {
  const build = await ready(page, home)
  const match = makingAds(build)
  await plan(
    page,
    build,
    { platform: 'google', match: 'googleAds:mutate', kind: 'timeout_after_write', details: { ms: 30_000 } },
    { platform: 'meta', match, kind: 'rate_limit', details: { seconds: 6 } },
    letThrough(match, 6),
    { platform: 'meta', match, kind: 'reject', details: REFUSAL },
  )
  await pressLaunch(page)
  await held(build, 'googleAds:mutate')
  await plan(page, build, { platform: 'google', match: 'googleAds:search', kind: 'latency', details: { ms: 5_000 } })
  const google = rowOf(page, 'Google', await campaignName(build, 'google_ads'))
  await expect(google.getByText('Asking the platform', { exact: true })).toBeVisible()
  await expect(google).toContainText('Google is asked whether it arrived, before anything is sent again.')
  await expectAccessible(page)
  const adSet = rowOf(page, 'Meta', await adSetName(build))
  await expect(adSet).toContainText('Meta says “(#80004) There have been too many calls to this ad-account.', {
    timeout: 30_000,
  })
  await expect(adSet).toContainText('Meta asks to slow down. Paceline tries again in 6 seconds.')

  await ends(page, 'Google is live. Meta is off and spends nothing until ad Chips 6 is fixed or left out.')
  await expectAsStored(page, build, { failed: ['Chips 6'] })
  expect((await requestsTo(build, 'googleAds:mutate')).map(({ fault }) => fault)).toEqual(['timeout_after_write'])
  expect((await requestsTo(build, '/adsets')).map(({ status }) => status)).toEqual([400, 200])

  await rowOf(page, 'Meta', 'Chips 6').getByRole('button', { name: 'Leave this ad out' }).click()
  await ends(page, BOTH_LIVE)
  await expect(page.getByText('1 left out', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectAsStored(page, build, { leftOut: ['Chips 6'] })
})

test('an access that ends in the middle is reconnected, and one retry completes the launch', async ({ page, home }) => {
  const build = await ready(page, home, 'owner')
  await plan(page, build, { platform: 'meta', match: makingAds(build), kind: 'expired_token' })
  await pressLaunch(page)
  const name = await adSetName(build)
  await ends(
    page,
    `Google is live. Meta is off and spends nothing until ad set ${name} and 6 more are fixed or left out.`,
  )
  const adSet = rowOf(page, 'Meta', name)
  await expect(adSet).toContainText('Meta says“Error validating access token: Session has expired.')
  await expect(adSet).toContainText('Meta has ended this connection. Reconnect it on the integrations page.')
  await expectAccessible(page)
  const ads = [1, 2, 3, 4, 5, 6].map((n) => `Chips ${n}`)
  await expectAsStored(page, build, { failed: [name, ...ads] })

  await adSet.getByRole('link', { name: 'Open the integrations page' }).click()
  const card = page.getByRole('region', { name: /^Meta: / })
  await expect(card).toContainText('Reconnect needed')
  await expectAccessible(page)
  await card.getByRole('button', { name: /^Reconnect / }).click()
  await page.getByLabel('Sign in as').fill(loginOf(home))
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(card).toContainText('Connected')

  await openReview(page, home, build)
  await passSeconds(page, 30)
  await page.getByRole('button', { name: 'Retry all that failed' }).click()
  await ends(page, BOTH_LIVE)
  await expectAccessible(page)
  await expectAsStored(page, build)
  expect((await requestsTo(build, '/adsets')).map(({ fault }) => fault)).toEqual(['expired_token', null])
})
