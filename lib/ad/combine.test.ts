import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinationLabel, combine, nearDuplicates, pageLabel } from './combine'
import type { PinnedText } from './schema'

const texts = (...list: (string | [string, number])[]): PinnedText[] =>
  list.map((entry) => (typeof entry === 'string' ? { text: entry, pin: null } : { text: entry[0], pin: entry[1] }))

const chips = {
  headlines: texts(
    ['New Spicy Jalapeño Chips | 20% Off', 1],
    'Crunch Into the Heat Today',
    'Made With Real Jalapeños',
    'Organic Potatoes, Small Batch',
    'Free Delivery Over $25',
  ),
  descriptions: texts(
    'Made with organic potatoes and real jalapeños.',
    'Kettle cooked in small batches. Free delivery over $25.',
  ),
}
const pages = (c: ReturnType<typeof combine>) => Array.from({ length: c.total }, (_, i) => c.at(i))

describe('combine', () => {
  it('pages through 24 combinations of five headlines with the first pinned', () => {
    const all = combine(chips)
    expect(all.total).toBe(24)
    expect(all.at(0)).toEqual({ headlines: [0, 1, 2], descriptions: [0, 1] })
    expect(pages(all).every((c) => c.headlines[0] === 0)).toBe(true)
    expect(new Set(pages(all).map(combinationLabel)).size).toBe(24)
    expect(all.at(24)).toEqual(all.at(0))
    expect(all.at(-1)).toEqual(all.at(23))
  })

  it.each([
    ['nothing typed', texts('', '  '), texts(''), 0],
    ['one headline', texts('Chips'), texts(''), 1],
    ['two that say the same', texts('Free Delivery Today', 'FREE delivery today!'), [], 2],
    ['two pinned to the same place', texts(['Alpha Beta', 1], ['Gamma Delta', 1], 'Kettle Cooked'), [], 2],
  ])('%s', (_, headlines, descriptions, total) => expect(combine({ headlines, descriptions }).total).toBe(total))

  it('never puts near-duplicates together, though a pin asks for it', () => {
    const headlines = texts(['Free Delivery Today', 1], ['Free delivery today!', 2], 'Kettle Cooked')
    for (const c of pages(combine({ headlines, descriptions: [] })))
      expect(c.headlines).not.toEqual(expect.arrayContaining([0, 1]))
  })

  it('shuffles by its seed: the same again, all of them, in another order', () => {
    const one = pages(combine(chips, { kind: 'shuffle', seed: 1 })).map(combinationLabel)
    expect(one).toEqual(pages(combine(chips, { kind: 'shuffle', seed: 1 })).map(combinationLabel))
    expect(one).not.toEqual(pages(combine(chips, { kind: 'shuffle', seed: 2 })).map(combinationLabel))
    expect(one.toSorted()).toEqual(pages(combine(chips)).map(combinationLabel).toSorted())
  })

  it('begins with the shortest or the longest', () => {
    const free = { headlines: texts('A much longer headline', 'Mid sized line', 'Short', 'Tiny'), descriptions: [] }
    expect(
      combine(free, { kind: 'shortest' })
        .at(0)
        .headlines.toSorted((a, b) => a - b),
    ).toEqual([1, 2, 3])
    expect(
      combine(free, { kind: 'longest' })
        .at(0)
        .headlines.toSorted((a, b) => a - b),
    ).toEqual([0, 1, 2])
  })

  it('honours every pin and repeats no text, whatever is typed', () => {
    const entry = fc.record({ text: fc.string({ maxLength: 12 }), pin: fc.constantFrom(null, null, 1, 2, 3) })
    const shape = fc.record({
      headlines: fc.array(entry, { maxLength: 8 }),
      descriptions: fc.array(entry, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(shape, fc.nat(), (fields, page) => {
        const { headlines } = combine(fields).at(page)
        expect(new Set(headlines).size).toBe(headlines.length)
        expect(headlines.length).toBeLessThanOrEqual(3)
        const pins = headlines.map((i) => fields.headlines[i]?.pin ?? null).filter((pin) => pin !== null)
        expect(pins).toEqual(pins.toSorted((a, b) => a - b))
        expect(new Set(pins).size).toBe(pins.length)
        for (const [a, i] of headlines.entries())
          for (const j of headlines.slice(a + 1))
            expect(nearDuplicates(fields.headlines[i]?.text ?? '', fields.headlines[j]?.text ?? '')).toBe(false)
      }),
    )
  })

  it('answers fifteen headlines and four descriptions in full', () => {
    const names = [
      'Alder',
      'Birch',
      'Cedar',
      'Dogwood',
      'Elm',
      'Fir',
      'Ginkgo',
      'Hazel',
      'Ivy',
      'Juniper',
      'Kapok',
      'Larch',
      'Maple',
      'Nutmeg',
      'Oak',
    ]
    const all = combine({ headlines: texts(...names), descriptions: texts('one', 'two', 'six', 'ten') })
    expect(all.total).toBe(15 * 14 * 13 * 4 * 3)
  })
})

describe('labels', () => {
  it('count from one', () => {
    expect(pageLabel(0, 24)).toBe('1 of 24')
    expect(pageLabel(24, 24)).toBe('1 of 24')
    expect(pageLabel(0, 0)).toBe('0 of 0')
    expect(combinationLabel({ headlines: [0, 1], descriptions: [0, 1] })).toBe('Headlines 1, 2; descriptions 1, 2')
  })
})

describe('nearDuplicates', () => {
  it.each([
    ['Free Delivery', 'free  delivery!', true],
    ['Free Delivery', 'Free Delivery Over $25', true],
    ['Jalapeño Chips', 'Jalapen\u0303o chips', true],
    ['20% Off', '30% Off', false],
    ['Crunch Into the Heat', 'Made With Real Jalapeños', false],
    ['辛いチップス', '辛いチップス！', true],
    ['辛いチップス', '送料無料', false],
  ])('%s / %s', (a, b, expected) => expect(nearDuplicates(a, b)).toBe(expected))
})
