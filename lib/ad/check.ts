import { checkAudience } from './check-audience'
import { checkBudget } from './check-budget'
import { checkConnections } from './check-connections'
import { checkGoogleText } from './check-google-text'
import { checkMedia } from './check-media'
import { checkMetaText } from './check-meta-text'
import { checkUrls } from './check-url'
import { inAd, platformsOf, sortIssues, type CheckContext, type Issue } from './issue'
import { fieldsFor, type AdDraft } from './schema'

/**
 * Everything that is wrong with a draft or worth a look, what blocks launch first. Pure and total: the form, the
 * review page, the API and the launch all ask here.
 */
export function check(draft: AdDraft, context: CheckContext): Issue[] {
  const creative = draft.ads.flatMap((_, i) => checkAd(draft, i, context))
  const none: Issue[] =
    draft.ads.length > 0
      ? []
      : [
          {
            code: 'ad_missing',
            step: 'creative',
            severity: 'blocks',
            path: 'ads',
            message: 'There is no ad. Add one.',
            action: { label: 'Add an ad', path: 'ads' },
          },
        ]
  return sortIssues(
    shareIssues([
      ...checkConnections(draft, context),
      ...checkAudience(draft),
      ...none,
      ...creative,
      ...checkBudget(draft, context),
    ]),
  )
}

/** The issues of one ad, in the order of its fields. */
function checkAd(draft: AdDraft, adIndex: number, context: CheckContext): Issue[] {
  const platforms = platformsOf(draft)
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
