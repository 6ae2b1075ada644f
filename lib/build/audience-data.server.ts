import 'server-only'
import { inAgency, seesClient, type Scope, withinClients } from '@/lib/access/scope'
import { AudienceRules } from '@/lib/ad/schema'
import { AppError, notFound } from '@/lib/core/errors'
import { storable } from '@/lib/core/text'
import { db } from '@/lib/server/prisma'
import type { AudienceForm, SavedAudience } from './schema'

/** Rows of the agency that belong to one of the scope's clients, or to all clients. */
const reach = (scope: Scope) => ({
  AND: [
    inAgency(scope),
    scope.clientIds === 'all' ? {} : { OR: [{ clientId: null }, { clientId: { in: [...scope.clientIds] } }] },
  ],
})

/** Saved audiences that drafts of a client may use: its own and those for every client. */
export async function listAudiences(scope: Scope, clientId: string): Promise<SavedAudience[]> {
  if (!seesClient(scope, clientId)) return []
  const rows = await db(scope).audience.findMany({
    where: { AND: [reach(scope), { archivedAt: null, OR: [{ clientId }, { clientId: null }] }] },
    orderBy: { name: 'asc' },
  })
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    rules: AudienceRules.parse(row.rules),
    everyClient: row.clientId === null,
  }))
}

/**
 * Saves an audience, or changes the one that the form names. Drafts hold their own copy of the rules, so a change
 * reaches a draft only when somebody takes it over there.
 */
export async function saveAudience(scope: Scope, form: AudienceForm): Promise<SavedAudience> {
  const { clientId, audienceId, name, everyClient } = form
  // A scope of all clients still sees those of its own agency only, so the client is looked up.
  const client = await db(scope).client.findFirst({
    where: { AND: [withinClients(scope), { id: clientId }] },
    select: { id: true },
  })
  if (!client) throw notFound('This client')
  if (everyClient && scope.clientIds !== 'all')
    throw new AppError(
      'forbidden',
      'You see chosen clients only, so you can save audiences for this client, not for all.',
    )
  const rules = storable(form.rules)
  const data = { name: storable(name), rules, clientId: everyClient ? null : clientId }
  const answer = { name, rules, everyClient }
  if (!audienceId) {
    const row = await db(scope).audience.create({ data: { agencyId: scope.agencyId, ...data }, select: { id: true } })
    return { id: row.id, ...answer }
  }
  const { count } = await db(scope).audience.updateMany({
    where: { AND: [reach(scope), { id: audienceId, archivedAt: null, OR: [{ clientId }, { clientId: null }] }] },
    data,
  })
  if (count === 0) throw notFound('This audience')
  return { id: audienceId, ...answer }
}

/** Takes an audience out of the list; campaigns that use it keep their rules. */
export async function archiveAudience(scope: Scope, audienceId: string, at: Date): Promise<void> {
  const { count } = await db(scope).audience.updateMany({
    where: { AND: [reach(scope), { id: audienceId }] },
    data: { archivedAt: at },
  })
  if (count === 0) throw notFound('This audience')
}
