import { describe, expect, it } from 'vitest'
import { check } from './check'
import { chipsContext, chipsDraft, chipsMedia } from './fixtures/tasty-chips'
import { isBlocking } from './issue'
import { EMPTY_FIELDS, type Ad } from './schema'
import { budgetPerAd, cellsOf, parseAdRows, supportNote, variantsOf } from './variants'

const from = (): Ad => {
  const [ad] = chipsDraft().ads
  if (!ad) throw new Error('no ad')
  return ad
}
const pictures = ['one', 'two', 'three', 'four'].map((name) => ({ ...chipsMedia, filename: `${name}.jpg` }))

describe('bulk', () => {
  it('makes twenty ads of five headlines and four pictures, and three more of pasted rows with one bad address', () => {
    const made = variantsOf(from(), ['A', 'B', 'C', 'D', 'E'], pictures, [])
    expect(made).toHaveLength(20)
    expect(made[5]).toMatchObject({ key: 'ad-6', name: 'B, two', fields: { primaryText: from().fields.primaryText } })
    const rows =
      'Row 1\tText\tPrimary\thttps://a.co\nRow 2\tText\tPrimary\thttps//b\nRow 3\tText\tPrimary\thttps://c.co'
    const { ads, leftOut } = parseAdRows(rows, from(), made)
    expect([ads.length, leftOut]).toEqual([3, 0])
    const all = [...made, ...ads]
    expect(new Set(all.map((ad) => ad.key)).size).toBe(23)
    const draft = { ...chipsDraft(), connections: chipsDraft().connections.slice(1), ads: all }
    expect(
      check(draft, chipsContext())
        .filter(isBlocking)
        .map((issue) => issue.path),
    ).toEqual(['ads.21.fields.url'])
  })
  it('says what a budget comes to and supports', () => {
    expect(budgetPerAd(400_000_000n, 23)).toBe(17_391_304n)
    expect(budgetPerAd(400_000_000n, 0)).toBeNull()
    expect(supportNote(400_000_000n, 100_000_000n, 23, 'USD', 'en-US')).toBe(
      '$400.00 a day supports at most 4 campaigns at the $100.00 minimum.',
    )
    expect(supportNote(400_000_000n, 100_000_000n, 4, 'USD', 'en-US')).toBeUndefined()
  })
  it('stops at fifty and says how many rows were left out', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `Headline ${i}`).join('\n')
    const { ads, leftOut } = parseAdRows(rows)
    expect([ads.length, leftOut]).toEqual([50, 10])
    expect(variantsOf(from(), ['A'], pictures, ads)).toEqual([])
  })
})

describe('pasted rows', () => {
  it.each([
    ['one cell', 'a', [['a']]],
    ['a trailing line', 'a\tb\r\n', [['a', 'b']]],
    ['an empty cell', 'a\t\tc', [['a', '', 'c']]],
    [
      'quotes with a line break',
      '"a\nb"\tc\n"say ""hi"""\td',
      [
        ['a\nb', 'c'],
        ['say "hi"', 'd'],
      ],
    ],
    ['a quote that is only a sign', '5" bag\tb', [['5" bag', 'b']]],
    ['nothing', ' \n\t\n', []],
  ])('%s', (_, pasted, cells) => expect(cellsOf(pasted)).toEqual(cells))

  it('follow a header in any order and keep what they lack from the ad', () => {
    const { ads } = parseAdRows('Final URL\tHeadline\tNote\nhttps://a.co\tHot\tx', {
      fields: { ...EMPTY_FIELDS, primaryText: 'Kept' },
    })
    expect(ads).toMatchObject([
      { fields: { url: 'https://a.co', headlines: [{ text: 'Hot', pin: null }], primaryText: 'Kept' } },
    ])
  })
})
