'use client'

import { Field, FieldGroup } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { isEu } from '@/lib/ad/geo'
import { isConnected } from '@/lib/ad/issue'
import type { Declarations } from '@/lib/ad/schema'
import { fieldId, useBuilder } from './context'

const CATEGORIES: { value: Declarations['specialCategory']; label: string; note?: string }[] = [
  { value: 'none', label: 'None of these' },
  { value: 'housing', label: 'Housing', note: 'Homes, mortgages, insurance of homes' },
  { value: 'employment', label: 'Employment', note: 'Jobs, training, fairs' },
  { value: 'financial', label: 'Financial products', note: 'Credit, accounts, insurance' },
  { value: 'politics', label: 'Politics and social issues' },
  { value: 'gambling', label: 'Gambling and games' },
]

/** What platforms and law want to know of the ads as a whole. */
export function DeclarationsForm() {
  const { draft, edit, issueAt } = useBuilder()
  const { declarations } = draft
  const set = (part: Partial<Declarations>) =>
    edit((current) => ({ ...current, declarations: { ...current.declarations, ...part } }))
  const error = (field: keyof Declarations) => issueAt(`declarations.${field}`)?.message
  const isInEu = draft.units.some((unit) => unit.rules.locations.some(({ country }) => isEu(country)))
  const needsDsa = isInEu && (isConnected(draft, 'meta_ads') || draft.connections.length === 0)
  return (
    <section aria-labelledby="declarations" className="grid gap-5 rounded-card border border-line p-4">
      <h3 id="declarations" className="text-heading">
        Declarations
      </h3>
      <div id={fieldId('declarations.specialCategory')}>
        <Field
          label="Special ad category"
          error={error('specialCategory')}
          help="Such ads may not be narrowed by age, gender or interests."
          className="max-w-90"
        >
          <Select
            value={declarations.specialCategory}
            options={CATEGORIES}
            onValueChange={(specialCategory) => set({ specialCategory })}
          />
        </Field>
      </div>
      <div id={fieldId('declarations.euPolitical')}>
        <FieldGroup
          legend="Are the ads political advertising in the EU?"
          required
          error={error('euPolitical')}
          help="Google takes no campaign without an answer."
        >
          <RadioGroup
            inline
            value={declarations.euPolitical === null ? '' : declarations.euPolitical ? 'yes' : 'no'}
            options={[
              { value: 'no', label: 'No' },
              { value: 'yes', label: 'Yes' },
            ]}
            onValueChange={(value) => set({ euPolitical: value === 'yes' })}
          />
        </FieldGroup>
      </div>
      {needsDsa ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Who benefits from the ads"
            required
            error={error('dsaBeneficiary')}
            help="Shown by Meta to people in the EU."
          >
            <Input
              id={fieldId('declarations.dsaBeneficiary')}
              value={declarations.dsaBeneficiary}
              placeholder="Name of the advertiser"
              onChange={(event) => set({ dsaBeneficiary: event.target.value })}
            />
          </Field>
          <Field label="Who pays for the ads" required error={error('dsaPayor')}>
            <Input
              id={fieldId('declarations.dsaPayor')}
              value={declarations.dsaPayor}
              placeholder="Name of the payor"
              onChange={(event) => set({ dsaPayor: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </section>
  )
}
