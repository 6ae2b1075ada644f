import type { Command } from './commands'

export type Group = { name: string; items: Command[] }

/** How well a text and its other words match what was typed; 0: not at all. */
type Score = (text: string, query: string, keywords: string[]) => number

/** What marks an item in the menu: a name may stand in two groups. */
export const valueOf = (group: string, command: Command): string => `${group} ${command.label} ${command.id}`

function byGroup(commands: readonly Command[]): Group[] {
  const groups = new Map<string, Command[]>()
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  return [...groups].map(([name, items]) => ({ name, items }))
}

/**
 * The menu's groups in their order: what was used last while nothing is typed, then the commands that match best,
 * then what the server found. That has matched already, perhaps by another word, so it is not judged again.
 */
export function menuGroups(
  query: string,
  given: { commands: readonly Command[]; recent: readonly Command[]; found: readonly Command[] },
  score: Score,
): Group[] {
  const { commands, recent, found } = given
  const last: Group[] = found.length > 0 ? [{ name: 'Find', items: [...found] }] : []
  if (query.trim() === '') {
    const first: Group[] = recent.length > 0 ? [{ name: 'Recent', items: [...recent] }] : []
    return [...first, ...byGroup(commands.filter((command) => !recent.includes(command))), ...last]
  }
  const judged = commands
    .map((command) => ({ command, points: score(command.label, query.trim(), [...(command.keywords ?? [])]) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
  return [...byGroup(judged.map(({ command }) => command)), ...last]
}
