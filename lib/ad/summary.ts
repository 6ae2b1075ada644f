import { date, money } from '@/lib/core/format'
import { parseTyped } from '@/lib/core/money'
import { ageLabel } from './age'
import { flightDays, parseDay } from './budget'
import { countryOf, languageOf } from './geo'
import { PLATFORM_NAMES, plural, type CheckAccount, type Step } from './issue'
import { namesFor, type ResolveContext } from './resolve'
import { goesTo, type AdDraft, type AudienceRules, type Connection } from './schema'
import { utmFor, utmQuery } from './utm'

/** One row of the review page: what was chosen, in a sentence or two, and the step where it is changed. */
export type SummaryRow = {
  key: 'objective' | 'accounts' | 'audience' | 'creative' | 'budget' | 'schedule' | 'names' | 'utm'
  label: string
  step: Step
  lines: string[]
}

type Pair = { connection: Connection; account: CheckAccount }

/** The draft in words, for the review page, the approval page and the launch receipt. Never throws on a draft that is unfinished. */
export function summarise(draft: AdDraft, context: ResolveContext): SummaryRow[] {
  const pairs = draft.connections.flatMap((connection): Pair[] => {
    const account = context.accounts.find((each) => each.id === connection.adAccountId)
    return account ? [{ connection, account }] : []
  })
  const row = (key: SummaryRow['key'], label: string, step: Step, lines: string[]): SummaryRow => ({
    key,
    label,
    step,
    lines: lines.length > 0 ? lines : ['Nothing yet'],
  })
  return [
    row('objective', 'Objective', 'objective', objectiveLines(draft, pairs)),
    row('accounts', 'Accounts', 'connections', pairs.map(accountLine)),
    row(
      'audience',
      'Audience',
      'audience',
      draft.units.map((unit) => audienceLine(unit.name, unit.rules, unit.sharePercent)),
    ),
    row('creative', 'Creative', 'creative', creativeLines(draft, pairs)),
    row('budget', 'Budget', 'budget', budgetLines(draft, pairs, context.locale)),
    row('schedule', 'Schedule', 'budget', scheduleLines(draft, pairs, context.locale)),
    row('names', 'Names', 'budget', nameLines(draft, context)),
    row('utm', 'UTM', 'creative', utmLines(draft, pairs, context)),
  ]
}

function objectiveLines(draft: AdDraft, pairs: readonly Pair[]): string[] {
  if (!draft.objective) return []
  const name = draft.objective.charAt(0).toUpperCase() + draft.objective.slice(1)
  if (draft.objective === 'traffic') return [`${name}, optimised for visits of the page`]
  const event = pairs.find((p) => p.connection.pixelEvent)?.connection.pixelEvent
  return [event ? `${name}, optimised for ${event.toLowerCase().replaceAll('_', ' ')} events` : name]
}

/** Who the ads come from is named: a login often sees the pages of several clients. */
function accountLine({ connection, account }: Pair): string {
  const named = (label: string, id: string | null): string =>
    id === null ? '' : `${label} ${account.assets.find((asset) => asset.externalId === id)?.name ?? id}`
  return [
    account.name,
    account.externalId,
    named('page', connection.pageId),
    named('Instagram', connection.instagramId),
  ]
    .filter(Boolean)
    .join(', ')
}

const list = (names: readonly string[], most = 3): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`

export function audienceLine(name: string, rules: AudienceRules, share: number | null): string {
  const places = rules.locations.map((l) => (l.kind === 'country' ? (countryOf(l.country)?.name ?? l.country) : l.name))
  const languages = rules.languages.map((code) => languageOf(code)?.name ?? code)
  const keywords = rules.keywords.filter((k) => k.text.trim() !== '')
  const matches = new Set(keywords.map((k) => k.match))
  const kind = matches.size === 1 ? `${[...matches].join()} ` : ''
  return [
    name.trim(),
    list(places),
    rules.ageMin !== null && rules.ageMax !== null ? ageLabel(rules.ageMin, rules.ageMax) : '',
    rules.genders === 'all' ? '' : rules.genders,
    list(languages),
    rules.interests.length > 0 ? plural(rules.interests.length, 'interest') : '',
    keywords.length > 0 ? plural(keywords.length, `${kind}keyword`) : '',
    share === null ? '' : `${Number(share.toFixed(2))} % of the budget`,
  ]
    .filter(Boolean)
    .join(', ')
}

function creativeLines(draft: AdDraft, pairs: readonly Pair[]): string[] {
  const of = (platform: 'google_ads' | 'meta_ads'): number =>
    pairs.filter((p) => p.account.platform === platform).length *
    draft.ads.filter((ad) => goesTo(ad, platform)).length *
    Math.max(1, draft.units.length)
  const parts = [
    of('google_ads') > 0 ? plural(of('google_ads'), 'search ad') : '',
    of('meta_ads') > 0 ? plural(of('meta_ads'), 'Meta ad') : '',
  ].filter(Boolean)
  if (parts.length > 0) return [parts.join(', ')]
  return draft.ads.length > 0 ? [plural(draft.ads.length, 'ad')] : []
}

/** Amounts are added up within a currency only. */
function budgetLines(draft: AdDraft, pairs: readonly Pair[], locale: string): string[] {
  const amounts = pairs.flatMap(({ connection, account }) => {
    const parsed = parseTyped(connection.budget, account.currency)
    return parsed.ok && parsed.value > 0n ? [{ account, micros: parsed.value }] : []
  })
  const currencies = [...new Set(amounts.map((a) => a.account.currency))]
  return currencies.flatMap((currency) => {
    const own = amounts.filter((a) => a.account.currency === currency)
    const sum = own.reduce((total, a) => total + a.micros, 0n)
    const shown = (micros: bigint): string => money(micros, currency, locale)
    const split =
      own.length > 1 ? `: ${own.map((a) => `${PLATFORM_NAMES[a.account.platform]} ${shown(a.micros)}`).join(', ')}` : ''
    const first =
      draft.budgetType === 'daily' ? `${shown(sum)} a day${split}` : `${shown(sum)} for the whole flight${split}`
    return [
      first,
      ...plannedLine(
        draft,
        own.map((a) => a),
        shown,
      ),
    ]
  })
}

function plannedLine(
  draft: AdDraft,
  own: readonly { account: CheckAccount; micros: bigint }[],
  shown: (micros: bigint) => string,
): string[] {
  const days = own.map((a) => flightDays(draft, a.account.today))
  const [first] = days
  if (first === undefined || first <= 0)
    return draft.budgetType === 'daily' && own.length > 0 && !draft.endsOn.trim() ? ['Without an end'] : []
  if (draft.budgetType === 'lifetime') return [`${plural(first, 'day')}`]
  const planned = own.reduce((total, a, i) => total + a.micros * BigInt(Math.max(0, days[i] ?? 0)), 0n)
  return [`${shown(planned)} planned for ${plural(first, 'day')}`]
}

function scheduleLines(draft: AdDraft, pairs: readonly Pair[], locale: string): string[] {
  const [start, end] = [parseDay(draft.startsOn), parseDay(draft.endsOn)]
  const shown = (d: string): string => date(d, locale, { year: true, weekday: true })
  const from = start ? `${shown(start)}, 00:00` : 'On launch'
  const to = end ? `to ${shown(end)}, 23:59` : 'without an end'
  const zones = [...new Set(pairs.map((p) => p.account.timezone))]
  return zones.length === 0 ? [] : zones.map((zone) => `${from} ${to}, ${zone}`)
}

function nameLines(draft: AdDraft, context: ResolveContext): string[] {
  const names = namesFor(draft, context)
  return names.length === 0 ? [] : [list(names, 4), `From the client's pattern ${context.namingPattern}`]
}

function utmLines(draft: AdDraft, pairs: readonly Pair[], context: ResolveContext): string[] {
  const names = namesFor(draft, context)
  return pairs.map(({ account }, i) => {
    const campaign = names[i] ?? ''
    const facts = {
      client: context.client,
      brand: context.brand,
      sku: context.sku,
      objective: draft.objective ?? '',
      platform: account.platform,
      account: account.name,
      campaign,
      unit: '',
      ad: '',
      yyyymm: '',
    }
    const { content: _content, ...values } = utmFor(account.platform, context.utm, facts)
    return `${PLATFORM_NAMES[account.platform]}: ${utmQuery(values)}`
  })
}
