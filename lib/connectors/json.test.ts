import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMajor } from '@/lib/core/money'
import { at, decimal, majorToMicros, parseJson, text, truth, whole } from './json'

test('ids beyond 2^53 stay text, wherever they stand; other numbers stay numbers', () => {
  expect(
    parseJson('{"id":120210000000000001,"list":[9007199254740993],"n":5,"d":2.5,"neg":-9223372036854775808}'),
  ).toEqual({
    id: '120210000000000001',
    list: ['9007199254740993'],
    n: 5,
    d: 2.5,
    neg: '-9223372036854775808',
  })
  expect(parseJson('{"note":"ids: 1234567890123456789"}')).toEqual({ note: 'ids: 1234567890123456789' })
  expect(parseJson('<!DOCTYPE html>')).toBeUndefined()
})

test('absent values read as empty ones', () => {
  expect([whole(undefined), decimal(undefined), text(undefined), truth(undefined)]).toEqual([0n, 0, '', false])
  expect(at({ a: [{ b: 1 }] }, 'a', 0, 'b')).toBe(1)
  expect(at({ a: 1 }, 'a', 'b', 'c')).toBeUndefined()
})

describe('major units to micros', () => {
  test.each([
    ['14.35', 14_350_000n],
    ['0.01', 10_000n],
    ['1500', 1_500_000_000n],
    ['0.0000005', 1n],
    ['0.0000004', 0n],
    ['-2.5', -2_500_000n],
    [199.99, 199_990_000n],
    ['', 0n],
    [undefined, 0n],
    ['12,5', 0n],
  ])('%s is %s micros', (major, micros) => expect(majorToMicros(major)).toBe(micros))

  test('is the way back from a printed amount', () => {
    const currency = fc.constantFrom(['EUR', 10_000n] as const, ['JPY', 1_000_000n] as const, ['KWD', 1_000n] as const)
    fc.assert(
      fc.property(currency, fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), ([code, step], n) => {
        expect(majorToMicros(toMajor(n * step, code))).toBe(n * step)
      }),
    )
  })
})
