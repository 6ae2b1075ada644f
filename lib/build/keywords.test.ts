import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countKeywords, formatKeywords, parseKeywords } from './keywords'

test('brackets are exact, quotes are phrases, the rest is broad', () => {
  expect(parseKeywords('[spicy chips]\r\n"jalapeño chips"\n„hot chips“\norganic chips\n')).toEqual([
    { text: 'spicy chips', match: 'exact' },
    { text: 'jalapeño chips', match: 'phrase' },
    { text: 'hot chips', match: 'phrase' },
    { text: 'organic chips', match: 'broad' },
    { text: '', match: 'broad' },
  ])
  expect(countKeywords(parseKeywords('[a]\n"b"\n\nc\nd'))).toBe('1 exact, 1 phrase, 2 broad')
  expect(countKeywords(parseKeywords(''))).toBe('No keyword yet')
})

test('what is typed comes back as it was, line by line', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z "[\]]{0,12}$/), { minLength: 1, maxLength: 20 }), (lines) => {
      const once = formatKeywords(parseKeywords(lines.join('\n')))
      expect(formatKeywords(parseKeywords(once))).toBe(once)
      expect(parseKeywords(once)).toEqual(parseKeywords(lines.join('\n')))
    }),
  )
})

test('lines beyond the most are not taken', () => {
  expect(parseKeywords('x\n'.repeat(900))).toHaveLength(500)
})
