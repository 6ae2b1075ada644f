'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { Objective } from '@/lib/ad/schema'
import { cn } from '@/lib/core/cn'
import { fieldId, useBuilder } from './context'
import { StepPage } from './step-page'

const CHOICES: { value: Objective; title: string; says: string }[] = [
  {
    value: 'sales',
    title: 'Sales',
    says: 'People who buy. Google bids for conversion value, Meta for the purchase event of the pixel.',
  },
  {
    value: 'leads',
    title: 'Leads',
    says: 'People who leave their details. Google bids for conversions, Meta for the lead event of the pixel.',
  },
  { value: 'traffic', title: 'Traffic', says: 'Visits of the landing page. Needs no pixel and no conversion goal.' },
]

export function ObjectiveStep() {
  const { draft, edit, kept, keeper, data, issueAt } = useBuilder()
  const error = issueAt('objective')
  return (
    <StepPage step="objective" title="Objective" intro="What the campaigns should achieve. Both platforms bid for it.">
      <fieldset id={fieldId('objective')} className="grid gap-3 sm:grid-cols-3">
        <legend className="sr-only">Objective</legend>
        {CHOICES.map(({ value, title, says }) => {
          const isChosen = draft.objective === value
          return (
            <label
              key={value}
              className={cn(
                'flex cursor-pointer flex-col gap-1 rounded-card border p-4 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary',
                isChosen ? 'border-primary bg-primary-soft' : 'border-control hover:bg-surface',
              )}
            >
              <span className="flex items-center gap-2 text-heading">
                <input
                  type="radio"
                  name="objective"
                  value={value}
                  checked={isChosen}
                  onChange={() => edit((current) => ({ ...current, objective: value }))}
                  className="size-4 accent-primary"
                />
                {title}
              </span>
              <span className={isChosen ? 'text-text' : 'text-muted'}>{says}</span>
            </label>
          )
        })}
      </fieldset>
      {error ? <p className="sr-only">{error.message}</p> : null}
      <Field
        label="Product"
        help="Its name goes into the campaigns' names, and its brand's budget pays."
        className="max-w-90"
      >
        <Select
          value={kept.work.skuId}
          options={data.skus.map(({ id, name, brand }) => ({ value: id, label: name, note: brand }))}
          onValueChange={(skuId) => keeper.change((work) => ({ ...work, skuId }))}
        />
      </Field>
    </StepPage>
  )
}
