'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Empty, Failure } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import { diffDrafts } from '@/lib/ad/merge'
import { keepOneVersion, restoreOneVersion } from '@/lib/build/actions'
import { BuildVersion } from '@/lib/build/schema'
import { showValue } from '@/lib/build/show'
import { ask } from '@/lib/client/ask'
import { api, messageOf } from '@/lib/client/api'
import { time } from '@/lib/core/format'
import { browserZone } from './browser-zone'
import { useBuilder } from './context'

const Versions = z.array(BuildVersion)

/** Kept states of the draft, what differs from now, and the way back to each. */
export function VersionsSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      size="large"
      title="Versions"
      description="Kept at each launch, when you keep one, and before a restore."
    >
      {open ? <List onClose={onClose} /> : null}
    </Sheet>
  )
}

function List({ onClose }: { onClose: () => void }) {
  const { data, keeper } = useBuilder()
  const [label, setLabel] = useState('')
  const [busy, setBusy] = useState(false)
  const query = useQuery({
    queryKey: ['build-versions', data.build.id],
    queryFn: ({ signal }) =>
      api(`/api/builds/${data.build.id}/versions`, (value) => Versions.parse(value), {
        query: { agency: data.agency },
        signal,
      }),
    staleTime: 0,
  })
  const keep = async () => {
    setBusy(true)
    const result = (await keeper.flush())
      ? await ask(() => keepOneVersion(data.agency, { buildId: data.build.id, label }))
      : undefined
    setBusy(false)
    if (!result) return toast.error('The draft is not saved yet, so no version could be kept. Try again in a moment.')
    if (!result.ok) return toast.error(result.message)
    setLabel('')
    await query.refetch()
  }
  return (
    <div className="grid gap-6">
      <div className="flex items-end gap-2">
        <Field label="Label of a new version" className="flex-1">
          <Input
            value={label}
            placeholder="Sent to the client"
            maxLength={120}
            onChange={(event) => setLabel(event.target.value)}
          />
        </Field>
        <Button loading={busy} onClick={() => void keep()}>
          Keep this version
        </Button>
      </div>
      {query.isPending ? <Skeleton className="h-16 w-full" /> : null}
      {query.isError ? (
        <Failure
          title="The versions could not be read"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {messageOf(query.error)}
        </Failure>
      ) : null}
      {query.data?.length === 0 ? (
        <Empty title="Versions appear here">Keep one before a larger change; each launch keeps one by itself.</Empty>
      ) : null}
      <ol className="grid gap-3">
        {query.data?.map((version) => (
          <Version key={version.id} version={version} onRestored={onClose} />
        ))}
      </ol>
    </div>
  )
}

const SHOWN = 30

function Version({ version, onRestored }: { version: BuildVersion; onRestored: () => void }) {
  const { data, keeper, draft } = useBuilder()
  const [isOpen, setIsOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const differences = diffDrafts(version.draft, draft)
  const restore = async () => {
    setBusy(true)
    const result = (await keeper.flush())
      ? await ask(() => restoreOneVersion(data.agency, { buildId: data.build.id, versionId: version.id }))
      : undefined
    setBusy(false)
    if (!result) return toast.error('The draft is not saved yet, so nothing was restored. Try again in a moment.')
    if (!result.ok) return toast.error(result.message)
    keeper.replace(result.value)
    toast.success(`Version ${version.version} is back`, { description: 'What was there before is kept as a version.' })
    onRestored()
  }
  return (
    <li className="rounded-card border border-line p-4">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="text-label">
            {version.version}. {version.label}
          </p>
          <p className="text-small text-muted">
            {version.authorName}, {time(version.createdAt, data.context.locale, browserZone(), { day: true })}
          </p>
        </div>
        <Button
          size="small"
          aria-expanded={isOpen}
          disabled={differences.length === 0}
          onClick={() => setIsOpen(!isOpen)}
        >
          {differences.length === 0
            ? 'As now'
            : differences.length === 1
              ? '1 field differs'
              : `${differences.length} fields differ`}
        </Button>
        <Button size="small" loading={busy} disabled={differences.length === 0} onClick={() => void restore()}>
          Restore
        </Button>
      </div>
      {isOpen && differences.length > 0 ? (
        <dl className="mt-3 grid gap-2 border-t border-line pt-3">
          {differences.slice(0, SHOWN).map(({ path, label, before, after }) => (
            <div key={path} className="grid gap-1 sm:grid-cols-[160px_1fr_1fr] sm:gap-3">
              <dt className="text-small text-muted">{label}</dt>
              <dd className="break-words whitespace-pre-wrap">
                <span className="block text-small text-muted">Then</span>
                {showValue(before)}
              </dd>
              <dd className="break-words whitespace-pre-wrap">
                <span className="block text-small text-muted">Now</span>
                {showValue(after)}
              </dd>
            </div>
          ))}
          {differences.length > SHOWN ? (
            <p className="text-small text-muted">and {differences.length - SHOWN} more</p>
          ) : null}
        </dl>
      ) : null}
    </li>
  )
}
