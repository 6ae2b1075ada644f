'use client'

import { ChevronDown, Plus, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FilterButton, FilterChip } from '@/components/ui/chip'
import { Field } from '@/components/ui/field'
import { Input, InputGroup } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuCheck, MenuGroup } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { isTyping } from '@/lib/client/keys'
import { platformName } from '@/lib/integration/schema'
import type { CampaignView } from './use-campaign-view'

const PLATFORMS = ['google_ads', 'meta_ads'].map((value) => ({ value, label: platformName(value) }))
const STATUSES = [
  { value: 'live', label: 'On' },
  { value: 'paused', label: 'Paused' },
  { value: 'draft', label: 'Not launched' },
  { value: 'completed', label: 'Ended' },
  { value: 'error', label: 'Error' },
]

const labelOf = (options: { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

/** The filters that hold, in words: for the chips and for "nothing matches". */
export function filterWords({ view }: CampaignView): string[] {
  return [
    view.q ? `name contains "${view.q}"` : '',
    view.platform.length > 0 ? `platform is ${view.platform.map((p) => labelOf(PLATFORMS, p)).join(' or ')}` : '',
    view.status.length > 0 ? `status is ${view.status.map((s) => labelOf(STATUSES, s)).join(' or ')}` : '',
    view.minSpend === null ? '' : `spend is above ${view.minSpend}`,
  ].filter(Boolean)
}

/** `/` goes to the search of the table before the command menu hears of it. */
function useSlash(search: React.RefObject<HTMLInputElement | null>, onFilter: () => void): void {
  const latest = useRef(onFilter)
  useEffect(() => {
    latest.current = onFilter
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')) return
      if (event.key !== '/' && event.key !== 'f') return
      event.preventDefault()
      if (event.key === 'f') return latest.current()
      search.current?.focus()
      search.current?.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [search])
}

export function CampaignFilters({ state }: { state: CampaignView }) {
  const { view, set } = state
  const search = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  useSlash(search, () => setOpen(true))
  return (
    <>
      <InputGroup
        ref={search}
        small
        type="search"
        aria-label="Search campaigns by name"
        placeholder="Search"
        value={view.q}
        onChange={(event) => void set({ q: event.target.value || null })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        start={<Search aria-hidden className="size-4" />}
        end={view.q ? undefined : <Kbd>/</Kbd>}
        className="w-44"
      />
      <Choice
        label="Platform"
        options={PLATFORMS}
        chosen={view.platform}
        onChange={(platform) => void set({ platform: platform.length > 0 ? platform : null })}
      />
      <Choice
        label="Status"
        options={STATUSES}
        chosen={view.status}
        onChange={(status) => void set({ status: status.length > 0 ? status : null })}
      />
      {view.minSpend === null ? (
        <Popover
          open={open}
          onOpenChange={setOpen}
          title="Spend in the period"
          trigger={
            <FilterButton dashed>
              <Plus aria-hidden />
              Filter
              <Kbd>F</Kbd>
            </FilterButton>
          }
        >
          <MinSpend
            onApply={(minSpend) => {
              setOpen(false)
              void set({ minSpend })
            }}
          />
        </Popover>
      ) : (
        <FilterChip what="spend" onRemove={() => void set({ minSpend: null })}>
          Spend above {view.minSpend}
        </FilterChip>
      )}
    </>
  )
}

type ChoiceProps = {
  label: string
  options: { value: string; label: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

function Choice({ label, options, chosen, onChange }: ChoiceProps) {
  return (
    <>
      {chosen.length > 0 ? (
        <FilterChip what={label.toLowerCase()} onRemove={() => onChange([])}>
          {label}: {chosen.map((value) => labelOf(options, value)).join(', ')}
        </FilterChip>
      ) : null}
      <Menu
        align="start"
        trigger={
          <FilterButton>
            {label}
            <ChevronDown aria-hidden />
          </FilterButton>
        }
      >
        <MenuGroup label={label}>
          {options.map((option) => (
            <MenuCheck
              key={option.value}
              checked={chosen.includes(option.value)}
              onCheckedChange={(on) =>
                onChange(on ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
              }
            >
              {option.label}
            </MenuCheck>
          ))}
        </MenuGroup>
      </Menu>
    </>
  )
}

function MinSpend({ onApply }: { onApply: (minSpend: number) => void }) {
  const [text, setText] = useState('0')
  const [error, setError] = useState<string>()
  const value = Number(text.replace(',', '.'))
  return (
    <form
      noValidate
      className="grid w-56 gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '' || !Number.isFinite(value) || value < 0) return setError('Enter an amount, such as 100.')
        onApply(value)
      }}
    >
      <Field label="Above" help="In each account's currency" error={error}>
        <Input
          inputMode="decimal"
          className="text-right"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary">
        Show these campaigns
      </Button>
    </form>
  )
}
