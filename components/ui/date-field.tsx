'use client'

import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { cn } from '@/lib/core/cn'
import { isDay, type Day } from '@/lib/core/day'
import { period } from '@/lib/core/format'
import { Button } from './button'
import { datePresets, type DayRange } from './date-presets'
import { Field } from './field'
import { Input, type InputProps } from './input'
import { Popover } from './popover'

/** A calendar date by the browser's own picker. `value`, `min` and `max` are like `2026-11-20`. */
export function DateInput({ className, ...props }: InputProps) {
  return <Input type="date" className={cn('tabular-nums', className)} {...props} />
}

export type DateRangeProps = {
  value: DayRange
  onChange: (range: DayRange) => void
  /** Today in the client's zone. */
  today: Day
  locale: string
  min?: Day
  /** The last day that can be chosen; today when absent. */
  max?: Day
  /** Stands after the range: `vs 4 to 23 Oct`. */
  note?: string
  small?: boolean
}

/** The period of a view: presets and two dates behind one button. */
export function DateRange({ value, onChange, today, locale, min, max = today, note, small }: DateRangeProps) {
  const [open, setOpen] = useState(false)
  const presets = datePresets(today)
  const now = presets.find((preset) => preset.from === value.from && preset.to === value.to)
  const text = `${now ? `${now.label}, ` : ''}${period(value.from, value.to, locale)}`
  const choose = (range: DayRange) => {
    onChange(range)
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      label="Period"
      className="p-0"
      trigger={
        <Button size={small ? 'small' : 'medium'}>
          <CalendarDays aria-hidden />
          {text}
          {note ? <span className="font-normal text-muted">{note}</span> : null}
        </Button>
      }
    >
      <div className="flex flex-col sm:flex-row">
        <ul className="grid content-start gap-px border-b border-line p-2 sm:border-r sm:border-b-0">
          {presets.map((preset) => (
            <li key={preset.id}>
              <button
                type="button"
                aria-pressed={preset === now}
                onClick={() => choose({ from: preset.from, to: preset.to })}
                className="h-8 w-full rounded-control px-2 text-left whitespace-nowrap hover:bg-surface aria-pressed:bg-primary-soft aria-pressed:text-primary-strong pointer-coarse:h-11"
              >
                {preset.label}
              </button>
            </li>
          ))}
        </ul>
        <Custom key={`${value.from}${value.to}`} value={value} min={min} max={max} onApply={choose} />
      </div>
    </Popover>
  )
}

type CustomProps = { value: DayRange; min?: Day; max: Day; onApply: (range: DayRange) => void }

function Custom({ value, min, max, onApply }: CustomProps) {
  const [from, setFrom] = useState<string>(value.from)
  const [to, setTo] = useState<string>(value.to)
  const [error, setError] = useState<string>()
  const apply = () => {
    if (!isDay(from) || !isDay(to)) return setError('Enter both dates.')
    if (from > to) return setError('The first day is after the last. Swap them.')
    if (to > max) return setError(`The last day can be at most ${max}.`)
    if (min && from < min) return setError(`There is nothing before ${min}.`)
    onApply({ from, to })
  }
  return (
    <form
      noValidate
      className="grid w-56 content-start gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <Field label="First day">
        <DateInput value={from} min={min} max={max} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="Last day" error={error}>
        <DateInput value={to} min={min} max={max} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary">
        Show these days
      </Button>
    </form>
  )
}
