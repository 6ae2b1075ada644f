import type { Scope } from '@/lib/access/scope'
import { importCampaigns } from '@/lib/campaign/import.server'
import { firstOfMonth } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { assignAccount } from '@/lib/integration/accounts.server'
import { hashPassword } from '@/lib/member/password.server'
import { syncAccount } from '@/lib/metric/sync.server'
import { listenSandbox } from '@/lib/sandbox/listen.server'
import { now } from '@/lib/server/clock.server'
import { setEnvironment, unsetEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from './factories'
import { connectSandbox, sandboxEnvironment } from './sandbox-login'

/*
 * The demo: Harbour Agency with four clients in three currencies and zones, and a rival with a client of the same name.
 * It is made the way a person would make it: logins connected, accounts assigned and campaigns imported over HTTP.
 */

const PASSWORD = 'paceline-demo'

export const DEMO_LOGINS = [
  { email: 'owner@harbour.example', password: PASSWORD, says: 'owner' },
  { email: 'buyer@harbour.example', password: PASSWORD, says: 'media buyer: builds and launches' },
  { email: 'manager@harbour.example', password: PASSWORD, says: 'account manager: reports' },
  { email: 'viewer@nordlys.example', password: PASSWORD, says: 'client of Nordlys: reads only' },
]

type Demo = Awaited<ReturnType<typeof makeClients>>

const CLIENTS = [
  {
    slug: 'nordlys',
    name: 'Nordlys',
    industry: 'Home and living',
    currency: 'EUR',
    timezone: 'Europe/Oslo',
    website: 'https://nordlys.example',
    goalMetric: 'roas',
    goalValue: 3,
    monthlyBudgetMicros: 24_000_000_000n,
    brand: 'Nordlys Living',
    skus: ['Lamp', 'Chair'],
  },
  {
    slug: 'pacifica',
    name: 'Pacifica',
    industry: 'Sports and outdoor',
    currency: 'USD',
    timezone: 'America/Los_Angeles',
    website: 'https://pacifica.example',
    goalMetric: 'roas',
    goalValue: 2.8,
    monthlyBudgetMicros: 48_000_000_000n,
    brand: 'Pacifica',
    skus: ['Surfboard', 'Wetsuit'],
  },
  {
    slug: 'kaze',
    name: 'Kaze',
    industry: 'Home appliances',
    currency: 'JPY',
    timezone: 'Asia/Tokyo',
    website: 'https://kaze.example',
    goalMetric: 'cpa',
    goalValue: 4_000_000_000,
    monthlyBudgetMicros: 1_200_000_000_000n,
    brand: 'Kaze',
    skus: ['Fan'],
  },
  {
    slug: 'tasty-chips',
    name: 'Tasty Chips Co.',
    industry: 'Food and drink',
    currency: 'USD',
    timezone: 'America/Chicago',
    website: 'https://www.tastychips.co',
    goalMetric: 'roas',
    goalValue: 3.2,
    monthlyBudgetMicros: 9_000_000_000n,
    brand: 'Tasty Chips',
    skus: ['Spicy Jalapeño'],
  },
]

async function makeClients(agencyId: string) {
  const made = []
  for (const { slug, brand, skus, ...over } of CLIENTS) {
    const row = await client(agencyId, slug, over)
    await unsafeDb().brand.update({ where: { id: row.brand.id }, data: { name: brand } })
    const own = { agencyId, clientId: row.id, brandId: row.brand.id }
    const products = []
    for (const name of skus)
      products.push(
        await unsafeDb().sku.create({
          data: {
            ...own,
            name,
            slug: name
              .toLowerCase()
              .normalize('NFD')
              .replaceAll(/[^a-z]+/g, '-')
              .replaceAll(/^-|-$/g, ''),
          },
        }),
      )
    made.push({ ...row, products })
  }
  return made
}

/** Campaigns named after a product belong to it; the demo's buyer has adopted them. */
async function placeCampaigns(clients: Demo, agencyId: string): Promise<void> {
  for (const { id, products } of clients)
    for (const { id: skuId, name } of products)
      await unsafeDb().campaign.updateMany({
        where: { agencyId, clientId: id, name: { startsWith: name } },
        data: { skuId },
      })
  await unsafeDb().campaign.updateMany({ where: { agencyId, origin: 'imported' }, data: { adoptedAt: await now() } })
}

async function connectAndImport(
  scope: Scope,
  owner: Scope,
  email: string,
  clients: { id: string; name: string }[],
): Promise<void> {
  for (const provider of ['google_ads', 'meta_ads'] as const) await connectSandbox(owner, provider, email)
  const accounts = await unsafeDb().adAccount.findMany({ where: { agencyId: scope.agencyId } })
  for (const account of accounts) {
    const home = clients.find(({ name }) => name === account.name)
    if (!home) continue
    await assignAccount(scope, { adAccountId: account.id, clientId: home.id })
    await importCampaigns(scope, account.id)
    await unsafeDb().adAccount.update({ where: { id: account.id }, data: { importedAt: await now() } })
    await syncAccount(scope, account.id, 'import')
  }
}

const NOTES: Record<string, string> = {
  nordlys:
    'Lamps carry the month: searches for the brand grew after the autumn catalogue. Next week we move a little budget from Chair prospecting to Lamp search.',
  pacifica:
    'The month began slowly and caught up in the second week. Black Friday is planned with 1.8 times a usual day.',
  kaze: 'Heating season has begun, so we keep the budget low until March.',
}

async function writeNotes(agencyId: string, clients: Demo): Promise<void> {
  for (const { id, slug, timezone } of clients) {
    const body = NOTES[slug]
    const createdAt = new Date(`${firstOfMonth(dayIn(await now(), timezone))}T09:00:00Z`)
    if (body)
      await unsafeDb().clientNote.create({
        data: { agencyId, clientId: id, body, forClient: true, authorName: 'Account manager', createdAt },
      })
  }
}

async function makeHarbour(passwordHash: string): Promise<void> {
  const home = await agency('harbour', { name: 'Harbour Agency' })
  const clients = await makeClients(home.id)
  const idOf = (slug: string) => clients.filter((c) => c.slug === slug).map((c) => c.id)
  const owner = await person(home.id, {
    role: 'owner',
    email: 'owner@harbour.example',
    name: 'Harbour Owner',
    passwordHash,
  })
  await person(home.id, { role: 'admin', email: 'admin@harbour.example', name: 'Harbour Admin', passwordHash })
  await person(home.id, { role: 'buyer', email: 'buyer@harbour.example', name: 'Media Buyer', passwordHash })
  await person(home.id, { role: 'manager', email: 'manager@harbour.example', name: 'Account Manager', passwordHash })
  await person(home.id, {
    role: 'viewer',
    email: 'viewer@nordlys.example',
    name: 'Nordlys Viewer',
    passwordHash,
    clientIds: idOf('nordlys'),
  })
  await person(home.id, {
    role: 'viewer',
    email: 'viewer@kaze.example',
    name: 'Kaze Viewer',
    passwordHash,
    clientIds: idOf('kaze'),
  })
  await connectAndImport(home.scope, owner.scope, 'ads@harbour.example', clients)
  await placeCampaigns(clients, home.id)
  await writeNotes(home.id, clients)
}

async function makeRival(passwordHash: string): Promise<void> {
  const rival = await agency('rival', { name: 'Rival Agency' })
  const nordlys = await client(rival.id, 'nordlys', {
    name: 'Nordlys',
    industry: 'Fashion',
    monthlyBudgetMicros: 9_000_000_000n,
  })
  const owner = await person(rival.id, {
    role: 'owner',
    email: 'owner@rival.example',
    name: 'Rival Owner',
    passwordHash,
  })
  await connectAndImport(rival.scope, owner.scope, 'ads@rival.example', [nordlys])
}

/** Makes the demo once; false when it is there already. A half-made one, left by a crash, is made again. */
export async function seedDemo(): Promise<boolean> {
  const existing = await unsafeDb().agency.findUnique({ where: { slug: 'rival' } })
  if (existing) return false
  await unsafeDb().agency.deleteMany({ where: { slug: { in: ['harbour', 'rival'] } } })
  const sandbox = await listenSandbox()
  setEnvironment(sandboxEnvironment(sandbox.origin))
  try {
    const passwordHash = await hashPassword(PASSWORD)
    await makeHarbour(passwordHash)
    await makeRival(passwordHash)
    return true
  } finally {
    await sandbox.close()
    unsetEnvironment(Object.keys(sandboxEnvironment(sandbox.origin)))
  }
}
