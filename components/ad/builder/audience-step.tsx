'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { addUnit, removeUnit } from '@/lib/ad/edit'
import { isBlocking } from '@/lib/ad/issue'
import type { Unit } from '@/lib/ad/schema'
import { cn } from '@/lib/core/cn'
import { AudienceRulesForm } from './audience-rules'
import { fieldId, useBuilder } from './context'
import { DeclarationsForm } from './declarations'
import { SavedAudiences } from './saved-audiences'
import { StepPage } from './step-page'

export function AudienceStep() {
  const { draft, edit, issues } = useBuilder()
  const [key, setKey] = useState('')
  const index = Math.max(
    0,
    draft.units.findIndex((unit) => unit.key === key),
  )
  const unit = draft.units[index]
  const faults = (i: number): number =>
    issues.filter((issue) => isBlocking(issue) && issue.path.startsWith(`units.${i}.`)).length
  const add = () => {
    edit((current) => {
      const next = addUnit(current)
      setKey(next.units.at(-1)?.key ?? '')
      return next
    })
  }
  return (
    <StepPage
      step="audience"
      title="Audience"
      intro="Who sees the ads. Each audience becomes an ad group at Google and an ad set at Meta; every ad runs in each of them."
    >
      <div className="flex flex-wrap items-center gap-2" id={fieldId('units')}>
        {draft.units.map((each, i) => (
          <button
            key={each.key}
            type="button"
            aria-pressed={i === index}
            onClick={() => setKey(each.key)}
            className={cn(
              'inline-flex h-8 items-center gap-2 rounded-control border px-3 text-label pointer-coarse:h-11',
              i === index ? 'border-primary bg-primary-soft text-primary-strong' : 'border-control hover:bg-surface',
            )}
          >
            {each.name.trim() || `Audience ${i + 1}`}
            {faults(i) > 0 ? <span className="text-small font-medium text-bad">{faults(i)} to fix</span> : null}
          </button>
        ))}
        <Button size="small" variant="quiet" disabled={draft.units.length >= 10} onClick={add}>
          <Plus aria-hidden /> Add audience
        </Button>
      </div>
      {unit ? (
        <UnitForm
          key={unit.key}
          unit={unit}
          index={index}
          onRemove={() => edit((current) => removeUnit(current, unit.key))}
        />
      ) : null}
      <DeclarationsForm />
    </StepPage>
  )
}

function UnitForm({ unit, index, onRemove }: { unit: Unit; index: number; onRemove: () => void }) {
  const { draft, edit } = useBuilder()
  const change = (part: Partial<Unit>) =>
    edit((current) => ({
      ...current,
      units: current.units.map((each) => (each.key === unit.key ? { ...each, ...part } : each)),
    }))
  return (
    <section
      aria-label={unit.name.trim() || `Audience ${index + 1}`}
      className="grid gap-5 rounded-card border border-line p-4"
    >
      <div className="flex items-end gap-2">
        <Field label="Name of the audience" className="flex-1" help="Becomes the name of the ad group and the ad set.">
          <Input
            id={fieldId(`units.${index}.name`)}
            value={unit.name}
            placeholder={`Audience ${index + 1}`}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        {draft.units.length > 1 ? (
          <Button variant="quiet" className="mb-5" onClick={onRemove}>
            <X aria-hidden /> Remove
          </Button>
        ) : null}
      </div>
      <SavedAudiences unit={unit} onChange={change} />
      <AudienceRulesForm rules={unit.rules} index={index} onChange={(rules) => change({ rules })} />
    </section>
  )
}
