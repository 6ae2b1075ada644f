import { expect, test } from 'vitest'
import type { Command } from './commands'
import { menuGroups } from './menu-groups'

const command = (label: string, group = 'Go to', keywords: string[] = []): Command => ({
  id: `${group} ${label}`,
  label,
  group,
  keywords,
  href: '/',
})
const commands = [command('Portfolio'), command('Team', 'Go to', ['people']), command('Pause all', 'Do')]
const score = (text: string, query: string, keywords: string[]) =>
  [text, ...keywords].some((one) => one.toLowerCase().includes(query)) ? 1 / text.length : 0

const shown = (query: string, { recent = [] as Command[], found = [] as Command[] } = {}) =>
  menuGroups(query, { commands, recent, found }, score).map(
    ({ name, items }) => `${name}: ${items.map(({ label }) => label).join(', ')}`,
  )

test('what was used last comes first and is not repeated, while nothing is typed', () => {
  expect(shown('', { recent: commands.slice(1, 2) })).toEqual(['Recent: Team', 'Go to: Portfolio', 'Do: Pause all'])
  expect(shown(' ')).toEqual(['Go to: Portfolio, Team', 'Do: Pause all'])
})

test('typing keeps what matches, by name or another word, the best first', () => {
  expect(shown('p', { recent: commands })).toEqual(['Go to: Team, Portfolio', 'Do: Pause all'])
  expect(shown('people')).toEqual(['Go to: Team'])
  expect(shown('xyz')).toEqual([])
})

test('what the server found stays, whatever its name is', () => {
  const found = [command('Nordlys lamp', 'Find')]
  expect(shown('xyz', { found })).toEqual(['Find: Nordlys lamp'])
  expect(shown('team', { found })).toEqual(['Go to: Team', 'Find: Nordlys lamp'])
})
