'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { CheckboxField, TextareaField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useDraftKeeper } from '@/components/form/use-draft-keeper'
import { useZodForm } from '@/components/form/use-zod-form'
import { valueOf } from '@/components/member/outcome'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { addNote, deleteNote } from '@/lib/advertiser/actions'
import { NoteForm as Schema } from '@/lib/advertiser/schema'

export function NoteForm({ agency, clientId, client }: { agency: string; clientId: string; client: string }) {
  const router = useRouter()
  const form = useZodForm(Schema, { clientId, body: '', forClient: false })
  const draft = useDraftKeeper(`note:${clientId}`, form)
  return (
    <Form
      form={form}
      onSubmit={(note) => addNote(agency, note)}
      onDone={() => {
        draft.saved()
        form.reset({ clientId, body: '', forClient: false })
        router.refresh()
      }}
      footer={<SubmitButton form={form}>Add note</SubmitButton>}
    >
      <TextareaField control={form.control} name="body" label="New note" rows={3} help="Dated today, with your name." />
      <CheckboxField
        control={form.control}
        name="forClient"
        label={`Show it to ${client}`}
        help="On their dashboard, as the newest sentence from you."
      />
    </Form>
  )
}

export type NoteView = { id: string; body: string; forClient: boolean; authorName: string; when: string }

export function NoteItem({ agency, note, mayDelete }: { agency: string; note: NoteView; mayDelete: boolean }) {
  const router = useRouter()
  return (
    <li>
      <Card className="flex items-start gap-3 p-4">
        <div className="min-w-0 flex-1">
          <p className="break-words whitespace-pre-wrap">{note.body}</p>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-small text-muted">
            {note.when}, {note.authorName}
            {note.forClient ? <Badge tone="info">Shown to the client</Badge> : <Badge>Internal</Badge>}
          </p>
        </div>
        {mayDelete ? (
          <ConfirmDialog
            title="Deletes this note"
            description={note.forClient ? 'It also leaves the dashboard of the client.' : 'Nobody sees it any more.'}
            confirm="Delete note"
            danger
            onConfirm={async () => {
              valueOf(await deleteNote(agency, { noteId: note.id }))
              router.refresh()
            }}
            trigger={
              <Button variant="quiet" size="iconSmall" aria-label={`Delete the note of ${note.when}`}>
                <Trash2 aria-hidden />
              </Button>
            }
          />
        ) : null}
      </Card>
    </li>
  )
}
