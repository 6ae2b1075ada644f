'use client'

import { Pencil } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextareaField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useDraftKeeper } from '@/components/form/use-draft-keeper'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { writeSentence } from '@/lib/report/actions'
import { SentenceForm } from '@/lib/report/schema'

export type SentenceView = { id: string; body: string; when: string } | null

type Props = { agency: string; clientId: string; client: string; sentence: SentenceView; mayWrite: boolean }

/** The dated sentence that stands on the client's dashboard, with the way to write the next one. */
export function Sentence({ agency, clientId, client, sentence, mayWrite }: Props) {
  const [open, setOpen] = useState<'new' | 'edit' | null>(null)
  return (
    <Card className="bg-surface p-4" aria-label={`Sentence for ${client}`}>
      <p className="text-small text-muted">
        {sentence ? `${client} reads, since ${sentence.when}` : `${client} reads no sentence from you yet`}
      </p>
      {sentence ? <p className="mt-1 break-words whitespace-pre-wrap">{sentence.body}</p> : null}
      {mayWrite ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" onClick={() => setOpen('new')}>
            {sentence ? 'Write a new one' : 'Write a sentence'}
          </Button>
          {sentence ? (
            <Button size="small" variant="quiet" onClick={() => setOpen('edit')}>
              <Pencil aria-hidden />
              Edit
            </Button>
          ) : null}
        </div>
      ) : null}
      <Dialog
        open={open !== null}
        onOpenChange={(isOpen) => setOpen(isOpen ? (open ?? 'new') : null)}
        title={open === 'edit' ? `Correct the sentence for ${client}` : `New sentence for ${client}`}
        description={open === 'edit' ? 'It keeps its date.' : 'Dated now. It replaces the one before on the dashboard.'}
      >
        {open ? (
          <SentenceEditor
            key={open}
            agency={agency}
            clientId={clientId}
            note={open === 'edit' ? sentence : null}
            onDone={() => {
              setOpen(null)
              toast.success(`${client} reads the new sentence`)
            }}
          />
        ) : null}
      </Dialog>
    </Card>
  )
}

type EditorProps = { agency: string; clientId: string; note: SentenceView; onDone: () => void }

function SentenceEditor({ agency, clientId, note, onDone }: EditorProps) {
  const router = useRouter()
  const form = useZodForm(SentenceForm, { clientId, noteId: note?.id ?? null, body: note?.body ?? '' })
  const draft = useDraftKeeper(`sentence:${clientId}:${note?.id ?? 'new'}`, form)
  return (
    <Form
      form={form}
      onSubmit={(sentence) => writeSentence(agency, sentence)}
      onDone={() => {
        draft.saved()
        router.refresh()
        onDone()
      }}
      footer={<SubmitButton form={form}>Save sentence</SubmitButton>}
    >
      <TextareaField
        control={form.control}
        name="body"
        label="What the client should know"
        rows={4}
        help="A sentence or two: what happened, what comes next."
      />
    </Form>
  )
}
