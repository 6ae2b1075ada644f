import type { Day } from '@/lib/core/day'
import type { PlacementSlug } from './placement/index'
import type { UtmRules } from './utm'
import { PLATFORMS, type Ad, type AdDraft, type AdFields, type BuildPlatform } from './schema'

export const STEPS = ['objective', 'connections', 'audience', 'creative', 'budget'] as const
export type Step = (typeof STEPS)[number]

/** `blocks`: launch is refused. `check`: a person should look, launch is not held up. */
export type Severity = 'blocks' | 'check'

/** Where the list leads to: "Go to headline 1". */
export type IssueAction = { label: string; path: string }

/** A repair that the form can offer at the field. */
export type IssueFix =
  | { kind: 'override'; label: string; adKey: string; platform: BuildPlatform; field: keyof AdFields }
  | { kind: 'clean'; label: string; path: string }
  | { kind: 'leave_out'; label: string; adKey: string; platform: BuildPlatform }
  | { kind: 'crop'; label: string; adKey: string; ratio: '1:1' | '4:5' | '9:16' | '1.91:1' }

export type Issue = {
  /** Names the rule; the same for every occurrence. */
  code: string
  step: Step
  severity: Severity
  /** Into the draft: `ads.0.fields.headlines.0.text`, or the override's when that is where the text comes from. */
  path: string
  message: string
  platform?: BuildPlatform
  placement?: PlacementSlug
  action?: IssueAction
  fix?: IssueFix
}

export type Asset = {
  kind: 'page' | 'instagram' | 'pixel' | 'pixel_event' | 'conversion_goal'
  externalId: string
  name: string
}

/** What is known of an ad account of the client. */
export type CheckAccount = {
  id: string
  platform: BuildPlatform
  externalId: string
  /** Google: the manager account through which this one is reached. */
  loginExternalId: string | null
  name: string
  currency: string
  timezone: string
  /** Today in the account's zone. */
  today: Day
  state: 'ready' | 'read_only' | 'needs_reconnect' | 'disabled'
  assets: Asset[]
  /** The platform's least daily budget, in micros; null: one unit of the currency. */
  minimumDailyMicros: bigint | null
  /** What the optimiser needs a day to learn from, 100 USD in this currency; null: no rate known. */
  optimiserMinimumMicros: bigint | null
  /** Whether the platform takes a budget for the whole flight from this account. */
  takesLifetimeBudget: boolean
}

/** All that the checks know beside the draft: a plain value that the server and the browser both fill. */
export type CheckContext = {
  accounts: CheckAccount[]
  locale: string
  /** The client's UTM rules, where they are known: an address that carries its own parameters is named. */
  utm?: UtmRules
  /** Whether landing pages on this machine are fine, as they are with the sandbox. */
  allowPrivateHosts: boolean
}

export const PLATFORM_NAMES: Record<BuildPlatform, string> = { google_ads: 'Google', meta_ads: 'Meta' }

/** Platforms of the chosen accounts, each once; both while none is chosen, so that writing can begin. */
export function platformsOf(draft: Pick<AdDraft, 'connections'>): BuildPlatform[] {
  const chosen = PLATFORMS.filter((platform) => draft.connections.some((c) => c.platform === platform))
  return chosen.length > 0 ? chosen : [...PLATFORMS]
}

export const isConnected = (draft: Pick<AdDraft, 'connections'>, platform: BuildPlatform): boolean =>
  draft.connections.some((connection) => connection.platform === platform)

/** Where a field's value at a platform comes from: the override if there is one. */
export function sourceOf(
  ad: Ad,
  adIndex: number,
  platform: BuildPlatform,
  field: keyof AdFields,
): { path: string; isOverride: boolean } {
  const isOverride = ad.overrides[platform]?.[field] !== undefined
  return {
    path: isOverride ? `ads.${adIndex}.overrides.${platform}.${field}` : `ads.${adIndex}.fields.${field}`,
    isOverride,
  }
}

/** "Headline 1", in a draft of several ads "Ad 2, headline 1". */
export function inAd(draft: AdDraft, adIndex: number, what: string): string {
  return draft.ads.length > 1 ? `Ad ${adIndex + 1}, ${what.charAt(0).toLowerCase()}${what.slice(1)}` : what
}

/** A whole sentence, with the ad in front in a draft of several. */
export const forAd = (draft: AdDraft, adIndex: number, sentence: string): string =>
  draft.ads.length > 1 ? `Ad ${adIndex + 1}: ${sentence}` : sentence

/** "Audience", in a draft of several units "Audience 2". */
export const unitLabel = (draft: AdDraft, index: number): string =>
  draft.units.length > 1 ? `Audience ${index + 1}` : 'Audience'

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

export const isBlocking = (issue: Issue): boolean => issue.severity === 'blocks'

/** "2 block launch, 2 to check". */
export function countLabel(issues: readonly Issue[]): string {
  const blocking = issues.filter(isBlocking).length
  const checks = issues.length - blocking
  if (issues.length === 0) return 'Nothing to fix'
  const parts = [
    blocking > 0 ? `${blocking} ${blocking === 1 ? 'blocks' : 'block'} launch` : '',
    checks > 0 ? `${checks} to check` : '',
  ]
  return parts.filter(Boolean).join(', ')
}

/** What blocks first, then in the order of the steps and of the draft. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  const rank = (issue: Issue): number => (isBlocking(issue) ? 0 : STEPS.length) + STEPS.indexOf(issue.step)
  return issues
    .map((issue, i) => ({ issue, i }))
    .toSorted((a, b) => rank(a.issue) - rank(b.issue) || a.i - b.i)
    .map(({ issue }) => issue)
}
