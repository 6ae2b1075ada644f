import { parseTyped, roundTo, splitMicros } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import type { SpecLimit } from '@/lib/connectors/define'
import { limits } from '@/lib/connectors/limits'
import { budgetStepMicros, parseDay } from './budget'
import { check } from './check'
import { isBlocking, type CheckAccount, type CheckContext, type Issue } from './issue'
import { markerFor, withMarker } from './marker'
import { nameAll, slug, type NameFacts } from './naming'
import {
  fieldsFor,
  goesTo,
  type Ad,
  type AdDraft,
  type AdFields,
  type AudienceRules,
  type BuildPlatform,
  type Connection,
  type Objective,
} from './schema'
import type { AccountRef, AdSpec, CampaignSpec, UnitSpec } from './spec'
import { platformText } from './text'
import { utmFor, withUtm, type UtmFacts, type UtmRules } from './utm'

/** What resolving needs beside the checks: who it is for, and the names that are taken. */
export type ResolveContext = CheckContext & {
  /** Seeds the markers; before a launch exists, the build's id. */
  launchId: string
  client: string
  brand: string
  sku: string
  namingPattern: string
  utm: UtmRules
  takenNames: string[]
  /** By account: the name that this draft's campaign there was given by an earlier launch. It stays. */
  keptNames?: Record<string, string>
}

type Chosen = { connection: Connection; account: CheckAccount; objective: Objective; amountMicros: bigint }

/** What each account would get, one campaign per connection; the blocking issues instead while there are any. */
export function resolve(draft: AdDraft, context: ResolveContext): Result<CampaignSpec[], Issue[]> {
  const blocking = check(draft, context).filter(isBlocking)
  if (blocking.length > 0) return fail(blocking)
  const chosen = draft.connections.flatMap((connection) => chosenOf(draft, connection, context))
  const names = campaignNames(draft, chosen, context)
  const specs = chosen.map((each, i) => campaign(draft, context, each, `c${i + 1}`, names[i] ?? `c${i + 1}`))
  // The connectors know their platforms last: what the checks let through and a platform would refuse stops here.
  const refused = specs.flatMap((spec, i) =>
    limits(spec)
      .filter((limit) => limit.level === 'block')
      .map((limit) => refusal(limit, spec, i)),
  )
  return refused.length > 0 ? fail(refused) : ok(specs)
}

function refusal({ path, message }: SpecLimit, spec: CampaignSpec, index: number): Issue {
  const platform = spec.account.platform
  const base = { code: 'platform_limit', severity: 'blocks', platform, message } as const
  if (path === 'startsOn' || path === 'endsOn') return { ...base, step: 'budget', path }
  if (path.startsWith('ads') || path.endsWith('.ads')) return { ...base, step: 'creative', path: 'ads' }
  if (path.startsWith('units')) return { ...base, step: 'audience', path: 'units' }
  if (path.startsWith('declarations')) return { ...base, step: 'audience', path }
  return { ...base, step: 'connections', path: `connections.${index}.${path}` }
}

/** The names that campaigns would get now, without markers, in the order of the connections. */
export function namesFor(draft: AdDraft, context: ResolveContext): string[] {
  const chosen = draft.connections.flatMap((connection) => chosenOf(draft, connection, context))
  return campaignNames(draft, chosen, context)
}

function chosenOf(draft: AdDraft, connection: Connection, context: ResolveContext): Chosen[] {
  const account = context.accounts.find((each) => each.id === connection.adAccountId)
  if (!account || !draft.objective) return []
  const parsed = parseTyped(connection.budget, account.currency)
  const step = budgetStepMicros(account.platform, account.currency)
  const amountMicros = parsed.ok ? roundTo(parsed.value, step) : 0n
  return [{ connection, account, objective: draft.objective, amountMicros }]
}

const PLATFORM_SLUGS: Record<BuildPlatform, string> = { google_ads: 'google', meta_ads: 'meta' }

function factsOf(draft: AdDraft, { account, objective }: Chosen, context: ResolveContext): NameFacts {
  const month = (parseDay(draft.startsOn) ?? account.today).slice(0, 7)
  const { client, brand, sku } = context
  return { client, brand, sku, objective, platform: PLATFORM_SLUGS[account.platform], account: account.name, month }
}

function campaignNames(draft: AdDraft, chosen: readonly Chosen[], context: ResolveContext): string[] {
  const kept = context.keptNames ?? {}
  const fresh = chosen.filter(({ account }) => kept[account.id] === undefined)
  const facts = fresh.map((each) => factsOf(draft, each, context))
  const names = nameAll(context.namingPattern, facts, [...context.takenNames, ...Object.values(kept)])
  return chosen.map((each) => kept[each.account.id] ?? names[fresh.indexOf(each)] ?? '')
}

const refOf = ({ id, platform, externalId, loginExternalId, name, currency, timezone }: CheckAccount): AccountRef => ({
  id,
  platform,
  externalId,
  loginExternalId,
  name,
  currency,
  timezone,
})

function campaign(draft: AdDraft, context: ResolveContext, chosen: Chosen, key: string, name: string): CampaignSpec {
  const { connection, account, objective, amountMicros } = chosen
  const isMeta = account.platform === 'meta_ads'
  const converts = objective !== 'traffic'
  return {
    key,
    name: withMarker(account.platform, name, markerFor(context.launchId, key)),
    account: refOf(account),
    objective,
    budget: { type: draft.budgetType, amountMicros, currency: account.currency },
    startsOn: parseDay(draft.startsOn) ?? null,
    endsOn: parseDay(draft.endsOn) ?? null,
    declarations: {
      ...draft.declarations,
      dsaBeneficiary: platformText(draft.declarations.dsaBeneficiary),
      dsaPayor: platformText(draft.declarations.dsaPayor),
    },
    pageId: isMeta ? connection.pageId : null,
    instagramId: isMeta ? connection.instagramId : null,
    pixelId: isMeta && converts ? connection.pixelId : null,
    pixelEvent: isMeta && converts ? connection.pixelEvent : null,
    conversionGoalId: isMeta ? null : connection.conversionGoalId,
    units: units(draft, context, chosen, { key, name }),
  }
}

type Named = { key: string; name: string }

/** Meta keeps the budget in the ad sets once shares are given; without shares, and at Google, the campaign owns it. */
function unitBudgets(draft: AdDraft, { account, amountMicros }: Chosen): (bigint | null)[] {
  const shares = draft.units.flatMap((unit) => (unit.sharePercent === null ? [] : [unit.sharePercent]))
  if (account.platform !== 'meta_ads' || shares.length !== draft.units.length) return draft.units.map(() => null)
  return splitMicros(amountMicros, shares, budgetStepMicros(account.platform, account.currency))
}

function units(draft: AdDraft, context: ResolveContext, chosen: Chosen, campaignNamed: Named): UnitSpec[] {
  const { platform } = chosen.account
  const budgets = unitBudgets(draft, chosen)
  const unitNames = unique(draft.units.map((unit, i) => platformText(unit.name) || `${campaignNamed.name}_u${i + 1}`))
  return draft.units.map((unit, i) => {
    const key = `${campaignNamed.key}u${i + 1}`
    const name = unitNames[i] ?? key
    return {
      key,
      name: withMarker(platform, name, markerFor(context.launchId, key)),
      rules: rulesFor(unit.rules),
      budgetMicros: budgets[i] ?? null,
      ads: ads(draft, context, chosen, campaignNamed, { key, name }),
    }
  })
}

/** Keywords composed, without empty rows and repetitions. */
function rulesFor(rules: AudienceRules): AudienceRules {
  const seen = new Set<string>()
  const keywords = rules.keywords.flatMap(({ text, match }) => {
    const plain = platformText(text).replace(/\s+/g, ' ')
    const key = `${match} ${plain.toLowerCase()}`
    if (!plain || seen.has(key)) return []
    seen.add(key)
    return [{ text: plain, match }]
  })
  return { ...rules, keywords }
}

function ads(draft: AdDraft, context: ResolveContext, chosen: Chosen, campaignNamed: Named, unit: Named): AdSpec[] {
  const { platform } = chosen.account
  const names = adNames(draft.ads, campaignNamed.name)
  const facts = factsOf(draft, chosen, context)
  return draft.ads.flatMap((ad, i) => {
    if (!goesTo(ad, platform)) return []
    const key = `${unit.key}a${i + 1}`
    const name = names[i] ?? key
    const fields = sentFields(fieldsFor(ad, platform))
    const { month, ...rest } = facts
    const utm: UtmFacts = {
      ...rest,
      campaign: campaignNamed.name,
      unit: unit.name,
      ad: name,
      yyyymm: month.replace('-', ''),
    }
    return {
      key,
      name: withMarker(platform, name, markerFor(context.launchId, key)),
      fields,
      finalUrl: withUtm(fields.url, utmFor(platform, context.utm, utm)),
    }
  })
}

/** Names as typed, else after the campaign; unique also as slugs, so that utm_content tells ads apart. */
export const adNames = (list: readonly Pick<Ad, 'name'>[], campaignName: string): string[] =>
  unique(list.map((ad, i) => platformText(ad.name) || `${campaignName}_a${String(i + 1).padStart(2, '0')}`))

function unique(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    let candidate = name
    for (let n = 2; used.has(slug(candidate)); n++) candidate = `${name} ${n}`
    used.add(slug(candidate))
    return candidate
  })
}

/** The fields as they are sent: composed, trimmed, without empty rows. */
export function sentFields(fields: AdFields): AdFields {
  const list = (texts: AdFields['headlines']) =>
    texts.flatMap(({ text, pin }) => (text.trim() ? [{ text: platformText(text), pin }] : []))
  return {
    ...fields,
    headlines: list(fields.headlines),
    descriptions: list(fields.descriptions),
    primaryText: platformText(fields.primaryText, 'lines'),
    url: fields.url.trim(),
    path1: platformText(fields.path1),
    path2: platformText(fields.path2),
  }
}
