import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextPath } from './next-path'

test.each([
  ['/harbour/nordlys/overview?from=2026-11-01', '/harbour/nordlys/overview?from=2026-11-01'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/api/auth/signout', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('%j leads to %j', (wanted, path) => expect(nextPath(wanted)).toBe(path))

test('never to another site', () => {
  const text = fc.string({ unit: fc.constantFrom('/', '\\', 'a', ':', '.', '\t', '\n', '@', '?', '#') })
  fc.assert(
    fc.property(text, (wanted) => {
      expect(new URL(nextPath(wanted), 'http://here.test').host).toBe('here.test')
    }),
  )
})
