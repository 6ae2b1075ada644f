import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesColor, seriesColors, STONE } from './series-color'

test('a platform has its colour whatever stands beside it', () => {
  expect(seriesColors(['zalando', 'google_ads', 'brand']).get('google_ads')).toBe('var(--chart-1)')
  expect(seriesColors(['google_ads']).get('google_ads')).toBe(seriesColor('google_ads'))
})

test('other and baseline are stone and take no hue from anyone', () => {
  const colors = seriesColors(['other', 'baseline', 'a', 'b', 'c', 'd', 'e'])
  expect([colors.get('other'), colors.get('baseline')]).toEqual([STONE, STONE])
  expect(new Set(['a', 'b', 'c', 'd', 'e'].map((id) => colors.get(id))).size).toBe(5)
})

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 12 })

test('the order of the things does not matter', () => {
  fc.assert(
    fc.property(ids, (list) => {
      expect(seriesColors(list.toReversed())).toEqual(seriesColors(list))
    }),
  )
})

test('up to five things never share a colour', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 }), (list) => {
      const plain = list.filter((id) => !['other', 'baseline'].includes(id))
      expect(new Set(plain.map((id) => seriesColors(plain).get(id))).size).toBe(plain.length)
    }),
  )
})
