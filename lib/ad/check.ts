import { checkAudience } from './check-audience'
import { checkBudget } from './check-budget'
import { checkConnections } from './check-connections'
import { checkGoogleText } from './check-google-text'
import { checkMedia } from './check-media'
import { checkMetaText } from './check-meta-text'
import { checkUrls } from './check-url'
import {
  inAd,
  isConnected,
  PLATFORM_NAMES,
  platformsOf,
  plural,
  sortIssues,
  type CheckContext,
  type Issue,
} from './issue'
import { fieldsFor, goesTo, PLATFORMS, type AdDraft } from './schema'

/**
 * Everything that is wrong with a draft or worth a look, what blocks launch first. Pure and total: the form, the
 * review page, the API and the launch all ask here.
 */
export function check(draft: AdDraft, context: CheckContext): Issue[] {
  const creative = draft.ads.flatMap((_, i) => checkAd(draft, i, context))
  return sortIssues(
    shareIssues([
      ...checkConnections(draft, context),
      ...checkAudience(draft),
      ...checkAds(draft),
      ...creative,
      ...checkBudget(draft, context),
    ]),
  )
}

/** Google shows no more search ads of one ad group. */
const MOST_SEARCH_ADS = 3

function checkAds(draft: AdDraft): Issue[] {
  const at = { step: 'creative', severity: 'blocks', path: 'ads' } as const
  if (draft.ads.length === 0)
    return [
      { ...at, code: 'ad_missing', message: 'There is no ad. Add one.', action: { label: 'Add an ad', path: 'ads' } },
    ]
  return PLATFORMS.filter((platform) => isConnected(draft, platform)).flatMap((platform): Issue[] => {
    const count = draft.ads.filter((ad) => goesTo(ad, platform)).length
    const name = PLATFORM_NAMES[platform]
    const action = { label: 'Go to ads', path: 'ads' }
    if (count === 0)
      return [
        {
          ...at,
          code: 'ad_left_out',
          platform,
          action,
          message: `Every ad leaves ${name} out, and a ${name} account is chosen. Take one in, or remove the account.`,
        },
      ]
    if (platform === 'google_ads' && count > MOST_SEARCH_ADS)
      return [
        {
          ...at,
          code: 'too_many_search_ads',
          platform,
          action,
          message: `Google shows at most ${MOST_SEARCH_ADS} search ads of one audience and this draft has ${count}. Leave Google out of ${plural(count - MOST_SEARCH_ADS, 'ad')}.`,
        },
      ]
    return []
  })
}

/** The issues of one ad, in the order of its fields. */
function checkAd(draft: AdDraft, adIndex: number, context: CheckContext): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const platforms = platformsOf(draft).filter((platform) => goesTo(ad, platform))
  return [
    ...(platforms.includes('google_ads') ? checkGoogleText(draft, adIndex) : []),
    ...(platforms.includes('meta_ads')
      ? [...checkMetaText(draft, adIndex), ...checkMedia(draft, adIndex), ...checkButton(draft, adIndex)]
      : []),
    ...checkUrls(draft, adIndex, context),
  ]
}

function checkButton(draft: AdDraft, adIndex: number): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad || fieldsFor(ad, 'meta_ads').callToAction !== 'CALL_NOW') return []
  const path = `ads.${adIndex}.fields.callToAction`
  const message = `${inAd(draft, adIndex, 'The button')} says Call now, which at Meta opens a phone number and not a page. Choose another, such as Contact us.`
  return [
    {
      code: 'button_call',
      step: 'creative',
      severity: 'check',
      platform: 'meta_ads',
      path,
      message,
      action: { label: 'Go to call to action', path },
    },
  ]
}

/** The same issue of the same text at two platforms is one issue, and belongs to neither alone. */
function shareIssues(issues: readonly Issue[]): Issue[] {
  const byKey = new Map<string, Issue>()
  for (const issue of issues) {
    const key = `${issue.code} ${issue.path} ${issue.message}`
    const earlier = byKey.get(key)
    if (!earlier) byKey.set(key, issue)
    else if (earlier.platform !== issue.platform) {
      const { platform: _platform, placement: _placement, ...shared } = earlier
      byKey.set(key, shared)
    }
  }
  return [...byKey.values()]
}
