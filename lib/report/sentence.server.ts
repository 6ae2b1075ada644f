import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { createNote } from '@/lib/advertiser/note-data.server'
import { notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'
import type { SentenceForm } from './schema'

/** The newest sentence that is meant for the client. Only what the client may read is selected. */
export const getSentence = (scope: Scope, clientId: string) =>
  db(scope).clientNote.findFirst({
    where: { AND: [within(scope), { clientId, forClient: true }] },
    orderBy: { createdAt: 'desc' },
    select: { id: true, body: true, createdAt: true },
  })

/** Writes a new sentence, dated now, or corrects one that stands: that keeps its date. */
export async function saveSentence(scope: Scope, { clientId, noteId, body }: SentenceForm): Promise<{ id: string }> {
  if (noteId === null) return createNote(scope, { clientId, body, forClient: true })
  const { count } = await db(scope).clientNote.updateMany({
    where: { AND: [within(scope), { clientId, id: noteId, forClient: true }] },
    data: { body },
  })
  if (count === 0) throw notFound('This sentence')
  return { id: noteId }
}
