import { expect, test } from 'vitest'
import { storable } from './text'

test('texts lose what a database refuses and nothing else', () => {
  const half = '\ud83c'
  expect(storable({ a: ['x\u0000y', `${half}z`], b: null, c: 3, d: '🌶️ jalapeño\n' })).toEqual({
    a: ['xy', '\ufffdz'],
    b: null,
    c: 3,
    d: '🌶️ jalapeño\n',
  })
})

test('what is no text, list or plain object stays what it is', () => {
  const at = new Date(0)
  const whole = { at, bytes: new Uint8Array([0, 1]), n: 1n }
  expect(storable(whole)).toEqual(whole)
  expect(storable(whole).at).toBe(at)
})
