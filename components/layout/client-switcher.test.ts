import { expect, test } from 'vitest'
import { sameSection } from './client-switcher'

test.each([
  ['/harbour/nordlys/budgets', '/harbour/nordlys', '/harbour/tasty/budgets'],
  ['/harbour/nordlys/campaigns/123', '/harbour/nordlys', '/harbour/tasty/campaigns'],
  ['/harbour/nordlys', '/harbour/nordlys', '/harbour/tasty'],
  ['/harbour/nordlys-two/budgets', '/harbour/nordlys', '/harbour/tasty'],
  ['/harbour/team', undefined, '/harbour/tasty'],
])('from %s', (path, from, expected) => {
  expect(sameSection(path, from, '/harbour/tasty')).toBe(expected)
})
