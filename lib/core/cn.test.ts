import { expect, test } from 'vitest'
import { cn } from './cn'

test.each([
  ['a size and a colour both stay', ['text-label', 'text-muted'], 'text-label text-muted'],
  ['of two sizes the later wins', ['text-body', 'text-small'], 'text-small'],
  ['of two colours the later wins', ['text-text', 'text-bad'], 'text-bad'],
  ['our radii replace each other', ['rounded-control', 'rounded-card'], 'rounded-card'],
  ['falsy parts vanish', ['px-2', false, undefined, 'px-4'], 'px-4'],
])('%s', (_, classes, expected) => {
  expect(cn(...classes)).toBe(expected)
})
