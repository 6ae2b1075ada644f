import { inAd, sourceOf, type Issue } from './issue'
import type { Ad, AdDraft, AdFields, BuildPlatform } from './schema'
import { hiddenCharacters } from './text'

/** One text of one ad as a platform gets it, with all that an issue about it needs. */
export type Spot = {
  draft: AdDraft
  ad: Ad
  adIndex: number
  platform: BuildPlatform
  field: keyof AdFields
  /** Path of the field, the override's where that is the source. */
  fieldPath: string
  /** Path of this text. */
  path: string
  isOverride: boolean
  /** "Headline 1", with the ad in front where there are several. */
  label: string
  text: string
  index: number
}

type TextField = 'headlines' | 'descriptions' | 'primaryText' | 'path1' | 'path2'
const NOUNS: Record<TextField, string> = {
  headlines: 'Headline',
  descriptions: 'Description',
  primaryText: 'Primary text',
  path1: 'Display path 1',
  path2: 'Display path 2',
}

/** The texts of a field as a platform gets them, empty ones included. */
export function spotsOf(draft: AdDraft, adIndex: number, platform: BuildPlatform, field: TextField): Spot[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const value = { ...ad.fields, ...ad.overrides[platform] }[field]
  const { path: fieldPath, isOverride } = sourceOf(ad, adIndex, platform, field)
  const shared = { draft, ad, adIndex, platform, field, fieldPath, isOverride }
  if (typeof value === 'string')
    return [{ ...shared, path: fieldPath, label: inAd(draft, adIndex, NOUNS[field]), text: value, index: 0 }]
  return value.map(({ text }, index) => ({
    ...shared,
    path: `${fieldPath}.${index}.text`,
    label: inAd(draft, adIndex, `${NOUNS[field]} ${index + 1}`),
    text,
    index,
  }))
}

export const isFilled = (spot: Spot): boolean => spot.text.trim() !== ''

export const goTo = (spot: Spot): Issue['action'] => ({
  label: `Go to ${spot.label.charAt(0).toLowerCase()}${spot.label.slice(1)}`,
  path: spot.path,
})

type Rule = {
  code: string
  severity: Issue['severity']
  message: string
  placement?: Issue['placement']
  fix?: Issue['fix']
}

/** An issue about a text. */
export const at = (spot: Spot, rule: Rule): Issue => ({
  ...rule,
  step: 'creative',
  platform: spot.platform,
  path: spot.path,
  action: goTo(spot),
})

/** Characters that nobody sees, named, with the offer to remove them; once per text, whichever platform gets it. */
export function checkHidden(spot: Spot): Issue[] {
  const names = new Set(hiddenCharacters(spot.text).map((h) => h.name))
  if (names.size === 0) return []
  const message = `${spot.label} has characters that nobody sees (${[...names].join(', ')}). They count, and platforms may refuse them. Remove them.`
  const fix = { kind: 'clean', label: 'Remove hidden characters', path: spot.path } as const
  return [at(spot, { code: 'hidden_characters', severity: 'check', message, fix })]
}
