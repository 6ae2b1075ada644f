import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Registered } from './registry'
import { makeLanes } from './lanes'
import { type Claim, laneOf } from './store'

const fn = (concurrency: Registered['concurrency']): ReadonlyMap<string, Registered> =>
  new Map([['f', { id: 'f', path: '/', events: [], crons: [], maxAttempts: 1, concurrency }]])
const claim = (id: string, keys: string[]): Claim => ({
  id,
  retryCount: 0,
  lane: laneOf({ fn: 'f', keys }),
  item: { runId: id, fn: 'f', keys, kind: 'discover', attempt: 0, interruptions: 0 },
})

test('lanes take turns, and each keeps its own order', () => {
  const lanes = makeLanes()
  for (const id of ['a1', 'a2', 'a3', 'b1', 'b2']) lanes.add(claim(id, [id.slice(0, 1)]))
  const taken = [1, 2, 3, 4, 5, 6].map(() => lanes.take(fn([]))?.id)
  expect(taken).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', undefined])
})

test('an item that is put back is the next of its lane', () => {
  const lanes = makeLanes()
  for (const id of ['a1', 'a2']) lanes.add(claim(id, ['a']))
  const first = lanes.take(fn([{ limit: 1 }]))
  if (!first) throw new Error('nothing was taken')
  lanes.free(first)
  lanes.putBack(first)
  expect(lanes.take(fn([{ limit: 1 }]))?.id).toBe('a1')
})

test('no limit is ever exceeded, and whatever waits can start once the others have ended', () => {
  const keys = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constant(''))
  fc.assert(
    fc.property(
      fc.array(keys, { maxLength: 40 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.infiniteStream(fc.nat()),
      (list, per, all, draws) => {
        const functions = fn([{ key: 'event.data.k', limit: per }, { limit: all }])
        const lanes = makeLanes()
        list.forEach(([k, none], i) => lanes.add(claim(String(i), [k, none])))
        const running: Claim[] = []
        let done = 0
        while (done < list.length) {
          for (let next = lanes.take(functions); next; next = lanes.take(functions)) running.push(next)
          expect(running.length).toBeGreaterThan(0)
          expect(running.length).toBeLessThanOrEqual(all)
          for (const k of ['a', 'b', 'c'])
            expect(running.filter((r) => r.item.keys[0] === k).length).toBeLessThanOrEqual(per)
          const [ended] = running.splice((draws.next().value ?? 0) % running.length, 1)
          if (ended) lanes.free(ended)
          done++
        }
        expect(lanes.waiting()).toBe(0)
      },
    ),
    { seed: 20261121 },
  )
})

test('a lane that holds much is named, so that no more of it is fetched', () => {
  const lanes = makeLanes()
  for (let i = 0; i < 20; i++) lanes.add(claim(`a${i}`, ['a']))
  lanes.add(claim('b', ['b']))
  expect(lanes.full()).toEqual([laneOf({ fn: 'f', keys: ['a'] })])
})
