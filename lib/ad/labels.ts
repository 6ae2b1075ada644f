import { PLATFORM_NAMES } from './issue'
import { BuildPlatform, type AdDraft } from './schema'

/** The names that people know the parts of a draft by. */

const FIELDS: Record<string, string> = {
  objective: 'objective',
  connections: 'ad accounts',
  units: 'audiences',
  ads: 'ads',
  budgetType: 'budget type',
  startsOn: 'start',
  endsOn: 'end',
  declarations: 'declarations',
  specialCategory: 'special category',
  euPolitical: 'EU political advertising',
  dsaBeneficiary: 'beneficiary in the EU',
  dsaPayor: 'payor in the EU',
  name: 'name',
  audienceId: 'saved audience',
  rules: 'rules',
  sharePercent: 'share of the budget',
  locations: 'locations',
  languages: 'languages',
  ageMin: 'youngest age',
  ageMax: 'oldest age',
  genders: 'gender',
  interests: 'interests',
  keywords: 'keywords',
  adAccountId: 'account',
  platform: 'platform',
  pageId: 'Facebook page',
  instagramId: 'Instagram account',
  pixelId: 'pixel',
  pixelEvent: 'pixel event',
  conversionGoalId: 'conversion goal',
  budget: 'budget',
  fields: 'texts',
  leaveOut: 'left out platforms',
  overrides: 'platform versions',
  headlines: 'headlines',
  descriptions: 'descriptions',
  primaryText: 'primary text',
  media: 'picture',
  crops: 'crop',
  callToAction: 'call to action',
  url: 'final URL',
  path1: 'display path 1',
  path2: 'display path 2',
  pin: 'pin',
  text: 'text',
  order: 'order',
}
/** Steps that only group others. */
const SILENT = new Set(['rules', 'fields', 'overrides', 'declarations', 'text'])

const itemLabel = (list: string, key: string, drafts: readonly AdDraft[]): string => {
  const position = (items: readonly { key: string }[]): number => items.findIndex((item) => item.key === key) + 1
  for (const draft of drafts) {
    const n = list === 'ads' ? position(draft.ads) : list === 'units' ? position(draft.units) : 0
    if (n > 0) return list === 'ads' ? `ad ${n}` : `audience ${n}`
    const connection = list === 'connections' ? draft.connections.findIndex((c) => c.adAccountId === key) : -1
    const chosen = draft.connections[connection]
    if (chosen) return `${PLATFORM_NAMES[chosen.platform]} account ${connection + 1}`
  }
  const rest = key.replace(/^(exact|phrase|broad|country|region|city) /, '')
  return list === 'languages' ? `language ${rest}` : `${list.replace(/s$/, '')} ${rest}`
}

const listItem: Record<string, string> = { headlines: 'headline', descriptions: 'description' }

/** "Ad 1, headline 2", "Ad 2, Google version, primary text", "Audience 1, keyword spicy chips". */
export function labelOf(steps: readonly string[], ...drafts: AdDraft[]): string {
  const parts: string[] = []
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1] ?? ''
    const platform = BuildPlatform.safeParse(step)
    if (step.startsWith('[')) parts[parts.length - 1] = itemLabel(before, step.slice(1, -1), drafts)
    else if (/^\d+$/.test(step))
      parts[parts.length - 1] = `${listItem[before] ?? FIELDS[before] ?? before} ${Number(step) + 1}`
    else if (platform.success && before === 'overrides') parts.push(`${PLATFORM_NAMES[platform.data]} version`)
    else if (before === 'crops') parts.push(step)
    else if (!SILENT.has(step) || i === steps.length - 1) parts.push(step === 'text' ? '' : (FIELDS[step] ?? step))
  }
  const label = parts.filter(Boolean).join(', ')
  return label.charAt(0).toUpperCase() + label.slice(1)
}
