import type { ReadBack } from '../define'
import { differencesOf } from '../compare'
import { at, type Dict, dict, text } from '../json'
import { offsetInstant } from '../local-time'

type Differences = ReadBack['differences']

/** Fields to ask for when a kind of object is read back. Ids and names of accounts are not among them. */
export const READ_BACK_FIELDS: Record<string, string> = {
  'meta.campaign':
    'id,name,objective,status,effective_status,buying_type,special_ad_categories,special_ad_category_country,daily_budget,lifetime_budget,bid_strategy,is_adset_budget_sharing_enabled',
  'meta.adset':
    'id,name,campaign_id,status,effective_status,billing_event,optimization_goal,promoted_object,destination_type,targeting,daily_budget,lifetime_budget,bid_strategy,start_time,end_time,dsa_beneficiary,dsa_payor',
  'meta.creative': 'id,name,object_story_spec,degrees_of_freedom_spec',
  'meta.ad': 'id,name,adset_id,creative{id},status,effective_status',
}

/** What was sent beside what Meta has. Enhancements that are on without being asked for are differences too. */
export function differencesAtMeta(kind: string, sent: Dict, found: Dict): Differences {
  if (kind === 'meta.creative')
    return [...differencesOf(without(sent, ['degrees_of_freedom_spec']), found), ...enhancements(sent, found)]
  if (kind === 'meta.ad') {
    const creative = text(at(sent, 'creative', 'creative_id'))
    return differencesOf(
      { ...without(sent, ['creative']), creative },
      { ...found, creative: text(at(found, 'creative', 'id')) },
    )
  }
  if (kind !== 'meta.adset') return differencesOf(sent, found)
  return [
    ...differencesOf(without(sent, ['targeting', 'start_time', 'end_time']), found),
    ...differencesOf(dict(sent['targeting']), dict(found['targeting'])).map((d) => ({
      ...d,
      field: `targeting.${d.field}`,
    })),
    ...['start_time', 'end_time'].flatMap((field) => timeDifference(field, sent, found)),
  ]
}

/** The same instant may be written in another way. */
function timeDifference(field: string, sent: Dict, found: Dict): Differences {
  if (sent[field] === undefined) return []
  const [a, b] = [offsetInstant(text(sent[field])), offsetInstant(text(found[field]))]
  return a?.getTime() === b?.getTime() ? [] : [{ field, sent: sent[field] ?? null, found: found[field] ?? null }]
}

const without = (value: Dict, keys: readonly string[]): Dict =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))

/** Creative features that Meta has switched on: refused by us and on all the same, or unknown to us. */
function enhancements(sent: Dict, found: Dict): Differences {
  const asked = dict(at(sent, 'degrees_of_freedom_spec', 'creative_features_spec'))
  const features = dict(at(found, 'degrees_of_freedom_spec', 'creative_features_spec'))
  return Object.entries(features)
    .filter(([, state]) => text(at(state, 'enroll_status')) === 'OPT_IN')
    .map(([feature]) => ({
      field: `enhancement ${feature}`,
      sent: text(at(asked[feature], 'enroll_status')) || 'OPT_OUT',
      found: 'OPT_IN',
    }))
}
