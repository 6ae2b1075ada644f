'use client'

import type { ReactNode } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { MultiCombobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Select, type Option } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { AGE_MAX, AGE_MIN } from '@/lib/ad/age'
import { COUNTRIES, LANGUAGES } from '@/lib/ad/geo'
import { isBlocking, isConnected, type Issue } from '@/lib/ad/issue'
import type { AudienceRules, Location } from '@/lib/ad/schema'
import { countKeywords, formatKeywords, parseKeywords } from '@/lib/build/keywords'
import { api } from '@/lib/client/api'
import { z } from 'zod'
import { fieldId, useBuilder } from './context'

const COUNTRY_OPTIONS: Option[] = COUNTRIES.map(({ code, name, isEu }) => ({
  value: code,
  label: name,
  note: isEu ? 'EU: Meta asks who benefits and who pays' : undefined,
}))
const LANGUAGE_OPTIONS: Option[] = LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))
const AGES: Option[] = Array.from({ length: AGE_MAX - AGE_MIN + 1 }, (_, i) => {
  const age = AGE_MIN + i
  return { value: String(age), label: age === AGE_MAX ? `${age} and over` : String(age) }
})

const Interests = z.array(z.object({ id: z.string(), name: z.string(), people: z.number().nullable() }))

type Props = { rules: AudienceRules; index: number; onChange: (rules: AudienceRules) => void }

/** What is said about a field: the error in place of the help, else the first thing to know. */
function useSaid(prefix: string): (field: string, help?: string) => { error?: string; help?: string } {
  const { issues } = useBuilder()
  return (field, help) => {
    const path = `${prefix}.${field}`
    const own = issues.filter((issue: Issue) => issue.path === path || issue.path.startsWith(`${path}.`))
    const error = own.find(isBlocking)
    return error ? { error: error.message } : { help: own[0]?.message ?? help }
  }
}

export function AudienceRulesForm({ rules, index, onChange }: Props) {
  const prefix = `units.${index}.rules`
  const said = useSaid(prefix)
  const { draft } = useBuilder()
  const set = (part: Partial<AudienceRules>) => onChange({ ...rules, ...part })
  const age = (key: 'ageMin' | 'ageMax', label: string) => (
    <div id={fieldId(`${prefix}.${key}`)}>
      <Field label={label} {...said(key)}>
        <Select
          value={rules[key] === null ? null : String(rules[key])}
          options={AGES}
          onValueChange={(value) => set({ [key]: Number(value) })}
        />
      </Field>
    </div>
  )
  return (
    <div className="grid gap-5" id={fieldId(prefix)}>
      <Locations rules={rules} prefix={prefix} said={said} onChange={(locations) => set({ locations })} />
      <div className="grid gap-4 sm:grid-cols-[1fr_1fr_auto]">
        {age('ageMin', 'From age')}
        {age('ageMax', 'To age')}
        <div id={fieldId(`${prefix}.genders`)} className="grid content-start gap-1">
          <span className="text-label">Gender</span>
          <Segmented
            label="Gender"
            value={rules.genders}
            options={[
              { value: 'all', label: 'All' },
              { value: 'female', label: 'Women' },
              { value: 'male', label: 'Men' },
            ]}
            onValueChange={(genders) => set({ genders })}
          />
        </div>
      </div>
      <div id={fieldId(`${prefix}.languages`)}>
        <Field label="Languages" {...said('languages', 'Nothing chosen: people of every language.')}>
          <MultiCombobox
            aria-label="Languages"
            options={LANGUAGE_OPTIONS}
            value={rules.languages}
            onValueChange={(languages) => set({ languages })}
            placeholder="Search languages"
          />
        </Field>
      </div>
      {isConnected(draft, 'meta_ads') || rules.interests.length > 0 || draft.connections.length === 0 ? (
        <InterestField rules={rules} prefix={prefix} said={said} onChange={(interests) => set({ interests })} />
      ) : null}
      {isConnected(draft, 'google_ads') || rules.keywords.length > 0 || draft.connections.length === 0 ? (
        <Keywords rules={rules} prefix={prefix} said={said} onChange={(keywords) => set({ keywords })} />
      ) : null}
    </div>
  )
}

type Part<T> = { rules: AudienceRules; prefix: string; said: ReturnType<typeof useSaid>; onChange: (value: T) => void }

const only = (mark: 'google' | 'meta', word: string): ReactNode => (
  <span className="inline-flex items-center gap-1">
    <PlatformMark name={mark} /> {word} only
  </span>
)

const valueOf = (location: Location): string =>
  location.kind === 'country' ? location.country : `${location.kind} ${location.country} ${location.name}`

function Locations({ rules, prefix, said, onChange }: Part<Location[]>) {
  // Regions and cities come from imports and saved audiences; they can be removed here.
  const others = rules.locations.filter(({ kind }) => kind !== 'country')
  const options = [
    ...COUNTRY_OPTIONS,
    ...others.map((location) => ({ value: valueOf(location), label: location.name, note: location.country })),
  ]
  const choose = (values: string[]) =>
    onChange(
      values.flatMap((value): Location[] => {
        const known = rules.locations.find((location) => valueOf(location) === value)
        const country = COUNTRIES.find(({ code }) => code === value)
        return known
          ? [known]
          : country
            ? [{ kind: 'country', name: country.name, country: country.code, keys: {} }]
            : []
      }),
    )
  return (
    <div id={fieldId(`${prefix}.locations`)}>
      <Field label="Locations" required {...said('locations', 'People who are in these countries.')}>
        <MultiCombobox
          aria-label="Locations"
          options={options}
          value={rules.locations.map(valueOf)}
          onValueChange={choose}
          placeholder="Search countries"
          none="No country of that name."
        />
      </Field>
    </div>
  )
}

function InterestField({ rules, prefix, said, onChange }: Part<AudienceRules['interests']>) {
  const { data } = useBuilder()
  const options = rules.interests.map(({ id, name }) => ({ value: id, label: name }))
  const load = async (query: string, signal: AbortSignal): Promise<Option[]> => {
    if (!query.trim()) return []
    const found = await api('/api/interests', (value) => Interests.parse(value), {
      query: { agency: data.agency, client: data.client.id, q: query },
      signal,
    })
    for (const { id, name } of found) names.set(id, name)
    return found.map(({ id, name, people }) => ({
      value: id,
      label: name,
      note: people
        ? `Up to ${new Intl.NumberFormat(data.context.locale, { notation: 'compact' }).format(people)} people`
        : undefined,
    }))
  }
  const choose = (ids: string[]) =>
    onChange(
      ids.map((id) => ({ id, name: rules.interests.find((each) => each.id === id)?.name ?? names.get(id) ?? id })),
    )
  return (
    <div id={fieldId(`${prefix}.interests`)}>
      <Field
        label="Interests"
        aside={only('meta', 'Meta')}
        {...said('interests', 'Nothing chosen: Meta looks among all of them.')}
      >
        <MultiCombobox
          aria-label="Interests"
          options={options}
          load={load}
          value={rules.interests.map(({ id }) => id)}
          onValueChange={choose}
          placeholder="Search Meta's interests"
          none="Type a word that Meta may know."
        />
      </Field>
    </div>
  )
}

/** Names of interests that were found in this visit: a chosen id is stored with its name. */
const names = new Map<string, string>()

function Keywords({ rules, prefix, said, onChange }: Part<AudienceRules['keywords']>) {
  return (
    <div id={fieldId(`${prefix}.keywords`)}>
      <Field
        label="Keywords"
        aside={
          <span className="inline-flex items-center gap-3">
            <span>{countKeywords(rules.keywords)}</span>
            {only('google', 'Google')}
          </span>
        }
        {...said('keywords', 'One a line, or paste a list. [exact], "phrase", or plain for a broad match.')}
      >
        <Textarea
          rows={5}
          spellCheck={false}
          placeholder={'[spicy jalapeño chips]\n"organic chips"\nhot snacks'}
          value={formatKeywords(rules.keywords)}
          onChange={(event) => onChange(event.target.value === '' ? [] : parseKeywords(event.target.value))}
        />
      </Field>
    </div>
  )
}
