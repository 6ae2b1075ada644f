import {
  EMPTY_FIELDS,
  fieldsFor,
  type Ad,
  type AdDraft,
  type AdFields,
  type BuildPlatform,
  type PinnedText,
  type Unit,
} from './schema'

/*
 * Changes of a draft as the form makes them: each takes a draft and gives a new one. `where` is the universal text or
 * one platform's version; writing to a version that does not exist yet begins it with the universal value.
 */

export type Where = 'universal' | BuildPlatform
export type TextList = 'headlines' | 'descriptions'

const blank: PinnedText = { text: '', pin: null }
const MOST_TEXTS = 50
const MOST_ADS = 50
const MOST_UNITS = 10

const editAd = (draft: AdDraft, adKey: string, edit: (ad: Ad) => Ad): AdDraft => ({
  ...draft,
  ads: draft.ads.map((ad) => (ad.key === adKey ? edit(ad) : ad)),
})

/** Sets one field, universal or in a platform's version. */
export function setField<F extends keyof AdFields>(
  draft: AdDraft,
  adKey: string,
  where: Where,
  field: F,
  value: AdFields[F],
): AdDraft {
  return editAd(draft, adKey, (ad) =>
    where === 'universal'
      ? { ...ad, fields: { ...ad.fields, [field]: value } }
      : { ...ad, overrides: { ...ad.overrides, [where]: { ...ad.overrides[where], [field]: value } } },
  )
}

const editList = (
  draft: AdDraft,
  adKey: string,
  where: Where,
  list: TextList,
  edit: (texts: PinnedText[]) => PinnedText[],
): AdDraft => {
  const ad = draft.ads.find((each) => each.key === adKey)
  if (!ad) return draft
  const texts = where === 'universal' ? ad.fields[list] : fieldsFor(ad, where)[list]
  return setField(draft, adKey, where, list, edit([...texts]))
}

export const setText = (
  draft: AdDraft,
  adKey: string,
  where: Where,
  list: TextList,
  index: number,
  text: string,
): AdDraft =>
  editList(draft, adKey, where, list, (texts) => texts.map((each, i) => (i === index ? { ...each, text } : each)))

/** Pins a text to a position, or unpins it with null. */
export const setPin = (
  draft: AdDraft,
  adKey: string,
  where: Where,
  list: TextList,
  index: number,
  pin: number | null,
): AdDraft =>
  editList(draft, adKey, where, list, (texts) => texts.map((each, i) => (i === index ? { ...each, pin } : each)))

export const addText = (draft: AdDraft, adKey: string, where: Where, list: TextList, text = ''): AdDraft =>
  editList(draft, adKey, where, list, (texts) => (texts.length < MOST_TEXTS ? [...texts, { ...blank, text }] : texts))

/** Several at once, as pasted from lines of a sheet, starting in the row where they were pasted. */
export function pasteTexts(
  draft: AdDraft,
  adKey: string,
  where: Where,
  list: TextList,
  index: number,
  lines: readonly string[],
): AdDraft {
  return editList(draft, adKey, where, list, (texts) => {
    const [first = '', ...rest] = lines
    const row = texts[index] ?? blank
    const pasted = [{ ...row, text: row.text + first }, ...rest.map((text) => ({ ...blank, text }))]
    return [...texts.slice(0, index), ...pasted, ...texts.slice(index + 1)].slice(0, MOST_TEXTS)
  })
}

/** Removes a row; the last one is emptied instead, so that there is always one to type in. */
export const removeText = (draft: AdDraft, adKey: string, where: Where, list: TextList, index: number): AdDraft =>
  editList(draft, adKey, where, list, (texts) => (texts.length > 1 ? texts.filter((_, i) => i !== index) : [blank]))

/** Moves a row to another place; indices outside the list change nothing. */
export const moveText = (
  draft: AdDraft,
  adKey: string,
  where: Where,
  list: TextList,
  from: number,
  to: number,
): AdDraft => editList(draft, adKey, where, list, (texts) => moved(texts, from, to))

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  const rest = items.filter((_, i) => i !== from)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** Begins a platform's own version of a field with the universal value; one that exists stays as it is. */
export function startOverride(draft: AdDraft, adKey: string, platform: BuildPlatform, field: keyof AdFields): AdDraft {
  return editAd(draft, adKey, (ad) =>
    ad.overrides[platform]?.[field] === undefined
      ? { ...ad, overrides: { ...ad.overrides, [platform]: { ...ad.overrides[platform], [field]: ad.fields[field] } } }
      : ad,
  )
}

/** Drops a platform's version of a field: the universal one is used again. */
export function useUniversal(draft: AdDraft, adKey: string, platform: BuildPlatform, field: keyof AdFields): AdDraft {
  return editAd(draft, adKey, (ad) => {
    const { [field]: _dropped, ...kept } = ad.overrides[platform] ?? {}
    const { [platform]: _version, ...others } = ad.overrides
    return { ...ad, overrides: Object.keys(kept).length > 0 ? { ...others, [platform]: kept } : others }
  })
}

/** Leaves a platform out of an ad, or takes it in again. */
export function toggleLeaveOut(draft: AdDraft, adKey: string, platform: BuildPlatform): AdDraft {
  return editAd(draft, adKey, ({ leaveOut = [], ...ad }) => {
    const left = leaveOut.includes(platform) ? leaveOut.filter((each) => each !== platform) : [...leaveOut, platform]
    return left.length > 0 ? { ...ad, leaveOut: left } : ad
  })
}

/** The fields that a platform has versions of. */
export const overriddenFields = (ad: Ad, platform: BuildPlatform): string[] =>
  Object.entries(ad.overrides[platform] ?? {}).flatMap(([field, value]) => (value === undefined ? [] : [field]))

/** The first key of the form `ad-3` that no item has: never one that was there before at the same time. */
function freshKey(prefix: string, items: readonly { key: string }[]): string {
  const numbers = items.map((item) => Number(/-(\d+)$/.exec(item.key)?.[1] ?? 0))
  return `${prefix}-${Math.max(0, ...numbers) + 1}`
}

export const addAd = (draft: AdDraft): AdDraft =>
  draft.ads.length >= MOST_ADS
    ? draft
    : {
        ...draft,
        ads: [...draft.ads, { key: freshKey('ad', draft.ads), name: '', fields: EMPTY_FIELDS, overrides: {} }],
      }

/** A copy right after its original, named "… copy". */
export function duplicateAd(draft: AdDraft, adKey: string): AdDraft {
  const index = draft.ads.findIndex((ad) => ad.key === adKey)
  const ad = draft.ads[index]
  if (!ad || draft.ads.length >= MOST_ADS) return draft
  const copy = { ...structuredClone(ad), key: freshKey('ad', draft.ads), name: ad.name.trim() ? `${ad.name} copy` : '' }
  return { ...draft, ads: [...draft.ads.slice(0, index + 1), copy, ...draft.ads.slice(index + 1)] }
}

/** Removes an ad; a draft keeps its last one. */
export const removeAd = (draft: AdDraft, adKey: string): AdDraft =>
  draft.ads.length > 1 ? { ...draft, ads: draft.ads.filter((ad) => ad.key !== adKey) } : draft

export const moveAd = (draft: AdDraft, from: number, to: number): AdDraft => ({
  ...draft,
  ads: moved(draft.ads, from, to),
})

/** Another audience, with the places and languages of the last one. */
export function addUnit(draft: AdDraft): AdDraft {
  if (draft.units.length >= MOST_UNITS) return draft
  const last = draft.units.at(-1)
  const unit: Unit = {
    key: freshKey('unit', draft.units),
    name: '',
    audienceId: null,
    sharePercent: null,
    rules: {
      locations: last?.rules.locations ?? [],
      languages: last?.rules.languages ?? [],
      ageMin: 18,
      ageMax: 65,
      genders: 'all',
      interests: [],
      keywords: [],
    },
  }
  return { ...draft, units: [...draft.units, unit] }
}

/** Removes an audience; the shares of the others are dropped, since they no longer make 100. */
export const removeUnit = (draft: AdDraft, unitKey: string): AdDraft =>
  draft.units.length > 1
    ? {
        ...draft,
        units: draft.units.filter((unit) => unit.key !== unitKey).map((unit) => ({ ...unit, sharePercent: null })),
      }
    : draft

/** Chooses an ad account, or leaves it out with what was set for it. */
export function toggleConnection(draft: AdDraft, account: { id: string; platform: BuildPlatform }): AdDraft {
  const isChosen = draft.connections.some((c) => c.adAccountId === account.id)
  if (isChosen) return { ...draft, connections: draft.connections.filter((c) => c.adAccountId !== account.id) }
  const connection = {
    pageId: null,
    instagramId: null,
    pixelId: null,
    pixelEvent: null,
    conversionGoalId: null,
    budget: '',
  }
  return {
    ...draft,
    connections: [...draft.connections, { ...connection, adAccountId: account.id, platform: account.platform }],
  }
}
