import { expect, test } from 'vitest'
import { initials } from './avatar'
import { accepts } from './file-drop'

test.each([
  ['Media buyer', 'MB'],
  ['Nordlys', 'N'],
  ['  anna  maria lund', 'AM'],
  ['Ørsted Åse', 'ØÅ'],
  ['𝒜lpha', '𝒜'],
  ['', ''],
])('%s is %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})

test.each([
  ['', { name: 'a.exe', type: '' }, true],
  ['image/*', { name: 'a.png', type: 'image/png' }, true],
  ['image/*', { name: 'a.mp4', type: 'video/mp4' }, false],
  ['image/png, .csv', { name: 'Spend.CSV', type: '' }, true],
  ['image/png', { name: 'a.jpg', type: 'image/jpeg' }, false],
])('accept "%s" with %j: %s', (accept, file, expected) => {
  expect(accepts(accept, file)).toBe(expected)
})
