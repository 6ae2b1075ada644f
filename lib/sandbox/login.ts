import { hash32, unit } from '@/lib/core/random'

/** The accounts behind a login of a sandbox platform. They follow from the e-mail address alone. */

export type SandboxAccount = {
  /** Google 10 digits, Meta 15; without `act_`. */
  id: string
  name: string
  currency: string
  timezone: string
}

/** A campaign that ran before Paceline came. Amounts are major units of the account's currency a day. */
export type ExistingCampaign = {
  name: string
  objective: 'leads' | 'traffic' | 'sales'
  isOn: boolean
  dayMajor: number
  units: { name: string; ads: { name: string; headline: string; text: string; url: string }[] }[]
}

type Place = { name: string; currency: string; timezone: string; campaigns: number }

const DEMO: Record<string, Place[]> = {
  'ads@harbour.example': [
    { name: 'Nordlys', currency: 'EUR', timezone: 'Europe/Oslo', campaigns: 3 },
    { name: 'Pacifica', currency: 'USD', timezone: 'America/Los_Angeles', campaigns: 6 },
    { name: 'Kaze', currency: 'JPY', timezone: 'Asia/Tokyo', campaigns: 1 },
    { name: 'Tasty Chips Co.', currency: 'USD', timezone: 'America/Chicago', campaigns: 0 },
  ],
  'ads@rival.example': [{ name: 'Nordlys', currency: 'EUR', timezone: 'Europe/Oslo', campaigns: 3 }],
}

export const DEMO_LOGINS: readonly string[] = Object.keys(DEMO)

export const isEmail = (text: string): boolean => /^[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,24}$/.test(text)
export const loginOf = (email: string): string => email.trim().toLowerCase()

/** Digits from two 32-bit hashes: far more room than logins, so that accounts do not meet. */
function digits(seed: string, length: number): string {
  const first = 1 + (hash32(seed, 7) % 9)
  const rest = `${hash32(seed, 11)}`.padStart(10, '0') + `${hash32(seed, 13)}`.padStart(10, '0')
  return `${first}${rest.slice(1, length)}`
}

function placesOf(email: string): Place[] {
  const known = DEMO[email]
  if (known) return known
  const local = email.split('@')[0] ?? email
  const name = local.charAt(0).toUpperCase() + local.slice(1)
  const count = 2 + (hash32(`${email} campaigns`) % 3)
  return [
    { name, currency: 'EUR', timezone: 'Europe/Paris', campaigns: count },
    { name: `${name} US`, currency: 'USD', timezone: 'America/New_York', campaigns: 2 + (hash32(`${email} us`) % 3) },
  ]
}

const accountId = (platform: 'google' | 'meta', email: string, name: string): string =>
  digits(`${platform} ${email} ${name}`, platform === 'google' ? 10 : 15)

export const accountsOf = (platform: 'google' | 'meta', email: string): SandboxAccount[] =>
  placesOf(email).map(({ name, currency, timezone }) => ({
    id: accountId(platform, email, name),
    name,
    currency,
    timezone,
  }))

/** Google's manager account above a login's accounts. */
export const managerOf = (email: string): SandboxAccount => {
  const [first] = placesOf(email)
  return {
    id: digits(`google manager ${email}`, 10),
    name: `${first?.name ?? 'My'} and others (manager)`,
    currency: first?.currency ?? 'EUR',
    timezone: first?.timezone ?? 'UTC',
  }
}

/** A user id at the platform, digits. */
export const userIdOf = (platform: 'google' | 'meta', email: string): string =>
  digits(`${platform} user ${email}`, platform === 'google' ? 20 : 16)

/** An id for something that existed before, from what it is: the same after a fresh start, outside `nextIds`' range. */
export function existingId(platform: 'google' | 'meta', seed: string): string {
  const tail = digits(`existing ${seed}`, platform === 'google' ? 9 : 13)
  return platform === 'google' ? `1${tail}` : `12019${tail}`
}

const GOODS: Record<string, string[]> = {
  Nordlys: ['Lamp', 'Chair', 'Wool blanket'],
  Pacifica: ['Surfboard', 'Wetsuit', 'Cooler', 'Beach tent', 'Sun shirt', 'Paddle'],
  Kaze: ['Fan'],
}
const THEMES: Record<'google' | 'meta', string[]> = {
  google: ['Search brand', 'Search generic', 'Search rivals', 'Shopping feed', 'Search season', 'Demand'],
  meta: ['Prospecting', 'Retargeting', 'Lookalike', 'Season sale', 'New customers', 'Catalogue'],
}

/** Major units of a currency that buy about what one euro buys. */
const SCALE: Record<string, number> = { JPY: 160, USD: 1.1, EUR: 1 }

function existing(platform: 'google' | 'meta', place: Place, index: number): ExistingCampaign {
  const goods = GOODS[place.name] ?? ['Lamp', 'Chair', 'Sofa', 'Desk']
  const good = goods[index % goods.length] ?? 'Lamp'
  const theme = THEMES[platform][index % THEMES[platform].length] ?? 'Search brand'
  const seed = `${platform} ${place.name} ${index}`
  const slug = good.toLowerCase().replaceAll(' ', '-')
  const ad = (n: number) => ({
    name: `${good} ${n}`,
    headline: n === 1 ? `${good}s that last` : `New ${good.toLowerCase()}s`,
    text: `Made well, delivered in three days. See every ${good.toLowerCase()} by ${place.name}.`,
    url: `https://shop.example/${slug}`,
  })
  const dayMajor = Math.round((30 + 170 * unit(`${seed} budget`)) / 5) * 5 * (SCALE[place.currency] ?? 1)
  return {
    name: `${good} ${theme}`,
    objective: index % 3 === 2 ? 'leads' : 'sales',
    isOn: index % 4 !== 3,
    dayMajor: Math.round(dayMajor),
    units: [{ name: `${good} ${theme} all`, ads: [ad(1), ad(2)] }],
  }
}

/** The campaigns that an account had before; the same for the same login and account. */
export const existingCampaigns = (
  platform: 'google' | 'meta',
  email: string,
  account: SandboxAccount,
): ExistingCampaign[] => {
  const place = placesOf(email).find(({ name }) => accountId(platform, email, name) === account.id)
  return place ? Array.from({ length: place.campaigns }, (_, index) => existing(platform, place, index)) : []
}
