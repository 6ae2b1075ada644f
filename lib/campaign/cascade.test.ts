import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cascade } from './cascade'
import { type HoldFact, manualKey } from './hold'

type Given = Parameters<typeof cascade>[1][number]
const unit = (id: string, status: Given['status'], ...ads: Given['status'][]): Given => ({
  id,
  status,
  creatives: ads.map((s, i) => ({ id: `${id}-${i}`, status: s })),
})

const hold = (id: string, unitId: string, isReleased = false): HoldFact => ({
  id: `${id}-hold`,
  unitId,
  kind: 'manual',
  key: manualKey(id),
  reason: '',
  setBy: 'Ada',
  createdAt: new Date(0),
  expiresAt: null,
  releasedAt: isReleased ? new Date(1) : null,
})

/** Applies what a cascade changes. */
function after(units: Given[], { units: u, ads: a }: ReturnType<typeof cascade>): Given[] {
  const of = (list: typeof u, id: string, status: Given['status']) =>
    list.find((one) => one.id === id)?.status ?? status
  return units.map((one) => ({
    ...one,
    status: of(u, one.id, one.status),
    creatives: one.creatives.map((ad) => ({ ...ad, status: of(a, ad.id, ad.status) })),
  }))
}

test('pausing puts to sleep what is on; resuming wakes those and not what was off before', () => {
  const before = [unit('u1', 'live', 'live', 'paused'), unit('u2', 'paused', 'live')]
  const off = cascade(false, before, [], 'c', [])
  const paused = after(before, off)
  expect(paused.flatMap((u) => [u.status, ...u.creatives.map((c) => c.status)])).toEqual([
    'paused',
    'paused',
    'paused',
    'paused',
    'paused',
  ])
  expect(off.asleep).toEqual(['u1', 'u1-0', 'u2-0'])
  const on = cascade(true, paused, [], 'c', off.asleep)
  expect(after(paused, on)).toEqual([unit('u1', 'live', 'live', 'paused'), unit('u2', 'paused', 'paused')])
  expect(on.asleep).toEqual(['u2-0'])
})

test('a unit paused while its campaign sleeps stays off; one that is resumed wakes with it', () => {
  const before = [unit('u1', 'live', 'live'), unit('u2', 'live', 'live')]
  const off = cascade(false, before, [], 'c', [])
  const paused = after(before, off)
  const held = [hold('u1', 'u1')]
  const on = cascade(true, paused, held, 'c', off.asleep)
  expect(after(paused, on)).toEqual([unit('u1', 'paused', 'paused'), unit('u2', 'live', 'live')])
  const woken = cascade(true, after(paused, on), [hold('u1', 'u1', true)], 'c', on.asleep)
  expect(after(after(paused, on), woken)).toEqual(before)
})

test('drafts, errors and what has ended are never touched', () => {
  const before = [unit('u1', 'draft', 'error', 'completed')]
  for (const isOn of [true, false])
    expect(cascade(isOn, before, [], 'c', [])).toEqual({ units: [], ads: [], asleep: [] })
})

const status = fc.constantFrom('live' as const, 'paused' as const, 'draft' as const, 'error' as const)
const units = fc
  .array(fc.tuple(status, fc.array(status, { maxLength: 3 })), { maxLength: 4 })
  .map((list) => list.map(([own, ads], i) => unit(`u${i}`, own, ...ads)))

test('off and on again is where it began, and twice is once', () => {
  fc.assert(
    fc.property(units, (given) => {
      const first = cascade(true, given, [], 'c', [])
      const begun = after(given, first)
      const off = cascade(false, begun, [], 'c', first.asleep)
      const paused = after(begun, off)
      const again = cascade(false, paused, [], 'c', off.asleep)
      expect([again.units, again.ads, again.asleep]).toEqual([[], [], off.asleep])
      const on = cascade(true, paused, [], 'c', off.asleep)
      expect(after(paused, on)).toEqual(begun)
      expect(on.asleep).toEqual(first.asleep)
    }),
  )
})
