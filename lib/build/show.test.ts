import { expect, test } from 'vitest'
import { emptyDraft } from '@/lib/ad/schema'
import { chipsDraft } from '@/lib/ad/fixtures/tasty-chips'
import { showValue } from './show'

test.each<[unknown, string]>([
  [undefined, 'Not there'],
  [null, 'Empty'],
  ['', 'Empty'],
  ['Shop now', 'Shop now'],
  [21, '21'],
  [false, 'No'],
  [[], 'None'],
  [['en', 'es'], 'en, es'],
  [{ text: 'spicy chips', match: 'exact' }, 'spicy chips'],
  [{ filename: 'bag.jpg', id: 'x' }, 'bag.jpg'],
  [Array.from({ length: 12 }, (_, i) => i), '0, 1, 2, 3, 4, 5, 6, 7 and 4 more'],
  [emptyDraft().ads[0], 'An ad without texts'],
  [{ ...chipsDraft().ads[0], name: '' }, 'New Spicy Jalapeño Chips | 20% Off'],
])('%j is shown as %s', (value, words) => {
  expect(showValue(value)).toBe(words)
})

test('a long text is cut', () => {
  expect(showValue('x'.repeat(5000))).toHaveLength(601)
})
