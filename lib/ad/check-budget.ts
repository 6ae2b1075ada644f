import { daysBetween } from '@/lib/core/day'
import { money } from '@/lib/core/format'
import { parseTyped, splitMicros } from '@/lib/core/money'
import { budgetStepMicros, flightDays, parseDay } from './budget'
import { isConnected, type CheckAccount, type CheckContext, type Issue } from './issue'
import type { AdDraft, Connection } from './schema'

/** Nobody spends ten million units a day by intent: more is a slip of the hand. */
const IMPOSSIBLE_DAILY = 10_000_000n * 1_000_000n
const ONE_UNIT = 1_000_000n

type Rule = Pick<Issue, 'code' | 'severity' | 'message'> & Partial<Pick<Issue, 'platform'>>
const issue = (path: string, rule: Rule, label: string): Issue => ({
  ...rule,
  step: 'budget',
  path,
  action: { label, path },
})

/** Everything about amounts, dates and the shares of the audiences. */
export function checkBudget(draft: AdDraft, context: CheckContext): Issue[] {
  const amounts = draft.connections.flatMap((connection, i) => {
    const account = context.accounts.find((each) => each.id === connection.adAccountId)
    return account ? checkAmount(draft, connection, i, account, context.locale) : []
  })
  return [...amounts, ...checkDates(draft, context), ...checkShares(draft)]
}

function checkAmount(
  draft: AdDraft,
  connection: Connection,
  index: number,
  account: CheckAccount,
  locale: string,
): Issue[] {
  const path = `connections.${index}.budget`
  const say = (code: string, severity: Issue['severity'], message: string): Issue =>
    issue(path, { code, severity, message, platform: account.platform }, 'Go to budget')
  const amount = draft.budgetType === 'daily' ? 'daily budget' : 'budget for the whole flight'
  if (!connection.budget.trim())
    return [
      say('budget_missing', 'blocks', `${account.name} has no ${amount}. Write an amount in ${account.currency}.`),
    ]
  const parsed = parseTyped(connection.budget, account.currency)
  if (!parsed.ok) return [say('budget_invalid', 'blocks', `${account.name}: ${parsed.error}`)]
  if (parsed.value <= 0n)
    return [
      say(
        'budget_not_positive',
        'blocks',
        `${account.name} has a ${amount} of ${money(parsed.value, account.currency, locale)}. Write an amount above zero.`,
      ),
    ]
  const steps = checkStep(parsed.value, account, locale).map((message) => say('budget_step', 'check', message))
  return [...checkDaily(draft, parsed.value, account, locale, say), ...steps]
}

function checkStep(micros: bigint, account: CheckAccount, locale: string): string[] {
  const step = budgetStepMicros(account.platform, account.currency)
  if (micros % step === 0n) return []
  const rounded = ((micros + step / 2n) / step) * step
  return [
    `${account.name} takes budgets in steps of ${money(step, account.currency, locale)}; ${money(micros, account.currency, locale)} becomes ${money(rounded, account.currency, locale)}.`,
  ]
}

type Say = (code: string, severity: Issue['severity'], message: string) => Issue

function checkDaily(draft: AdDraft, micros: bigint, account: CheckAccount, locale: string, say: Say): Issue[] {
  const days = draft.budgetType === 'lifetime' ? (flightDays(draft, account.today) ?? 0) : 1
  if (draft.budgetType === 'lifetime' && !account.takesLifetimeBudget)
    return [
      say(
        'lifetime_unsupported',
        'blocks',
        `${account.name} takes daily budgets only. Choose a daily budget, or leave this account out.`,
      ),
    ]
  if (days <= 0) return []
  const daily = micros / BigInt(days)
  const shown = (value: bigint): string => money(value, account.currency, locale)
  if (daily > IMPOSSIBLE_DAILY)
    return [
      say(
        'budget_impossible',
        'blocks',
        `${account.name} would spend ${shown(daily)} a day: is that meant? Paceline takes up to ${shown(IMPOSSIBLE_DAILY)} a day.`,
      ),
    ]
  const minimum = account.minimumDailyMicros ?? ONE_UNIT
  if (daily < minimum) {
    const least =
      draft.budgetType === 'daily' ? `${shown(minimum)} a day` : `${shown(minimum * BigInt(days))} for ${days} days`
    return [
      say(
        'budget_minimum',
        'blocks',
        `${account.name} has ${shown(micros)}, under the platform's minimum. Write ${least} or more.`,
      ),
    ]
  }
  const shares = smallestShare(draft, daily, account)
  if (shares !== undefined && shares < minimum)
    return [
      say(
        'share_minimum',
        'blocks',
        `${account.name}: the smallest audience would get ${shown(shares)} a day, under the platform's minimum of ${shown(minimum)}. Raise its share or the budget.`,
      ),
    ]
  if (account.optimiserMinimumMicros !== null && daily < account.optimiserMinimumMicros)
    return [
      say(
        'optimiser_minimum',
        'check',
        `${account.name} has ${shown(daily)} a day. The optimiser moves budgets from ${shown(account.optimiserMinimumMicros)} a day; under that it only reports.`,
      ),
    ]
  return []
}

/** What the smallest share comes to where audiences own their budgets: at Meta, once shares are given. */
function smallestShare(draft: AdDraft, daily: bigint, account: CheckAccount): bigint | undefined {
  const shares = draft.units.map((unit) => unit.sharePercent)
  if (account.platform !== 'meta_ads' || shares.length === 0 || shares.some((share) => share === null || share <= 0))
    return undefined
  const parts = splitMicros(
    daily,
    shares.map((share) => share ?? 0),
    budgetStepMicros(account.platform, account.currency),
  )
  return parts.reduce<bigint | undefined>(
    (least, part) => (least === undefined || part < least ? part : least),
    undefined,
  )
}

function checkDates(draft: AdDraft, context: CheckContext): Issue[] {
  const issues: Issue[] = []
  const add = (field: 'startsOn' | 'endsOn', code: string, message: string) =>
    issues.push(issue(field, { code, severity: 'blocks', message }, field === 'startsOn' ? 'Go to start' : 'Go to end'))
  const [starts, ends] = [parseDay(draft.startsOn), parseDay(draft.endsOn)]
  if (draft.startsOn.trim() && !starts)
    add(
      'startsOn',
      'date_invalid',
      `Start "${draft.startsOn.trim().slice(0, 40)}" is not a date. Write it like 2026-11-20.`,
    )
  if (draft.endsOn.trim() && !ends)
    add('endsOn', 'date_invalid', `End "${draft.endsOn.trim().slice(0, 40)}" is not a date. Write it like 2026-11-20.`)
  if (!draft.endsOn.trim() && draft.budgetType === 'lifetime')
    add('endsOn', 'end_missing', 'A budget for the whole flight needs an end. Choose the last day.')
  if (!draft.startsOn.trim() && draft.budgetType === 'lifetime' && isConnected(draft, 'google_ads'))
    add(
      'startsOn',
      'start_missing',
      'Google needs a start for a budget of the whole flight. Choose the first day, or a daily budget.',
    )
  if (starts && ends && ends < starts)
    add('endsOn', 'end_before_start', `The end, ${ends}, is before the start, ${starts}. Choose a later end.`)
  for (const account of accountsOf(draft, context)) {
    const past = (what: string): string =>
      `The ${what} is in the past: in ${account.timezone}, the zone of ${account.name}, it is ${account.today}.`
    if (starts && starts < account.today && !issues.some((i) => i.path === 'startsOn'))
      add('startsOn', 'start_past', `${past('start')} Choose today or later, or leave it empty to start on launch.`)
    if (ends && ends < account.today && !issues.some((i) => i.path === 'endsOn'))
      add('endsOn', 'end_past', `${past('end')} Choose a later day.`)
    if (ends && daysBetween(account.today, ends) > 3660 && !issues.some((i) => i.path === 'endsOn'))
      add('endsOn', 'end_far', `The end, ${ends}, is more than ten years away. Check the year, or leave the end empty.`)
  }
  return issues
}

const accountsOf = (draft: AdDraft, context: CheckContext): CheckAccount[] =>
  draft.connections.flatMap((c) => context.accounts.filter((account) => account.id === c.adAccountId))

const percent = (value: number): string => `${Number(value.toFixed(2))} %`

function checkShares(draft: AdDraft): Issue[] {
  const shares = draft.units.map((unit) => unit.sharePercent)
  const given = shares.filter((share) => share !== null)
  if (given.length === 0) return []
  const first = shares.findIndex((share) => share === null)
  const path = (index: number): string => `units.${index}.sharePercent`
  if (first >= 0)
    return [
      issue(
        path(first),
        {
          code: 'share_missing',
          severity: 'blocks',
          message: `Audience ${first + 1} has no share of the budget and others have one. Give each a share, or none.`,
        },
        'Go to shares',
      ),
    ]
  const bad = shares.findIndex((share) => share === null || !(share > 0) || share > 100)
  if (bad >= 0)
    return [
      issue(
        path(bad),
        {
          code: 'share_range',
          severity: 'blocks',
          message: `Audience ${bad + 1} has a share of ${percent(shares[bad] ?? 0)}. Write more than 0 and at most 100, or remove the audience.`,
        },
        'Go to shares',
      ),
    ]
  const sum = given.reduce((a, b) => a + b, 0)
  if (Math.abs(sum - 100) > 0.01) {
    const rest = sum < 100 ? `${percent(100 - sum)} is left to give` : `take away ${percent(sum - 100)}`
    return [
      issue(
        path(0),
        { code: 'share_sum', severity: 'blocks', message: `The audiences' shares make ${percent(sum)}; ${rest}.` },
        'Go to shares',
      ),
    ]
  }
  if (isConnected(draft, 'google_ads') && draft.units.length > 1)
    return [
      issue(
        path(0),
        {
          code: 'share_google',
          severity: 'check',
          platform: 'google_ads',
          message: 'Google keeps one budget for the campaign; the shares hold at Meta only.',
        },
        'Go to shares',
      ),
    ]
  return []
}
