'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { same } from '@/lib/ad/merge'
import type { Unit } from '@/lib/ad/schema'
import { archiveOneAudience, keepAudience } from '@/lib/build/actions'
import type { SavedAudience } from '@/lib/build/schema'
import { ask } from '@/lib/client/ask'
import { AppError } from '@/lib/core/errors'
import { useBuilder } from './context'

type Props = { unit: Unit; onChange: (part: Partial<Unit>) => void }

/** Audiences that are kept for later: use one, save this one, or bring a kept one up to date. */
export function SavedAudiences({ unit, onChange }: Props) {
  const { audiences, setAudiences, data } = useBuilder()
  const [isOpen, setIsOpen] = useState(false)
  const used = audiences.find(({ id }) => id === unit.audienceId)
  const isChanged = used !== undefined && !same(used.rules, unit.rules)
  const use = (id: string) => {
    const chosen = audiences.find((each) => each.id === id)
    if (!chosen) return onChange({ audienceId: null })
    const before = { audienceId: unit.audienceId, rules: unit.rules, name: unit.name }
    onChange({ audienceId: chosen.id, rules: structuredClone(chosen.rules), name: unit.name.trim() || chosen.name })
    toast.undo(`Uses "${chosen.name}"`, () => onChange(before))
  }
  const keep = async (form: {
    name: string
    everyClient: boolean
    audienceId: string | null
  }): Promise<string | undefined> => {
    const result = await ask(() => keepAudience(data.agency, { clientId: data.client.id, rules: unit.rules, ...form }))
    if (!result.ok) return result.issues[0]?.message ?? result.message
    const saved = result.value
    setAudiences(
      [...audiences.filter(({ id }) => id !== saved.id), saved].toSorted((a, b) => a.name.localeCompare(b.name)),
    )
    onChange({ audienceId: saved.id })
    toast.success(form.audienceId ? `"${saved.name}" is up to date` : `"${saved.name}" is saved`)
    setIsOpen(false)
    return undefined
  }
  const update = async (audience: SavedAudience) => {
    const refusal = await keep({ name: audience.name, everyClient: audience.everyClient, audienceId: audience.id })
    if (refusal) toast.error(refusal)
  }
  const remove = async (audience: SavedAudience) => {
    const result = await ask(() => archiveOneAudience(data.agency, { audienceId: audience.id }))
    if (!result.ok) throw new AppError(result.code, result.message)
    setAudiences(audiences.filter(({ id }) => id !== audience.id))
    onChange({ audienceId: null })
  }
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field
        label="Saved audience"
        className="min-w-50 flex-1"
        help={isChanged ? 'Changed since it was taken over. Other drafts keep the saved rules.' : undefined}
      >
        <Select
          value={used ? used.id : ''}
          placeholder={audiences.length === 0 ? 'None saved yet' : 'Use a saved audience'}
          options={[
            { value: '', label: 'None' },
            ...audiences.map(({ id, name, everyClient }) => ({
              value: id,
              label: name,
              note: everyClient ? 'For every client' : undefined,
            })),
          ]}
          onValueChange={use}
        />
      </Field>
      {used ? (
        <ConfirmDialog
          title={`Removes "${used.name}" from the saved audiences`}
          description="Drafts and campaigns that use it keep their rules."
          confirm="Remove audience"
          onConfirm={() => remove(used)}
          trigger={
            <Button variant="quiet" size="icon" aria-label={`Remove ${used.name} from the saved audiences`}>
              <Trash2 aria-hidden />
            </Button>
          }
        />
      ) : null}
      {used && isChanged ? <Button onClick={() => void update(used)}>Update the saved one</Button> : null}
      <Button onClick={() => setIsOpen(true)}>Save as new…</Button>
      {isOpen ? <SaveDialog name={unit.name} onClose={() => setIsOpen(false)} onSave={keep} /> : null}
    </div>
  )
}

type DialogProps = {
  name: string
  onClose: () => void
  onSave: (form: { name: string; everyClient: boolean; audienceId: null }) => Promise<string | undefined>
}

function SaveDialog({ name: first, onClose, onSave }: DialogProps) {
  const { data } = useBuilder()
  const [name, setName] = useState(first)
  const [everyClient, setEveryClient] = useState(false)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setError(await onSave({ name, everyClient, audienceId: null }))
    setBusy(false)
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title="Save this audience"
      description="Drafts take over a copy of its rules, so a later change never alters what runs."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={busy} onClick={() => void save()}>
            Save audience
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field label="Name" error={error}>
          <Input value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {data.mayShareAudiences ? (
          <Checkbox
            checked={everyClient}
            onCheckedChange={setEveryClient}
            help={`Otherwise for ${data.client.name} alone.`}
          >
            For every client of the agency
          </Checkbox>
        ) : null}
      </div>
    </Dialog>
  )
}
