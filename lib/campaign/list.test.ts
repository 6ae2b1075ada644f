import { expect, test } from 'vitest'
import { CampaignQuery, SparkQuery } from './list'
import { viewOf } from './view'

const days = { first: '2026-11-01', last: '2026-11-20' }
const faultOf = (over: Record<string, string>): string | undefined =>
  CampaignQuery.safeParse({ ...days, ...over }).error?.issues[0]?.path.join('.')

test.each([
  [{ cursor: '1e30' }, 'cursor'],
  [{ cursor: '-1' }, 'cursor'],
  [{ cursor: '9007199254740993' }, 'cursor'],
  [{ minSpend: '1e30' }, 'minSpend'],
  [{ minSpend: 'Infinity' }, 'minSpend'],
  [{ minSpend: '-1' }, 'minSpend'],
  [{ first: '2026-02-30' }, 'first'],
  [{ limit: '501' }, 'limit'],
  [{ cursor: '400', minSpend: '12.5' }, undefined],
])('%j is refused at %s', (over, path) => {
  expect(faultOf(over)).toBe(path)
})

test('small charts are asked for as many days as a page shows, not for ten thousand years', () => {
  const ids = '01890000-0000-7000-8000-000000000001'
  const of = (first: string, last: string) => SparkQuery.safeParse({ ids, first, last }).success
  expect([of('2025-10-18', '2026-11-20'), of('0001-01-01', '9999-12-31'), of('9999-12-31', '0001-01-01')]).toEqual([
    true,
    false,
    false,
  ])
})

test('the address of a page asks for nothing that the database cannot be asked', () => {
  expect(viewOf({ q: 'a\u0000b', minSpend: '1e30', sort: 'no' })).toMatchObject({
    q: 'ab',
    minSpend: null,
    sort: 'spend',
  })
  expect(viewOf({ minSpend: '10' }).minSpend).toBe(10)
})
