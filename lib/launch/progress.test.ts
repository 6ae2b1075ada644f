import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlannedWrite } from '@/lib/connectors/define'
import { builtOn, outcome, type Progress, ready, sentence, type WriteState } from './progress'
import { resolveReferences } from './references'

const write = (
  key: string,
  dependsOn: string[],
  phase: PlannedWrite['phase'],
  kind: 'campaign' | 'unit' | 'ad',
): PlannedWrite => ({
  key,
  kind: 'x',
  label: kind === 'ad' ? 'Ad' : 'Campaign',
  name: key,
  request: {},
  dependsOn,
  phase,
  entities: [{ kind, key: key.replace('on-', ''), name: key }],
})

const meta = [
  write('c', [], 'create', 'campaign'),
  write('u', ['c'], 'create', 'unit'),
  write('a1', ['u'], 'create', 'ad'),
  write('a2', ['u'], 'create', 'ad'),
  write('on-a1', ['a1'], 'activate', 'ad'),
  write('on-a2', ['a2'], 'activate', 'ad'),
  write('on-u', ['u', 'on-a1', 'on-a2'], 'activate', 'unit'),
  write('on-c', ['c', 'on-u'], 'activate', 'campaign'),
]

const at = (states: Record<string, WriteState>): Progress[] =>
  meta.map((w) => ({ write: w, state: states[w.key] ?? 'pending', platform: 'meta_ads', accountName: 'Tasty' }))
const keys = (list: Progress[]) => list.map((p) => p.write.key)
const name = () => 'Meta'

describe('what may be sent next', () => {
  test('follows the dependencies', () => {
    expect(keys(ready(at({})))).toEqual(['c'])
    expect(keys(ready(at({ c: 'done', u: 'done' })))).toEqual(['a1', 'a2'])
    expect(keys(ready(at({ c: 'sending' })))).toEqual(['c'])
  })
  test('a rejected ad keeps the campaign off', () => {
    const all = at({ c: 'done', u: 'done', a1: 'done', a2: 'failed', 'on-a1': 'done' })
    expect(ready(all)).toEqual([])
    expect(outcome(all)).toBe('partly')
    expect(sentence(all, name)).toBe('Meta is off and spends nothing until ad a2 is fixed or left out.')
  })
  test('leaving that ad out lets the rest go live', () => {
    const out = Object.fromEntries(['a2', ...builtOn(at({}), 'a2')].map((key) => [key, 'left_out' as const]))
    expect(Object.keys(out).sort()).toEqual(['a2', 'on-a2'])
    const all = at({ c: 'done', u: 'done', a1: 'done', 'on-a1': 'done', ...out })
    expect(keys(ready(all))).toEqual(['on-u'])
  })
  test('all done is live', () => {
    const all = at(Object.fromEntries(meta.map((w) => [w.key, 'done' as const])))
    expect(outcome(all)).toBe('done')
    expect(sentence(all, name)).toBe('Meta is live.')
  })
  test('whatever fails, the campaign is never switched on before all ads are done or left out', () => {
    const order = fc.array(fc.tuple(fc.nat(10), fc.constantFrom<WriteState>('done', 'done', 'done', 'failed')), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(order, (steps) => {
        const states: Record<string, WriteState> = {}
        for (const [n, state] of steps) {
          const next = ready(at(states))
          const picked = next[n % Math.max(1, next.length)]
          if (picked) states[picked.write.key] = state
        }
        if (states['on-c'] === 'done')
          for (const key of ['c', 'u', 'a1', 'a2', 'on-u']) expect(states[key]).toBe('done')
      }),
    )
  })
})

test('references are filled in at any depth, and an unknown one is refused', () => {
  expect(resolveReferences({ a: [{ id: { $ref: 'c.campaign' } }] }, { 'c.campaign': '7' })).toEqual({
    a: [{ id: '7' }],
  })
  expect(() => resolveReferences({ $ref: 'nope' }, {})).toThrow('nope')
})
