import { expect, test } from 'vitest'
import { createSeen } from './seen'

test('marks the periods that came, for each campaign apart', () => {
  const seen = createSeen(4)
  seen.add('a', 0)
  seen.add('a', 2)
  seen.add('b', 3)
  seen.add('a', 2)
  expect(seen.columns()).toEqual({ campaigns: ['a', 'b'], marks: ['1010', '0001'] })
})

test('forgets what lies outside the span', () => {
  const seen = createSeen(2)
  seen.add('a', -1)
  seen.add('a', 2)
  expect(seen.columns().marks).toEqual(['00'])
})
