'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { deleteTemplate, newBuild } from '@/lib/build/actions'
import { ask } from '@/lib/client/ask'

type Props = {
  agency: string
  client: { id: string; slug: string }
  templates: { id: string; name: string }[]
  skus: { id: string; name: string; brand: string }[]
  open?: boolean
}

/** A new draft: a name, its product, and what it begins from. All can be changed later. */
export function NewAd({ agency, client, templates, skus, open: first = false }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(first)
  const [name, setName] = useState('')
  const [skuId, setSkuId] = useState(skus[0]?.id ?? '')
  const [template, setTemplate] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const create = async () => {
    setBusy(true)
    const from = template ? ({ kind: 'template', templateId: template } as const) : ({ kind: 'blank' } as const)
    const result = await ask(() =>
      newBuild(agency, { clientId: client.id, name: name.trim(), from, ...(skuId ? { skuId } : {}) }),
    )
    if (result.ok) return router.push(`/${agency}/${client.slug}/ads/${result.value.id}`)
    setBusy(false)
    setError(result.message)
  }
  const remove = async () => {
    const result = await ask(() => deleteTemplate(agency, { templateId: template }))
    if (!result.ok) return setError(result.message)
    setTemplate('')
    toast.success('Template removed', { description: 'Drafts that began from it stay as they are.' })
    router.refresh()
  }
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> New ad
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="New ad"
        description="Everything can be changed later, and is kept as you type."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" loading={busy} onClick={() => void create()}>
              Start building
            </Button>
          </>
        }
      >
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void create()
          }}
        >
          <Field label="Name" error={error} help="For your lists; campaigns are named by the client's pattern.">
            <Input
              value={name}
              maxLength={200}
              placeholder="November launch"
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          {skus.length > 1 ? (
            <Field label="Product">
              <Select
                value={skuId}
                options={skus.map(({ id, name: label, brand }) => ({ value: id, label, note: brand }))}
                onValueChange={setSkuId}
              />
            </Field>
          ) : null}
          {templates.length > 0 ? (
            <div className="flex items-end gap-2">
              <Field label="Begin with" className="flex-1">
                <Select
                  value={template}
                  options={[
                    { value: '', label: 'An empty draft' },
                    ...templates.map(({ id, name: label }) => ({ value: id, label })),
                  ]}
                  onValueChange={setTemplate}
                />
              </Field>
              {template ? (
                <Button
                  variant="quiet"
                  size="icon"
                  aria-label="Remove this template"
                  title="Remove this template"
                  onClick={() => void remove()}
                >
                  <Trash2 aria-hidden />
                </Button>
              ) : null}
            </div>
          ) : null}
        </form>
      </Dialog>
    </>
  )
}
