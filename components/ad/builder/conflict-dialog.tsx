'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { Segmented } from '@/components/ui/segmented'
import { showValue } from '@/lib/build/show'
import type { Side } from '@/lib/build/work'
import { useBuilder } from './context'
import { useCalm } from './use-calm'

/** Two people changed the same fields: both texts side by side, field by field, and nothing is overwritten unasked. */
export function ConflictNotice() {
  const { kept } = useBuilder()
  const [open, setOpen] = useState(true)
  const { conflicts } = kept
  const isCalm = useCalm(conflicts.length > 0)
  if (conflicts.length === 0) return null
  const fields = conflicts.length === 1 ? 'One field was' : `${conflicts.length} fields were`
  return (
    <>
      <Notice
        tone="warn"
        flush
        action={
          <Button size="small" onClick={() => setOpen(true)}>
            Choose
          </Button>
        }
      >
        {fields} changed here and elsewhere. Until you choose, your changes are kept in this browser only.
      </Notice>
      <Choices open={open && isCalm} onClose={() => setOpen(false)} />
    </>
  )
}

function Choices({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { kept, keeper, data } = useBuilder()
  const [sides, setSides] = useState<Record<string, Side>>({})
  const { conflicts } = kept
  const skuName = (id: string): string => data.skus.find((sku) => sku.id === id)?.name ?? id
  const shown = (path: string, value: unknown): string =>
    path === '$skuId' ? skuName(String(value)) : showValue(value)
  const all = (side: Side) => setSides(Object.fromEntries(conflicts.map(({ path }) => [path, side])))
  return (
    <Dialog
      open={open && conflicts.length > 0}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      size="large"
      title="Changed here and elsewhere"
      description="Another tab or person saved this draft first. What only one side changed is merged already; choose for the rest."
      footer={
        <>
          <span className="mr-auto flex gap-2">
            <Button size="small" onClick={() => all('mine')}>
              All mine
            </Button>
            <Button size="small" onClick={() => all('theirs')}>
              All theirs
            </Button>
          </span>
          <Button variant="primary" onClick={() => keeper.settle(sides)}>
            Save these choices
          </Button>
        </>
      }
    >
      <ul className="grid gap-4">
        {conflicts.map(({ path, label, mine, theirs }) => {
          const side = sides[path] ?? 'mine'
          return (
            <li key={path} className="grid gap-2 rounded-card border border-line p-4">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <span className="text-label">{label}</span>
                <Segmented
                  small
                  label={`Which ${label}`}
                  value={side}
                  onValueChange={(next) => setSides({ ...sides, [path]: next })}
                  options={[
                    { value: 'mine', label: 'Mine' },
                    { value: 'theirs', label: 'Theirs' },
                  ]}
                />
              </div>
              <div className="grid gap-2 sm:grid-cols-2">
                {(['mine', 'theirs'] as const).map((each) => (
                  <div
                    key={each}
                    className={`rounded-control border p-2 ${side === each ? 'border-primary bg-primary-soft' : 'border-line text-muted'}`}
                  >
                    <p className="text-small">{each === 'mine' ? 'Here' : 'Elsewhere'}</p>
                    <p className="break-words whitespace-pre-wrap">{shown(path, each === 'mine' ? mine : theirs)}</p>
                  </div>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
