'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup as Base } from '@base-ui/react/radio-group'
import { cn } from '@/lib/core/cn'
import type { Option } from './select'

export type RadioGroupProps<Value extends string> = {
  options: readonly Option<Value>[]
  value?: Value
  defaultValue?: Value
  onValueChange?: (value: Value) => void
  name?: string
  disabled?: boolean
  'aria-label'?: string
  /** Side by side where there is room. */
  inline?: boolean
  className?: string
}

/** A few options with room to explain each. Stands in a `FieldGroup`, which names it. */
export function RadioGroup<Value extends string>({
  options,
  inline,
  className,
  onValueChange,
  ...props
}: RadioGroupProps<Value>) {
  return (
    <Base
      onValueChange={(value: Value) => onValueChange?.(value)}
      className={cn('flex gap-1', inline ? 'flex-wrap gap-x-4' : 'flex-col', className)}
      {...props}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-6 items-start gap-2 py-0.5 pointer-coarse:min-h-11 pointer-coarse:py-3"
        >
          <Radio.Root
            value={option.value}
            disabled={option.disabled}
            className={cn(
              'mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-background',
              'data-checked:border-primary data-disabled:opacity-50',
            )}
          >
            <Radio.Indicator className="size-2 rounded-full bg-primary" />
          </Radio.Root>
          <span className="min-w-0">
            <span className="block">{option.label}</span>
            {option.note ? <span className="block text-small text-muted">{option.note}</span> : null}
          </span>
        </label>
      ))}
    </Base>
  )
}
