import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addAd,
  addText,
  duplicateAd,
  moveText,
  removeAd,
  removeText,
  setField,
  setPin,
  setText,
  startOverride,
  useUniversal,
} from './edit'
import { chipsDraft, chipsMedia, GOOGLE_ID, META_ID } from './fixtures/tasty-chips'
import { diffDrafts, merge, same, settle } from './merge'
import { AdDraft, EMPTY_FIELDS } from './schema'

const base = duplicateAd(duplicateAd(chipsDraft(), 'ad-1'), 'ad-1')
const primary =
  (text: string, key = 'ad-1') =>
  (d: AdDraft) =>
    setField(d, key, 'universal', 'primaryText', text)

type Edit = (draft: AdDraft) => AdDraft
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map((t) => `~${t}~`)
// Few places, so that two sides often meet in one.
const key = fc.constantFrom('ad-1', 'ad-2')
const where = fc.constantFrom('universal' as const, 'google_ads' as const)
const list = fc.constantFrom('headlines' as const, 'descriptions' as const)
const index = fc.nat({ max: 1 })
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(key, where, list, index, text).map(
    ([k, w, l, i, t]): Edit =>
      (d) =>
        setText(d, k, w, l, i, t),
  ),
  fc.tuple(key, where, list, text).map(
    ([k, w, l, t]): Edit =>
      (d) =>
        addText(d, k, w, l, t),
  ),
  fc.tuple(key, where, list, index).map(
    ([k, w, l, i]): Edit =>
      (d) =>
        removeText(d, k, w, l, i),
  ),
  fc.tuple(key, list, index, index).map(
    ([k, l, a, b]): Edit =>
      (d) =>
        moveText(d, k, 'universal', l, a, b),
  ),
  fc.tuple(key, index).map(
    ([k, i]): Edit =>
      (d) =>
        setPin(d, k, 'universal', 'headlines', i, 1),
  ),
  fc.tuple(key, where, fc.constantFrom('primaryText' as const, 'url' as const), text).map(
    ([k, w, f, t]): Edit =>
      (d) =>
        setField(d, k, w, f, t),
  ),
  key.map(
    (k): Edit =>
      (d) =>
        startOverride(d, k, 'google_ads', 'headlines'),
  ),
  key.map(
    (k): Edit =>
      (d) =>
        useUniversal(d, k, 'google_ads', 'headlines'),
  ),
  key.map(
    (k): Edit =>
      (d) =>
        removeAd(d, k),
  ),
  fc.constant<Edit>(addAd),
  text.map((t): Edit => (d) => ({ ...d, startsOn: t })),
  fc.tuple(fc.nat({ max: 1 }), text).map(([n, t]): Edit => (d) => ({
    ...d,
    connections: d.connections.map((c, i) => (i === n ? { ...c, budget: t } : c)),
  })),
  text.map((t): Edit => (d) => ({
    ...d,
    units: d.units.map((u) => ({
      ...u,
      rules: { ...u.rules, keywords: [...u.rules.keywords, { text: t, match: 'exact' as const }] },
    })),
  })),
  fc.constantFrom('de', 'fr', 'nl').map((l): Edit => (d) => ({
    ...d,
    units: d.units.map((u) => ({ ...u, rules: { ...u.rules, languages: [...new Set([...u.rules.languages, l])] } })),
  })),
)
const draft = fc
  .array(edit, { maxLength: 12, size: 'max' })
  .map((edits) => AdDraft.parse(edits.reduce((d, each) => each(d), base)))

const emptyAd = { name: '', fields: EMPTY_FIELDS, overrides: {} }

/** Every text in a value. */
const textsIn = (value: unknown): string[] =>
  JSON.stringify(value, (_, v: unknown) => v)?.match(/"(?:[^"\\]|\\.)*"/g) ?? []

describe('merge', () => {
  it('takes what only one side changed', () => {
    fc.assert(
      fc.property(draft, (x) => {
        expect(merge(base, x, base)).toEqual({ merged: x, conflicts: [] })
        expect(merge(base, base, x)).toEqual({ merged: x, conflicts: [] })
        expect(merge(base, x, x)).toEqual({ merged: x, conflicts: [] })
      }),
    )
  })

  it('finds the same conflicts from both sides', () => {
    fc.assert(
      fc.property(draft, draft, (a, b) => {
        const sorted = (list: { path: string; base: unknown; mine: unknown; theirs: unknown }[]) =>
          list
            .map(({ path, base: from, mine, theirs }) => ({ path, from, mine, theirs }))
            .toSorted((x, y) => x.path.localeCompare(y.path))
        const there = merge(base, b, a).conflicts.map((c) => ({ ...c, mine: c.theirs, theirs: c.mine }))
        expect(sorted(merge(base, a, b).conflicts)).toEqual(sorted(there))
      }),
    )
  })

  it('loses no text that was typed: it is in the merged draft or in a conflict', () => {
    fc.assert(
      fc.property(draft, draft, (a, b) => {
        const { merged, conflicts } = merge(base, a, b)
        const kept = new Set([
          ...textsIn(merged),
          ...conflicts.flatMap((c) => [...textsIn(c.mine), ...textsIn(c.theirs)]),
        ])
        const before = new Set(textsIn(base))
        const typed = [...textsIn(a), ...textsIn(b)].filter((each) => !before.has(each))
        expect(typed.filter((each) => !kept.has(each))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('of any two drafts is a draft, and once every conflict is settled for one side none is left with it', () => {
    fc.assert(
      fc.property(draft, draft, (a, b) => {
        const { merged, conflicts } = merge(base, a, b)
        expect(AdDraft.parse(merged)).toEqual(merged)
        const settled = conflicts.reduce((d, c) => settle(d, c, 'theirs'), merged)
        expect(merge(base, settled, b).conflicts).toEqual([])
      }),
    )
  })

  it.each<[string, Edit, Edit, string[], string[]]>([
    [
      'two fields of one ad',
      primary('Mine'),
      (d) => setField(d, 'ad-1', 'universal', 'url', 'https://theirs.co'),
      [],
      [],
    ],
    ['one field of two ads', primary('Mine'), primary('Theirs', 'ad-2'), [], []],
    ['one field twice', primary('Mine'), primary('Theirs'), ['ads[ad-1].fields.primaryText'], ['Ad 1, primary text']],
    [
      'one headline twice',
      (d) => setText(d, 'ad-1', 'universal', 'headlines', 1, 'Mine'),
      (d) => setText(d, 'ad-1', 'universal', 'headlines', 1, 'Theirs'),
      ['ads[ad-1].fields.headlines.1.text'],
      ['Ad 1, headline 2'],
    ],
    [
      'two headlines',
      (d) => setText(d, 'ad-1', 'universal', 'headlines', 1, 'Mine'),
      (d) => setText(d, 'ad-1', 'universal', 'headlines', 2, 'Theirs'),
      [],
      [],
    ],
    [
      'a change in an ad that the other removed',
      primary('Mine', 'ad-2'),
      (d) => removeAd(d, 'ad-2'),
      ['ads[ad-2]'],
      ['Ad 3'],
    ],
    [
      'a version of each platform',
      (d) => setText(d, 'ad-1', 'google_ads', 'headlines', 0, 'Mine'),
      (d) => setText(d, 'ad-1', 'meta_ads', 'headlines', 0, 'Theirs'),
      [],
      [],
    ],
    [
      'two pictures',
      (d) => setField(d, 'ad-1', 'universal', 'media', { ...chipsMedia, id: GOOGLE_ID }),
      (d) => setField(d, 'ad-1', 'universal', 'media', { ...chipsMedia, id: META_ID }),
      ['ads[ad-1].fields.media'],
      ['Ad 1, picture'],
    ],
    [
      'the start',
      (d) => ({ ...d, startsOn: '2026-12-01' }),
      (d) => ({ ...d, startsOn: '2026-12-02' }),
      ['startsOn'],
      ['Start'],
    ],
  ])('%s', (_, a, b, paths, labels) => {
    const { conflicts } = merge(base, a(base), b(base))
    expect(conflicts.map((c) => c.path)).toEqual(paths)
    expect(conflicts.map((c) => c.label)).toEqual(labels)
  })

  it('keeps a removed ad that the other side changed, until a person decides', () => {
    const { merged, conflicts } = merge(base, removeAd(base, 'ad-2'), primary('Theirs', 'ad-2')(base))
    expect(merged.ads.map((ad) => ad.key)).toContain('ad-2')
    const [conflict] = conflicts
    if (!conflict) throw new Error('no conflict')
    expect(settle(merged, conflict, 'mine').ads.map((ad) => ad.key)).not.toContain('ad-2')
  })

  it('asks about the whole list where both together are more than a draft holds', () => {
    const fill = (prefix: string): AdDraft => ({
      ...base,
      ads: [...base.ads, ...Array.from({ length: 40 }, (_, i) => ({ ...emptyAd, key: `${prefix}-${i}` }))],
    })
    const { merged, conflicts } = merge(base, fill('a'), fill('b'))
    expect(conflicts.map((c) => c.path)).toEqual(['ads'])
    expect(merged).toEqual(fill('a'))
  })
})

describe('diffDrafts', () => {
  it('is empty for the same draft and names every change', () => {
    expect(diffDrafts(base, structuredClone(base))).toEqual([])
    const after = setText(
      addText(primary('New')(base), 'ad-3', 'google_ads', 'descriptions', 'More'),
      'ad-1',
      'universal',
      'headlines',
      0,
      'Short',
    )
    expect(diffDrafts(base, after).map((d) => d.label)).toEqual([
      'Ad 1, headline 1',
      'Ad 1, primary text',
      'Ad 2, Google version, descriptions',
    ])
  })
  it('is empty exactly when nothing changed', () => {
    fc.assert(
      fc.property(draft, draft, (a, b) => {
        const changes = diffDrafts(a, b)
        expect(changes.length === 0).toBe(same(a, b))
      }),
    )
  })
})
