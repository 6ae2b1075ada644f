import 'server-only'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import sharp from 'sharp'
import { DEMO_LOGINS, seedDemo } from '@/prisma/seed/demo'
import { sandboxEnvironment } from '@/prisma/seed/sandbox-login'
import { chipsBuild } from '@/prisma/seed/tasty-chips'
import { cliScope } from '@/lib/access/scope.server'
import { AppError } from '@/lib/core/errors'
import { refreshAssets } from '@/lib/integration/accounts.server'
import { storeMedia } from '@/lib/media/data.server'
import { setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { withScratchStack } from './e2e'
import { findBrowser } from './find-browser'
import { options } from './options'

const USAGE = 'Usage: cli screenshots [--only name,name]'
const FOLDER = path.join('e2e', 'screenshots')
/** A README is read over slow lines too. */
const MAX_BYTES = 200_000

const WIDE = { viewport: { width: 1440, height: 1000 }, deviceScaleFactor: 1 }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const DEVICES = { wide: WIDE, phone: PHONE }
type Device = keyof typeof DEVICES

/** `path` begins with `/`; `{build}` stands for the draft's id. `shows` is a text that the finished page has. */
type Shot = { name: string; login: string; path: string; shows: RegExp; devices: readonly Device[] }

const BUYER = 'buyer@harbour.example'
const both = ['wide', 'phone'] as const

const SHOTS: readonly Shot[] = [
  { name: 'portfolio', login: BUYER, path: '/harbour', shows: /Pacifica/, devices: ['wide'] },
  { name: 'overview', login: BUYER, path: '/harbour/nordlys/overview', shows: /ROAS/, devices: both },
  {
    name: 'creative',
    login: BUYER,
    path: '/harbour/tasty-chips/ads/{build}?step=creative',
    shows: /Headlines/,
    devices: both,
  },
  {
    name: 'review',
    login: BUYER,
    path: '/harbour/tasty-chips/ads/{build}?step=review',
    shows: /Payload/,
    devices: ['wide'],
  },
  {
    name: 'integrations',
    login: 'owner@harbour.example',
    path: '/harbour/integrations',
    shows: /Figures to/,
    devices: ['wide'],
  },
  {
    name: 'viewer',
    login: 'viewer@nordlys.example',
    path: '/harbour/nordlys/overview',
    shows: /Nordlys/,
    devices: ['phone'],
  },
]

/** A picture to advertise with: a bag of chips and two peppers, drawn here so that nobody else owns it. */
const BAG = `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1350" viewBox="0 0 1080 1350">
  <rect width="1080" height="1350" fill="#f0d9b5"/><circle cx="540" cy="640" r="520" fill="#f6e6cb"/>
  <ellipse cx="540" cy="1215" rx="400" ry="46" fill="#d9b98a"/>
  <path d="M290 250 Q540 215 790 250 L815 1180 Q540 1240 265 1180 Z" fill="#c8321f"/>
  <path d="M290 250 Q540 215 790 250 L793 330 Q540 300 287 330 Z" fill="#a32616"/>
  <path d="M268 1090 Q540 1150 812 1090 L815 1180 Q540 1240 265 1180 Z" fill="#a32616"/>
  <ellipse cx="540" cy="690" rx="215" ry="245" fill="#fff4dd"/>
  <g fill="#e8b23a" stroke="#c98f1c" stroke-width="8">
    <path d="M420 760 q95 -120 230 -40 q-70 130 -230 40z"/><path d="M400 850 q150 -60 260 30 q-140 80 -260 -30z"/>
    <path d="M170 1120 q95 -120 230 -40 q-70 130 -230 40z"/><path d="M700 1190 q95 -120 230 -40 q-70 130 -230 40z"/>
  </g>
  <g fill="#2f7d3b"><path d="M430 560 q140 -120 215 -20 q-20 75 -95 62 q-60 -12 -120 -42z"/>
    <path d="M450 640 q120 -60 190 10 q-40 60 -100 40 q-50 -20 -90 -50z"/></g>
  <path d="M640 545 q20 -50 55 -62" stroke="#1f5b29" stroke-width="16" fill="none" stroke-linecap="round"/>
</svg>`

/** Tasty Chips' draft in the demo agency, ready to be launched. Gives its id. */
async function makeDraft(): Promise<string> {
  const client = await unsafeDb().client.findFirstOrThrow({
    where: { slug: 'tasty-chips', agency: { slug: 'harbour' } },
  })
  const agency = { agencyId: client.agencyId }
  const own = { ...agency, clientId: client.id }
  const scope = cliScope(client.agencyId)
  const sku = await unsafeDb().sku.findFirstOrThrow({ where: { ...own, isDefault: false } })
  const accounts = await unsafeDb().adAccount.findMany({ where: own, orderBy: { platform: 'asc' } })
  for (const { id } of accounts) await refreshAssets(scope, id)
  const picture = await sharp(Buffer.from(BAG)).jpeg({ quality: 92 }).toBuffer()
  const media = await storeMedia(scope, client.id, picture, 'chips_bag_spicy.jpg')
  // The demo's login reaches the pages of every client.
  const assets = await unsafeDb().adAccountAsset.findMany({
    where: { ...agency, kind: { in: ['page', 'instagram'] }, name: { contains: 'tasty', mode: 'insensitive' } },
  })
  const assetId = (kind: string): string | null => assets.find((asset) => asset.kind === kind)?.externalId ?? null
  const { id } = await chipsBuild({ scope, clientId: client.id, skuId: sku.id, accounts, media }, (draft) => {
    for (const connection of draft.connections)
      if (connection.platform === 'meta_ads')
        Object.assign(connection, { pageId: assetId('page'), instagramId: assetId('instagram') })
  })
  return id
}

async function signedIn(browser: Browser, origin: string, login: string, device: Device): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...DEVICES[device],
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    reducedMotion: 'reduce',
  })
  const password = DEMO_LOGINS.find(({ email }) => email === login)?.password ?? ''
  const csrf: unknown = await (await context.request.get('/api/auth/csrf')).json()
  const csrfToken = typeof csrf === 'object' && csrf !== null && 'csrfToken' in csrf ? String(csrf.csrfToken) : ''
  const answer = await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email: login, password, json: 'true' },
  })
  if (!answer.ok()) throw new AppError('unavailable', `Signing in as ${login} answered ${answer.status()}.`)
  return context
}

/** Fewer colours until the file is small enough; throws when even the fewest are not. */
async function small(picture: Buffer, name: string): Promise<Buffer> {
  for (const colours of [256, 128, 64, 32]) {
    const bytes = await sharp(picture).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toBuffer()
    if (bytes.length <= MAX_BYTES) return bytes
  }
  throw new AppError('limit', `The picture ${name} stays above ${MAX_BYTES / 1000} kB. Show less on it.`)
}

async function take(browser: Browser, origin: string, shot: Shot, device: Device, build: string): Promise<string> {
  const context = await signedIn(browser, origin, shot.login, device)
  try {
    const page = await context.newPage()
    await page.goto(shot.path.replace('{build}', build), { waitUntil: 'networkidle' })
    const shown = page.getByText(shot.shows).filter({ visible: true }).first()
    await shown.waitFor().catch((cause: unknown) => {
      throw new AppError('unavailable', `${page.url()} does not show ${shot.shows}. See whether the page works.`, {
        cause,
      })
    })
    await page.evaluate(() => document.fonts.ready)
    // Pictures that come into sight late, and charts that wait for their width.
    await page.waitForTimeout(1500)
    const bytes = await small(await page.screenshot({ animations: 'disabled' }), shot.name)
    const file = path.join(FOLDER, `${shot.name}-${DEVICES[device].viewport.width}.png`)
    writeFileSync(file, bytes)
    return `${file}  ${Math.ceil(bytes.length / 1000)} kB`
  } finally {
    await context.close()
  }
}

function chosen(only: string | undefined): readonly Shot[] {
  const names = only?.split(',')
  const unknown = names?.find((name) => !SHOTS.some((shot) => shot.name === name))
  if (unknown !== undefined)
    throw new AppError(
      'invalid',
      `There is no picture "${unknown}". Choose of: ${SHOTS.map((s) => s.name).join(', ')}.`,
    )
  return names ? SHOTS.filter(({ name }) => names.includes(name)) : SHOTS
}

/** Takes the README's pictures of the demo, on a stack of its own; one line a file. */
export async function run(args: string[]): Promise<number> {
  const { only } = options(args, { only: { type: 'string' } }, USAGE)
  const shots = chosen(only)
  const executablePath = await findBrowser()
  mkdirSync(FOLDER, { recursive: true })
  return withScratchStack(async ({ origin }) => {
    await seedDemo()
    setEnvironment(sandboxEnvironment(origin))
    const build = await makeDraft()
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      for (const shot of shots)
        for (const device of shot.devices) process.stdout.write(`${await take(browser, origin, shot, device, build)}\n`)
    } finally {
      await browser.close()
    }
    return 0
  })
}
