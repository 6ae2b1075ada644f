import { expect, test } from 'vitest'
import { storable } from './clean'

test('texts lose what a database refuses and nothing else', () => {
  const half = '\ud83c'
  expect(storable({ a: ['x\u0000y', `${half}z`], b: null, c: 3, d: '🌶️ jalapeño\n' })).toEqual({
    a: ['xy', '\ufffdz'],
    b: null,
    c: 3,
    d: '🌶️ jalapeño\n',
  })
})
