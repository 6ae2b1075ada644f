import { describe, expect, test } from 'vitest'
import { endOf, type HoldFact, holdsOf, isEffectivelyOn, manualKey, saysOf, standing, targetOf, wantedOf } from './hold'

const made = (over: Partial<HoldFact> = {}): HoldFact => ({
  id: 'h',
  unitId: null,
  kind: 'manual',
  key: manualKey('c1'),
  reason: 'Paused by Ada.',
  setBy: 'Ada',
  createdAt: new Date(0),
  expiresAt: null,
  releasedAt: null,
  ...over,
})
const released = new Date(1)

describe('what a hold is on', () => {
  test.each([
    ['a campaign', made(), { kind: 'campaign', id: 'c1' }],
    ['a unit', made({ unitId: 'u1', key: manualKey('u1') }), { kind: 'unit', id: 'u1' }],
    ['an ad of a unit', made({ unitId: 'u1', key: manualKey('a1') }), { kind: 'ad', id: 'a1' }],
    [
      'a unit, by its budget',
      made({ unitId: 'u1', kind: 'budget_day', key: 'budget_day:b1:D' }),
      { kind: 'unit', id: 'u1' },
    ],
  ])('%s', (_, hold, target) => expect(targetOf(hold, 'c1')).toEqual(target))
})

describe('effective state', () => {
  const cap = made({ kind: 'budget_day', key: 'budget_day:b1:D' })
  test.each([
    ['wanted and free', true, [], true],
    ['wanted and paused by hand', true, [made()], false],
    ['released', true, [made({ releasedAt: released })], true],
    ['one of two released', true, [made({ releasedAt: released }), cap], false],
    ['not wanted', false, [], false],
    ['a hold of its unit does not hold the campaign', true, [made({ unitId: 'u1', key: manualKey('u1') })], true],
    ['an expiry alone releases nothing: its actor does', true, [made({ expiresAt: released })], false],
  ])('%s', (_, desired, holds, on) => expect(isEffectivelyOn(desired, holds, 'c1')).toBe(on))
})

describe('units and ads', () => {
  const unit = { kind: 'unit', id: 'u1' } as const
  const held = made({ unitId: 'u1', key: manualKey('u1') })
  const ofAd = made({ unitId: 'u1', key: manualKey('a1') })
  test.each([
    ['never held: left as it is', [], undefined],
    ['held: off', [held], false],
    ['released: on', [{ ...held, releasedAt: released }], true],
    ['held again: off', [{ ...held, releasedAt: released }, held], false],
    ['the hold of one of its ads is not its own', [ofAd], undefined],
    ['that of the campaign neither', [made()], undefined],
  ])('%s', (_, holds, wanted) => expect(wantedOf(unit, holds, 'c1')).toBe(wanted))
  test('an ad answers to its own hold', () => {
    expect(wantedOf({ kind: 'ad', id: 'a1' }, [held, ofAd], 'c1')).toBe(false)
    expect(standing(holdsOf([held, { ...ofAd, releasedAt: released }], { kind: 'ad', id: 'a1' }, 'c1'))).toEqual([])
  })
})

test('every hold says what ends it, a known end by its time', () => {
  expect(endOf({ kind: 'budget_day', expiresAt: new Date(0) }, () => 'Sat 00:00')).toBe('until Sat 00:00')
  expect(endOf({ kind: 'manual', expiresAt: null }, () => '')).toBe('until somebody resumes it')
  expect(saysOf('something new').pill).toBe('On hold')
})
