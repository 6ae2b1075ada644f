'use server'
import { action } from '@/lib/server/action'
import { SentenceForm } from './schema'
import { saveSentence } from './sentence.server'

export const writeSentence = action({
  name: 'note.sentence',
  may: 'report.write',
  input: SentenceForm,
  run: saveSentence,
  audit: ({ clientId, noteId }, { id }) => ({ clientId, target: id, details: { isNew: noteId === null } }),
})
