import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'
import { getClientSettings } from './client-data.server'
import type { NoteForm } from './schema'

/** A client's newest notes, at most 50. A viewer gets only those that are meant for the client. */
export const listNotes = (scope: Scope, clientId: string) =>
  db(scope).clientNote.findMany({
    where: { AND: [within(scope), { clientId }, scope.role === 'viewer' ? { forClient: true } : {}] },
    orderBy: { createdAt: 'desc' },
    take: 50,
  })

export async function createNote(scope: Scope, { clientId, body, forClient }: NoteForm): Promise<{ id: string }> {
  await getClientSettings(scope, clientId)
  const author = { authorId: scope.actor.kind === 'user' ? scope.actor.id : null, authorName: scope.actor.name }
  return db(scope).clientNote.create({
    data: { agencyId: scope.agencyId, clientId, body, forClient, ...author },
    select: { id: true },
  })
}

export async function removeNote(scope: Scope, id: string): Promise<{ clientId: string }> {
  const found = await db(scope).clientNote.findFirst({
    where: { AND: [within(scope), { id }] },
    select: { clientId: true },
  })
  if (!found) throw notFound('This note')
  await db(scope).clientNote.deleteMany({ where: { AND: [within(scope), { id }] } })
  return found
}
