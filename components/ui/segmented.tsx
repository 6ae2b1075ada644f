'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { cn } from '@/lib/core/cn'
import type { Option } from './select'

export type SegmentedProps<Value extends string> = {
  /** Names the choice for assistive technology. */
  label: string
  options: readonly Option<Value>[]
  value: Value
  onValueChange: (value: Value) => void
  small?: boolean
  disabled?: boolean
  className?: string
}

/** Two to five short options of which one holds, all in sight. */
export function Segmented<Value extends string>({
  label,
  options,
  small,
  className,
  onValueChange,
  ...props
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      onValueChange={(value: Value) => onValueChange(value)}
      className={cn('inline-flex w-max max-w-full overflow-x-auto rounded-control bg-surface p-0.5', className)}
      {...props}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className={cn(
            'inline-flex shrink-0 items-center gap-2 rounded-mark border border-transparent px-3 text-label text-muted',
            'hover:text-text data-checked:border-control data-checked:bg-background data-checked:text-text',
            'data-disabled:opacity-50 pointer-coarse:h-10 [&>svg]:size-4',
            small ? 'h-6' : 'h-7',
          )}
        >
          {option.icon}
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
