import { expect, test } from 'vitest'
import { createSequence, SEQUENCE_MS } from './keys'

const shortcuts = ['g o', 'g b', 'b', '?', '/']

const type = (...strokes: [string, number][]): (string | undefined)[] => {
  const follow = createSequence(shortcuts)
  return strokes.map(([key, ms]) => follow(key, ms))
}

test('a single letter answers at once', () => {
  expect(type(['b', 0])).toEqual(['b'])
})

test('two letters in time are a sequence, not the second letter alone', () => {
  expect(type(['g', 0], ['b', SEQUENCE_MS])).toEqual([undefined, 'g b'])
})

test('too late, the second letter stands for itself', () => {
  expect(type(['g', 0], ['b', SEQUENCE_MS + 1])).toEqual([undefined, 'b'])
})

test('a wrong second letter ends the sequence', () => {
  expect(type(['g', 0], ['z', 10], ['b', 20])).toEqual([undefined, undefined, 'b'])
})

test('the first letter twice begins again', () => {
  expect(type(['g', 0], ['g', 100], ['o', 200])).toEqual([undefined, undefined, 'g o'])
})
