'use client'

import { Copy, Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { addAd, duplicateAd, removeAd } from '@/lib/ad/edit'
import { isBlocking } from '@/lib/ad/issue'
import type { AdDraft } from '@/lib/ad/schema'
import { cn } from '@/lib/core/cn'
import { fieldId, useBuilder } from './context'

/** The draft's ads; one is written at a time. */
export function AdTabs() {
  const { draft, edit, adKey, setAdKey, issues, keeper } = useBuilder()
  const index = draft.ads.findIndex((ad) => ad.key === adKey)
  const ad = draft.ads[index]
  const faults = (i: number): number =>
    issues.filter((issue) => isBlocking(issue) && issue.path.startsWith(`ads.${i}.`)).length
  const grow = (change: (draft: AdDraft) => AdDraft) => {
    const before = new Set(draft.ads.map(({ key }) => key))
    edit(change)
    const added = keeper.snapshot().work.draft.ads.find(({ key }) => !before.has(key))
    if (added) setAdKey(added.key)
  }
  const remove = () => {
    if (!ad) return
    edit((current) => removeAd(current, adKey))
    // Back to its place, whatever was written in the others meanwhile.
    toast.undo('Ad removed', () => edit((current) => ({ ...current, ads: current.ads.toSpliced(index, 0, ad) })))
  }
  if (!ad) return null
  return (
    <div id={fieldId('ads')} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {draft.ads.length > 1
          ? draft.ads.map((each, i) => (
              <button
                key={each.key}
                type="button"
                aria-pressed={each.key === adKey}
                onClick={() => setAdKey(each.key)}
                className={cn(
                  'inline-flex h-8 max-w-44 items-center gap-1.5 rounded-control border px-2.5 text-label pointer-coarse:h-11',
                  each.key === adKey
                    ? 'border-primary bg-primary-soft text-primary-strong'
                    : 'border-control hover:bg-surface',
                )}
              >
                <span className="truncate">{each.name.trim() || `Ad ${i + 1}`}</span>
                {faults(i) > 0 ? (
                  <span className="rounded-full bg-bad-soft px-1.5 text-small font-medium text-bad">
                    {faults(i)}
                    <span className="sr-only"> to fix</span>
                  </span>
                ) : null}
              </button>
            ))
          : null}
        <Button size="small" variant="quiet" onClick={() => grow(addAd)}>
          <Plus aria-hidden /> Add ad
        </Button>
        <Button size="small" variant="quiet" onClick={() => grow((current) => duplicateAd(current, adKey))}>
          <Copy aria-hidden /> Duplicate
        </Button>
        {draft.ads.length > 1 ? (
          <Button size="small" variant="quiet" onClick={remove}>
            <X aria-hidden /> Remove
          </Button>
        ) : null}
      </div>
      <Field label="Name of the ad" help="Empty: named after the campaign.">
        <Input
          id={fieldId(`ads.${index}.name`)}
          value={ad.name}
          placeholder={`Ad ${index + 1}`}
          onChange={(event) =>
            edit((current) => ({
              ...current,
              ads: current.ads.map((each) => (each.key === adKey ? { ...each, name: event.target.value } : each)),
            }))
          }
        />
      </Field>
    </div>
  )
}
