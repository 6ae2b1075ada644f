import { z } from 'zod'

/** The sentence of the account manager on the client's dashboard; `noteId` null writes a new one. */
export const SentenceForm = z.object({
  clientId: z.uuid(),
  noteId: z.uuid().nullable(),
  body: z
    .string()
    .trim()
    .min(1, 'Write a sentence for the client.')
    .max(600, 'The text has more than 600 characters. A sentence or two are read; shorten it.'),
})
export type SentenceForm = z.infer<typeof SentenceForm>
