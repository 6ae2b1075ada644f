import { can, type Role } from '@/lib/access/permissions'

type Actor = { role: Role }
type Target = { role: Role; name: string }

/**
 * Why an actor may not give, take or change a membership; undefined when they may.
 * `to` is the role afterwards, or undefined when the membership ends. `owners` counts the agency's owners now.
 */
export function refusalOfChange(
  actor: Actor,
  from: Target | undefined,
  to: Role | undefined,
  owners: number,
): string | undefined {
  if (actor.role !== 'owner' && to === 'owner') return 'Only an owner can make somebody an owner. Ask one.'
  if (actor.role !== 'owner' && from?.role === 'owner')
    return `${from.name} is an owner, and only an owner can change that. Ask one.`
  if (from?.role === 'owner' && to !== 'owner' && owners <= 1)
    return `${from.name} is the last owner. Make somebody else an owner first.`
  return undefined
}

/** Who may invite looks after everybody; a member of chosen clients knows the people of those clients alone. */
export const seesEveryone = (scope: { role: Role; clientIds: 'all' | readonly string[] }): boolean =>
  scope.clientIds === 'all' || can(scope, 'team.write')
