'use client'

import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronDown, X } from 'lucide-react'
import { cn } from '@/lib/core/cn'
import { floatClass, itemClass } from './float'
import { controlClass } from './input'
import type { Option } from './select'
import { useOptions } from './use-options'

type Common = {
  /** All options, or with `load` those to know the labels of chosen values and to begin with. */
  options: readonly Option[]
  /** Finds options on the server while the reader types. */
  load?: (query: string, signal: AbortSignal) => Promise<readonly Option[]>
  placeholder?: string
  /** Said when nothing matches. */
  none?: string
  name?: string
  id?: string
  disabled?: boolean
  'aria-label'?: string
  className?: string
}

export type ComboboxProps = Common & { value: string | null; onValueChange: (value: string | null) => void }
export type MultiComboboxProps = Common & { value: readonly string[]; onValueChange: (value: string[]) => void }

const same = (a: Option, b: Option): boolean => a.value === b.value
const labelOf = (option: Option): string => option.label

/** One of many, found by typing. */
export function Combobox({ options: given, load, value, onValueChange, ...props }: ComboboxProps) {
  const { options, find, search, setQuery } = useOptions(given, load)
  return (
    <Base.Root<Option, false>
      items={options}
      value={value === null ? null : find(value)}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
      onInputValueChange={(text, details) => {
        if (details.reason === 'input-change' || details.reason === 'input-clear') setQuery(text)
      }}
      filter={load ? null : undefined}
      isItemEqualToValue={same}
      itemToStringLabel={labelOf}
      itemToStringValue={(option) => option.value}
      name={props.name}
      id={props.id}
      disabled={props.disabled}
    >
      <Base.InputGroup className={cn('relative', props.className)}>
        <Base.Input
          aria-label={props['aria-label']}
          placeholder={props.placeholder ?? 'Search…'}
          className={cn(controlClass, 'h-9 pr-14 pointer-coarse:h-11')}
        />
        <span className="absolute inset-y-0 right-2 flex items-center text-muted">
          <Base.Clear aria-label="Clear" className="grid size-6 place-items-center rounded-mark hover:text-text">
            <X aria-hidden className="size-4" />
          </Base.Clear>
          <Base.Trigger aria-label="Show options" className="grid size-6 place-items-center">
            <ChevronDown aria-hidden className="size-4" />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Options none={props.none} search={search} />
    </Base.Root>
  )
}

/** Several of many; the chosen ones stand as chips before the cursor. */
export function MultiCombobox({ options: given, load, value, onValueChange, ...props }: MultiComboboxProps) {
  const { options, find, search, setQuery } = useOptions(given, load)
  return (
    <Base.Root<Option, true>
      multiple
      items={options}
      value={value.map(find)}
      onValueChange={(chosen, details) => {
        // Escape closes the list; it must not throw away what was chosen.
        if (details.reason !== 'escape-key') onValueChange(chosen.map((option) => option.value))
      }}
      onInputValueChange={(text, details) => {
        if (details.reason === 'input-change' || details.reason === 'input-clear') setQuery(text)
      }}
      filter={load ? null : undefined}
      isItemEqualToValue={same}
      itemToStringLabel={labelOf}
      itemToStringValue={(option) => option.value}
      name={props.name}
      id={props.id}
      disabled={props.disabled}
    >
      <Base.Chips
        className={cn(
          controlClass,
          'flex min-h-9 flex-wrap items-center gap-1 px-1 py-1 focus-within:outline-2 focus-within:outline-offset-2',
          'focus-within:outline-primary',
          props.className,
        )}
      >
        {value.map((id) => {
          const option = find(id)
          return (
            <Base.Chip
              key={id}
              className="flex h-6.5 items-center gap-1 rounded-mark bg-surface pl-2 text-label outline-none data-highlighted:bg-primary-soft"
            >
              {option.label}
              <Base.ChipRemove
                aria-label={`Remove ${option.label}`}
                className="grid size-6 place-items-center text-muted hover:text-text"
              >
                <X aria-hidden className="size-3" />
              </Base.ChipRemove>
            </Base.Chip>
          )
        })}
        <Base.Input
          aria-label={props['aria-label']}
          placeholder={value.length === 0 ? (props.placeholder ?? 'Search…') : undefined}
          className="h-6.5 min-w-16 flex-1 bg-transparent px-2 outline-none placeholder:text-muted"
        />
      </Base.Chips>
      <Options none={props.none} search={search} />
    </Base.Root>
  )
}

function Options({ none = 'Nothing matches.', search }: { none?: string; search: { state: string; why?: string } }) {
  const busy = search.state === 'searching'
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup
          className={cn(
            floatClass,
            'max-h-[min(360px,var(--available-height))] w-(--anchor-width) min-w-56 overflow-y-auto p-1',
          )}
        >
          <Base.Status className="text-small text-muted">
            {busy ? <span className="block p-2">Searching…</span> : null}
            {search.state === 'failed' ? <span className="block p-2 text-bad">{search.why}</span> : null}
          </Base.Status>
          <Base.Empty className="text-body text-muted">
            {busy || search.state === 'failed' ? null : <span className="block p-2">{none}</span>}
          </Base.Empty>
          <Base.List>
            {(option: Option) => (
              <Base.Item key={option.value} value={option} disabled={option.disabled} className={itemClass}>
                {option.icon}
                <span className="min-w-0 flex-1">
                  {option.label}
                  {option.note ? <span className="block text-small text-muted">{option.note}</span> : null}
                </span>
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-4" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
