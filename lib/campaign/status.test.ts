import { expect, test } from 'vitest'
import { statusOf } from './status'

test('a new campaign whose ads are in review is not said to start later', () => {
  const facts = { status: 'live' as const, holds: [], desiredOn: true, isAdopted: true }
  expect(statusOf({ ...facts, platformStatus: 'PENDING' })).toMatchObject({
    text: 'Not serving yet',
    hint: 'It starts later, or the platform still reviews its ads',
  })
  expect(statusOf({ ...facts, platformStatus: 'ELIGIBLE' }).text).toBe('Delivering')
})
