import { at, checkHidden, isFilled, spotsOf, type Spot } from './check-text'
import { inAd, sourceOf, type Issue } from './issue'
import { PLACEMENTS } from './placement/index'
import type { AdDraft } from './schema'
import { countFor } from './text'

const feed = PLACEMENTS['facebook-feed']

/** Everything that Meta says about the texts of one ad. It uses the first headline and the first description. */
export function checkMetaText(draft: AdDraft, adIndex: number): Issue[] {
  const headline = spotsOf(draft, adIndex, 'meta_ads', 'headlines').find(isFilled)
  const description = spotsOf(draft, adIndex, 'meta_ads', 'descriptions').find(isFilled)
  const primary = spotsOf(draft, adIndex, 'meta_ads', 'primaryText').find(isFilled)
  return [
    ...(headline
      ? [...checkHard(headline, feed.limits.headline?.hard), ...checkLongHeadline(headline)]
      : missingHeadline(draft, adIndex)),
    ...(description ? checkHard(description, feed.limits.description?.hard) : []),
    ...(primary
      ? [...checkHard(primary, feed.limits.primaryText?.hard), ...checkHidden(primary)]
      : missingPrimary(draft, adIndex)),
    // Google has named the hidden characters of a shared text already; here only those that Meta alone gets.
    ...[headline, description].flatMap((spot) => (spot ? checkHidden(spot) : [])),
  ]
}

function checkHard(spot: Spot, hard: number | undefined): Issue[] {
  const count = countFor('meta_ads', spot.text)
  if (hard === undefined || count <= hard) return []
  const message = `${spot.label} is ${count.toLocaleString('en')} of ${hard.toLocaleString('en')} characters for Meta. Remove ${(count - hard).toLocaleString('en')}.`
  return [at(spot, { code: 'text_too_long', severity: 'blocks', message })]
}

function checkLongHeadline(spot: Spot): Issue[] {
  const count = countFor('meta_ads', spot.text)
  const { hard, recommended } = feed.limits.headline ?? {}
  if (!recommended || count <= recommended || (hard && count > hard)) return []
  const message = `${spot.label} is ${count} characters. Facebook may cut it after about ${recommended}.`
  return [at(spot, { code: 'headline_long', severity: 'check', placement: 'facebook-feed', message })]
}

function missing(
  draft: AdDraft,
  adIndex: number,
  field: 'headlines' | 'primaryText',
  rule: Pick<Issue, 'code' | 'message' | 'placement'>,
): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const { path } = sourceOf(ad, adIndex, 'meta_ads', field)
  const label = field === 'headlines' ? 'Add a headline' : 'Add primary text'
  return [{ ...rule, step: 'creative', severity: 'check', platform: 'meta_ads', path, action: { label, path } }]
}

const missingHeadline = (draft: AdDraft, adIndex: number): Issue[] =>
  missing(draft, adIndex, 'headlines', {
    code: 'headline_missing',
    placement: 'facebook-feed',
    message: `${inAd(draft, adIndex, 'The headline')} is empty. Facebook Feed would show none next to the button; write one.`,
  })

const missingPrimary = (draft: AdDraft, adIndex: number): Issue[] =>
  missing(draft, adIndex, 'primaryText', {
    code: 'primary_missing',
    message: `${inAd(draft, adIndex, 'Primary text')} is empty. Facebook and Instagram would show the picture without words; write one or two sentences.`,
  })
