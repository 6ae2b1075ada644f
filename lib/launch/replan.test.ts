import { describe, expect, test } from 'vitest'
import type { Json, PlannedWrite } from '@/lib/connectors/define'
import type { WriteState } from './progress'
import { replan, type Recorded } from './replan'

type Kind = PlannedWrite['entities'][number]['kind']
const write = (
  key: string,
  kind: Kind,
  dependsOn: string[] = [],
  request: Json = key,
  phase: PlannedWrite['phase'] = 'create',
): PlannedWrite => ({
  key,
  kind: 'x',
  label: kind === 'ad' ? 'Ad' : 'Thing',
  name: `${key} [pl:00000000]`,
  request,
  dependsOn,
  phase,
  entities: [{ kind, key: key.replace(/^(on|content)-/, ''), name: key }],
})

/** A campaign with two ads, as Meta gets it. */
const plan = (over: Record<string, Json> = {}): PlannedWrite[] => [
  write('c', 'campaign', [], over['c'] ?? 'c'),
  write('u', 'unit', ['c'], over['u'] ?? 'u'),
  ...['a1', 'a2'].flatMap((key) => [
    write(`content-${key}`, 'creative', [], over[key] ?? key),
    write(key, 'ad', [`content-${key}`, 'u'], over[`ad-${key}`] ?? key),
  ]),
  write('on-a1', 'ad', ['a1'], 'on', 'activate'),
  write('on-a2', 'ad', ['a2'], 'on', 'activate'),
  write('on-c', 'campaign', ['c', 'on-a1', 'on-a2'], 'on', 'activate'),
]

const recorded = (states: Record<string, WriteState>, uncertain: string[] = []): Recorded[] =>
  plan().map((each) => ({
    id: `row ${each.key}`,
    state: states[each.key] ?? 'pending',
    isUncertain: uncertain.includes(each.key),
    write: each,
  }))
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const again = (rows: Recorded[], planned: PlannedWrite[]) => replan(rows, planned, 'Meta', same)
const nothing = { add: [], replace: [], reopen: [], drop: [], refusals: [], renew: [] }
const done = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'done' as const]))
const allDone = done('c', 'u', 'content-a1', 'a1', 'content-a2', 'a2', 'on-a1', 'on-a2', 'on-c')

describe('launching again', () => {
  test('the first time adds everything', () => {
    expect(replan([], plan(), 'Meta', same).add).toHaveLength(9)
  })
  test('with all done and nothing changed does nothing', () => {
    expect(again(recorded(allDone), plan())).toEqual(nothing)
  })
  test('replaces what failed by its new request', () => {
    const states = { ...allDone, a2: 'failed' as const, 'on-a2': 'pending' as const, 'on-c': 'pending' as const }
    const result = again(recorded(states), plan({ 'ad-a2': 'fixed' }))
    expect(result.replace.map(({ id }) => id)).toEqual(['row a2', 'row on-a2', 'row on-c'])
    expect(result.replace[0]?.write.request).toBe('fixed')
    expect(result.refusals).toEqual([])
  })
  test('tries what failed and did not change again as it is', () => {
    const result = again(recorded({ ...allDone, a2: 'failed' }), plan())
    expect(result.reopen.map(({ id }) => id)).toEqual(['row a2'])
    expect(result.replace).toEqual([])
  })
  test('refuses to change what is there', () => {
    const result = again(recorded(allDone), plan({ u: 'other targeting' }))
    expect(result.refusals).toEqual([
      'Thing "u" is at Meta already and would change. Undo that change here, or change it on the campaign\'s page.',
    ])
  })
  test('asks for new content where the platform kept content that no ad uses', () => {
    const result = again(
      recorded({ ...allDone, a2: 'failed', 'on-a2': 'pending', 'on-c': 'pending' }),
      plan({ a2: 'new text' }),
    )
    expect(result.renew).toEqual(['a2'])
    expect(result.refusals).toEqual([])
  })
  test('refuses to change the content of an ad that is there', () => {
    const result = again(recorded(allDone), plan({ a2: 'new text' }))
    expect(result.renew).toEqual([])
    expect(result.refusals).toHaveLength(1)
  })
  test.each(['sending', 'unknown'] as const)(
    'waits for an answer that is still out (%s) before anything of it changes',
    (state) => {
      expect(again(recorded({ ...allDone, a2: state }), plan())).toEqual(nothing)
      expect(again(recorded({ ...allDone, a2: state }), plan({ 'ad-a2': 'fixed' })).refusals[0]).toContain(
        'has not said yet whether Ad "a2" arrived',
      )
    },
  )
  test('treats a failure without an answer as unknown', () => {
    const rows = recorded({ ...allDone, a2: 'failed' }, ['a2'])
    expect(again(rows, plan()).reopen.map(({ id }) => id)).toEqual(['row a2'])
    expect(again(rows, plan({ 'ad-a2': 'fixed' })).refusals).toHaveLength(1)
    expect(again(rows, plan({ a2: 'new text' })).renew).toEqual([])
  })
  test('keeps what was left out left out, until it changes', () => {
    const rows = recorded({ ...allDone, a2: 'left_out', 'on-a2': 'left_out' })
    expect(again(rows, plan())).toEqual(nothing)
    expect(again(rows, plan({ 'ad-a2': 'fixed' })).replace.map(({ id }) => id)).toEqual(['row a2', 'row on-a2'])
  })
  test('forgets what is no longer wanted and was never there, and refuses to forget what is', () => {
    const without = plan().filter(({ key }) => !key.endsWith('a2'))
    const rows = recorded({ ...allDone, a2: 'failed', 'on-a2': 'pending' })
    expect(again(rows, without)).toEqual({ ...nothing, drop: ['row a2', 'row on-a2'] })
    expect(again(recorded(allDone), without).refusals).toEqual([
      'Ad "a2" is at Meta already and cannot be taken out here. Put it back, or pause it on the campaign\'s page.',
    ])
    expect(again(recorded({ ...allDone, a2: 'unknown' }), without).refusals).toHaveLength(1)
  })
})
