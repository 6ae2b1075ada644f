import { describe, expect, it } from 'vitest'
import {
  addAd,
  addText,
  addUnit,
  duplicateAd,
  moveText,
  overriddenFields,
  pasteTexts,
  removeAd,
  removeText,
  removeUnit,
  setField,
  setPin,
  setText,
  startOverride,
  toggleConnection,
  toggleLeaveOut,
  useUniversal,
} from './edit'
import { chipsDraft, GOOGLE_ID } from './fixtures/tasty-chips'
import { AdDraft, emptyDraft, fieldsFor, type BuildPlatform } from './schema'

const ad = (draft: AdDraft, index = 0) => {
  const found = draft.ads[index]
  if (!found) throw new Error('no such ad')
  return found
}
const heads = (draft: AdDraft, platform: BuildPlatform) => fieldsFor(ad(draft), platform).headlines.map((h) => h.text)
const draft = chipsDraft()
const texts = heads(draft, 'meta_ads')

describe('texts', () => {
  it('are added, typed, pinned, moved and removed', () => {
    const added = setText(addText(draft, 'ad-1', 'universal', 'headlines'), 'ad-1', 'universal', 'headlines', 5, 'Six')
    expect(heads(added, 'google_ads').at(-1)).toBe('Six')
    expect(setPin(added, 'ad-1', 'universal', 'headlines', 5, 2).ads[0]?.fields.headlines[5]).toEqual({
      text: 'Six',
      pin: 2,
    })
    expect(heads(moveText(added, 'ad-1', 'universal', 'headlines', 5, 0), 'google_ads')).toEqual(['Six', ...texts])
    expect(heads(removeText(added, 'ad-1', 'universal', 'headlines', 5), 'google_ads')).toEqual(texts)
    expect(heads(moveText(draft, 'ad-1', 'universal', 'headlines', 0, 9), 'google_ads')).toEqual(texts)
  })
  it('keep one row to type in', () => {
    expect(removeText(emptyDraft(), 'ad-1', 'universal', 'headlines', 0).ads[0]?.fields.headlines).toEqual([
      { text: '', pin: null },
    ])
  })
  it('are pasted as lines, where the cursor is', () => {
    const pasted = pasteTexts(emptyDraft(), 'ad-1', 'universal', 'headlines', 0, ['One', 'Two', 'Three'])
    expect(heads(pasted, 'meta_ads')).toEqual(['One', 'Two', 'Three'])
    expect(
      heads(pasteTexts(draft, 'ad-1', 'universal', 'headlines', 0, Array.from({ length: 80 }, String)), 'meta_ads'),
    ).toHaveLength(50)
  })
})

describe('platform versions', () => {
  it('begin with the universal value, change alone and go away again', () => {
    const started = startOverride(draft, 'ad-1', 'google_ads', 'headlines')
    expect(heads(started, 'google_ads')).toEqual(texts)
    const typed = setText(started, 'ad-1', 'google_ads', 'headlines', 0, 'New Spicy Jalapeño Chips')
    expect(heads(typed, 'google_ads')[0]).toBe('New Spicy Jalapeño Chips')
    expect(heads(typed, 'meta_ads')).toEqual(texts)
    expect(overriddenFields(ad(typed), 'google_ads')).toEqual(['headlines'])
    expect(useUniversal(typed, 'ad-1', 'google_ads', 'headlines')).toEqual(draft)
  })
  it('are begun by writing to them, and not restarted', () => {
    const typed = setText(draft, 'ad-1', 'google_ads', 'headlines', 0, 'Short')
    expect(heads(typed, 'google_ads')).toEqual(['Short', ...texts.slice(1)])
    expect(startOverride(typed, 'ad-1', 'google_ads', 'headlines')).toEqual(typed)
    expect(
      useUniversal(setField(typed, 'ad-1', 'google_ads', 'url', 'https://a.co'), 'ad-1', 'google_ads', 'headlines')
        .ads[0]?.overrides,
    ).toEqual({
      google_ads: { url: 'https://a.co' },
    })
  })
})

describe('ads, audiences and accounts', () => {
  it('are copied deeply under a key of their own', () => {
    const two = duplicateAd(draft, 'ad-1')
    expect(two.ads.map((each) => each.key)).toEqual(['ad-1', 'ad-2'])
    expect(ad(two, 1)).toEqual({ ...ad(draft), key: 'ad-2', name: 'Spicy Jalapeño 20% off copy' })
    expect(ad(setText(two, 'ad-2', 'universal', 'headlines', 0, 'x')).fields).toEqual(ad(draft).fields)
    expect(addAd(removeAd(two, 'ad-1')).ads.map((each) => each.key)).toEqual(['ad-2', 'ad-3'])
    expect(removeAd(draft, 'ad-1')).toEqual(draft)
  })
  it('stop at what a draft holds', () => {
    let many = draft
    for (let i = 0; i < 60; i++) many = duplicateAd(addAd(many), 'ad-1')
    for (let i = 0; i < 20; i++) many = addUnit(many)
    expect([many.ads.length, many.units.length]).toEqual([50, 10])
    expect(AdDraft.parse(many)).toEqual(many)
    expect(new Set(many.ads.map((each) => each.key)).size).toBe(50)
  })
  it('drop the shares when an audience goes', () => {
    const two = addUnit(draft)
    const shared = { ...two, units: two.units.map((unit) => ({ ...unit, sharePercent: 50 })) }
    expect(removeUnit(shared, 'unit-2').units.map((unit) => unit.sharePercent)).toEqual([null])
  })
  it('leave a platform out of an ad and take it in again', () => {
    const left = toggleLeaveOut(draft, 'ad-1', 'google_ads')
    expect(ad(left).leaveOut).toEqual(['google_ads'])
    expect(toggleLeaveOut(left, 'ad-1', 'google_ads')).toEqual(draft)
  })
  it('are chosen and left out', () => {
    const without = toggleConnection(draft, { id: GOOGLE_ID, platform: 'google_ads' })
    expect(without.connections.map((c) => c.platform)).toEqual(['meta_ads'])
    expect(
      AdDraft.parse(toggleConnection(without, { id: GOOGLE_ID, platform: 'google_ads' })).connections[1]?.budget,
    ).toBe('')
  })
})
