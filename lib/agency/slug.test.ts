import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeSlug, RESERVED_SLUGS, slugify, slugStem } from './slug'

test.each([
  ['Harbour Agency', 'harbour-agency'],
  ['  Tasty Chips Co. ', 'tasty-chips-co'],
  ['Bjørn & Söhne', 'bjorn-sohne'],
  ['Łódź Ægir Straße', 'lodz-aegir-strasse'],
  ['鈴木広告', ''],
  ['../../etc', 'etc'],
])('slugify(%j) is %j', (name, slug) => expect(slugify(name)).toBe(slug))

test('reserved and taken slugs get a number', () => {
  expect(freeSlug('API', new Set(), 'agency')).toBe('api-2')
  expect(freeSlug('Nordlys', new Set(['nordlys', 'nordlys-2']), 'client')).toBe('nordlys-3')
  expect(freeSlug('鈴木', new Set(), 'client')).toBe('client')
})

test('all that take a name that is longer than a slug are found by its stem', () => {
  const name = 'Very '.repeat(20)
  const taken = new Set<string>()
  for (let n = 0; n < 120; n++) {
    const slug = freeSlug(name, taken, 'client')
    expect(slug.startsWith(slugStem(name, 'client'))).toBe(true)
    taken.add(slug)
  }
  expect(taken.size).toBe(120)
})

test('a slug is always a safe path segment that nobody else has', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(fc.string(), { maxLength: 5 }),
      (name, others) => {
        const taken = new Set(others.map(slugify))
        const slug = freeSlug(name, taken, 'client')
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slug.length).toBeLessThanOrEqual(40)
        expect(taken.has(slug) || RESERVED_SLUGS.has(slug)).toBe(false)
      },
    ),
  )
})
