import type { Role } from './permissions'

export type Actor = { kind: 'user' | 'job' | 'share' | 'cli'; id: string | null; name: string }

declare const brand: unique symbol

/** Whose data may be touched, by whom. Only lib/access/scope.server.ts makes one. */
export type Scope = {
  readonly agencyId: string
  readonly clientIds: 'all' | readonly string[]
  readonly role: Role
  readonly actor: Actor
  readonly [brand]: true
}

type Within = { agencyId: string; clientId?: { in: string[] } }

/** The tenant part of a `where` on a table with a client. */
export const within = (scope: Scope): Within =>
  scope.clientIds === 'all'
    ? { agencyId: scope.agencyId }
    : { agencyId: scope.agencyId, clientId: { in: [...scope.clientIds] } }

/** The tenant part of a `where` on the table of clients itself. */
export const withinClients = (scope: Scope): { agencyId: string; id?: { in: string[] } } =>
  scope.clientIds === 'all'
    ? { agencyId: scope.agencyId }
    : { agencyId: scope.agencyId, id: { in: [...scope.clientIds] } }

/** The tenant part of a `where` on a table that belongs to the agency as a whole. */
export const inAgency = (scope: Scope): { agencyId: string } => ({ agencyId: scope.agencyId })

export const seesClient = (scope: Scope, clientId: string): boolean =>
  scope.clientIds === 'all' || scope.clientIds.includes(clientId)
