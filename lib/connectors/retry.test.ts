import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPace } from './pace'
import { redact } from './redact'
import { backoffMs, type RetryPolicy } from './retry'

const policy = (random: number): RetryPolicy => ({
  attempts: 4,
  firstMs: 1000,
  factor: 2,
  longestMs: 20_000,
  patienceMs: 15_000,
  timeoutMs: 30_000,
  random: () => random,
  sleep: async () => undefined,
})

test('pauses grow, end at the longest, and half of each is chance', () => {
  expect([1, 2, 3, 9].map((attempt) => backoffMs(policy(1), attempt))).toEqual([1000, 2000, 4000, 20_000])
  fc.assert(
    fc.property(fc.nat(20), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const ms = backoffMs(policy(chance), attempt + 1)
      expect(ms >= 500 && ms <= 20_000).toBe(true)
    }),
  )
})

test('below 75% nothing waits; from there the pause grows, and news that is a minute old is forgotten', () => {
  const pace = createPace()
  const at = (percent: number) => {
    pace.note('a', percent, 0)
    return pace.pauseMs('a', 1)
  }
  expect([at(10), at(74.9)]).toEqual([0, 0])
  expect(at(75)).toBeGreaterThan(0)
  expect(at(90)).toBeGreaterThan(at(80))
  expect([at(100), at(300)]).toEqual([5000, 5000])
  expect(pace.pauseMs('a', 61_000)).toBe(0)
  expect(pace.pauseMs('b', 1)).toBe(0)
  pace.note('a', undefined, 0)
  expect(pace.pauseMs('a', 1)).toBe(5000)
})

test.each([
  'https://x.example/?access_token=SECRETVALUE&x=1',
  'Authorization: Bearer SECRETVALUE',
  '{"access_token":"SECRETVALUE","x":1}',
  'client_secret=SECRETVALUE',
  'the value SECRETVALUE by itself',
])('%s shows no secret', (message) => expect(redact(message, ['SECRETVALUE'])).not.toContain('SECRETVALUE'))

test('what looks like a secret goes even when it is not known', () => {
  expect(redact('?code=abc123&state=1 fb_exchange_token=zzz')).toBe(
    '?code=[redacted]&state=1 fb_exchange_token=[redacted]',
  )
})
