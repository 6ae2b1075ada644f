'use client'

import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { floatClass, itemClass } from './float'
import { controlClass } from './input'

export type Option<Value extends string = string> = {
  value: Value
  label: string
  /** Second line, muted. */
  note?: string
  icon?: ReactNode
  disabled?: boolean
}

export type SelectProps<Value extends string> = {
  options: readonly Option<Value>[]
  value?: Value | null
  defaultValue?: Value
  onValueChange?: (value: Value) => void
  placeholder?: string
  name?: string
  id?: string
  disabled?: boolean
  small?: boolean
  /** Needed outside a `Field`. */
  'aria-label'?: string
  className?: string
}

/** One of a few. From about ten options on, use a `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, onValueChange, placeholder = 'Choose…', small, className, 'aria-label': label, ...root } = props
  return (
    <Base.Root
      items={options}
      onValueChange={(value) => {
        if (value !== null) onValueChange?.(value)
      }}
      {...root}
    >
      <Base.Trigger
        aria-label={label}
        className={cn(
          controlClass,
          'flex h-9 items-center justify-between gap-2 text-left data-placeholder:text-muted pointer-coarse:h-11',
          'data-disabled:cursor-not-allowed data-disabled:bg-surface data-disabled:text-muted',
          small && 'h-8',
          className,
        )}
      >
        <span className="truncate">
          <Base.Value placeholder={placeholder} />
        </span>
        <Base.Icon>
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup
            className={cn(floatClass, 'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1')}
          >
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={itemClass}>
                {option.icon}
                <span className="min-w-0 flex-1">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.note ? <span className="block text-small text-muted">{option.note}</span> : null}
                </span>
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-4" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
