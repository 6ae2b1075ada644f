'use client'

import { ArrowLeft, ChevronRight, Copy, Ellipsis, History, LayoutTemplate } from 'lucide-react'
import { Link } from '@/components/ui/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Menu, MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { newBuild, newTemplate } from '@/lib/build/actions'
import { ask } from '@/lib/client/ask'
import { useBuilder, fieldId } from './context'
import { SaveNote } from './save-note'
import { BUILDER_STEPS, STEP_NAMES } from './types'
import { VersionsSheet } from './versions-sheet'

/** Where one is, what the draft is called, and whether it is safe. */
export function TopBar() {
  const { data, kept, keeper, step, setStep } = useBuilder()
  const [open, setOpen] = useState<'versions' | 'template' | null>(null)
  const ads = `/${data.agency}/${data.client.slug}/ads`
  const next = BUILDER_STEPS[BUILDER_STEPS.indexOf(step) + 1]
  const sku = data.skus.find(({ id }) => id === kept.work.skuId)
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-background px-4 py-1 sm:px-6">
      <Link
        href={ads}
        aria-label="Back to ads"
        className="-ml-2 grid size-9 place-items-center rounded-control hover:bg-surface pointer-coarse:size-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
      </Link>
      <nav aria-label="Breadcrumb" className="hidden items-center gap-2 text-muted md:flex">
        <Link href={ads} className="hover:text-text hover:underline">
          {data.client.name}
        </Link>
        <ChevronRight aria-hidden className="size-4" />
        {sku ? (
          <>
            <span>{sku.name}</span>
            <ChevronRight aria-hidden className="size-4" />
          </>
        ) : null}
      </nav>
      <h1 className="sr-only">{kept.work.name || 'Untitled draft'}</h1>
      <Field label="Name of the draft" hideLabel className="min-w-32 flex-1 sm:max-w-70">
        <Input
          id={fieldId('name')}
          value={kept.work.name}
          placeholder="Untitled draft"
          maxLength={200}
          className="border-transparent px-2 text-label hover:border-control focus:border-control"
          onChange={(event) => keeper.change((work) => ({ ...work, name: event.target.value }))}
        />
      </Field>
      <div className="ml-auto flex items-center gap-2">
        <SaveNote />
        <Button variant="quiet" aria-label="Versions" onClick={() => setOpen('versions')}>
          <History aria-hidden />
          <span className="hidden lg:inline">Versions</span>
        </Button>
        <More onTemplate={() => setOpen('template')} />
        {next ? (
          <Button variant="primary" onClick={() => setStep(next)} className="hidden sm:inline-flex">
            {next === 'review' ? 'Review' : `Continue to ${STEP_NAMES[next].toLowerCase()}`}
          </Button>
        ) : null}
      </div>
      <VersionsSheet open={open === 'versions'} onClose={() => setOpen(null)} />
      <TemplateDialog open={open === 'template'} onClose={() => setOpen(null)} />
    </header>
  )
}

function More({ onTemplate }: { onTemplate: () => void }) {
  const { data, keeper } = useBuilder()
  const router = useRouter()
  const duplicate = async () => {
    if (!(await keeper.flush()))
      return toast.error('The draft is not saved yet, so it cannot be copied. Try again in a moment.')
    const copy = await ask(() =>
      newBuild(data.agency, {
        clientId: data.client.id,
        from: { kind: 'build', buildId: data.build.id },
      }),
    )
    if (!copy.ok) return toast.error(copy.message)
    router.push(`/${data.agency}/${data.client.slug}/ads/${copy.value.id}`)
  }
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon" aria-label="More">
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => void duplicate()}>
        Duplicate the draft
      </MenuItem>
      <MenuItem icon={<LayoutTemplate aria-hidden />} onSelect={onTemplate}>
        Save as template…
      </MenuItem>
    </Menu>
  )
}

function TemplateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { data, keeper, kept } = useBuilder()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setError(undefined)
    const isSafe = await keeper.flush()
    const result = isSafe
      ? await ask(() => newTemplate(data.agency, { buildId: data.build.id, name: name || kept.work.name }))
      : undefined
    setBusy(false)
    if (!result) return setError('The draft is not saved yet. Try again in a moment.')
    if (!result.ok) return setError(result.issues[0]?.message ?? result.message)
    toast.success('Saved as a template of this client')
    onClose()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title="Save as template"
      description={`New ads of ${data.client.name} can begin from it. Dates are left out.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={busy} onClick={() => void save()}>
            Save template
          </Button>
        </>
      }
    >
      <Field label="Name of the template" error={error}>
        <Input value={name} placeholder={kept.work.name} onChange={(event) => setName(event.target.value)} />
      </Field>
    </Dialog>
  )
}
