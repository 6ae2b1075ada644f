'use client'

import { useState, type KeyboardEvent, type Ref } from 'react'
import { cn } from '@/lib/core/cn'
import { parseMajor, toMajor } from '@/lib/core/money'
import { Input } from '../ui/input'
import { canonicalMoney, nudge, parsePercent, placeholderOf, showMoney, showPercent, symbolOf } from './typed'

type Shared = {
  onBlur?: () => void
  ref?: Ref<HTMLInputElement>
  id?: string
  name?: string
  disabled?: boolean
  readOnly?: boolean
  required?: boolean
  placeholder?: string
  'aria-label'?: string
  small?: boolean
}

export type MoneyInputProps = Shared & {
  /** Major units as a decimal string (`1200.50`), or the text as typed where it is no amount. Empty: nothing. */
  value: string
  onChange: (value: string) => void
  currency: string
  locale: string
}

/** Currency fixed at the left, figures at the right. Takes `1 200,50` and `1,200.50`; arrows step by magnitude. */
export function MoneyInput({ value, onChange, currency, locale, onBlur, small, ...props }: MoneyInputProps) {
  const [typed, setTyped] = useState<string>()
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const now = parseMajor(value || '0', currency)
    if (!now.ok || props.readOnly) return
    event.preventDefault()
    setTyped(undefined)
    onChange(toMajor(nudge(now.value, event.key === 'ArrowUp' ? 1 : -1, currency), currency))
  }
  const symbol = symbolOf(currency, locale)
  return (
    <div className="relative">
      <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">{symbol}</span>
      <Input
        {...props}
        small={small}
        inputMode="decimal"
        autoComplete="off"
        placeholder={props.placeholder ?? placeholderOf(currency, locale)}
        value={typed ?? showMoney(value, currency, locale)}
        onKeyDown={step}
        onChange={(event) => {
          setTyped(event.target.value)
          onChange(canonicalMoney(event.target.value, currency, locale))
        }}
        onBlur={() => {
          setTyped(undefined)
          onBlur?.()
        }}
        className={cn('text-right tabular-nums', symbol.length > 2 ? 'pl-14' : 'pl-9')}
      />
    </div>
  )
}

export type PercentInputProps = Shared & {
  /** A fraction: 0.125 is 12.5 %. NaN stands for a text that is no percentage. */
  value: number | null
  onChange: (value: number | null) => void
  locale: string
}

export const NOT_A_PERCENTAGE = 'This is not a percentage. Write it like 12.5.'

/** The sign fixed at the right; arrows step by one point. */
export function PercentInput({ value, onChange, locale, onBlur, small, ...props }: PercentInputProps) {
  const [typed, setTyped] = useState<string>()
  const change = (text: string) => {
    setTyped(text)
    const parsed = parsePercent(text)
    onChange(text.trim() === '' ? null : parsed.ok ? parsed.value : Number.NaN)
  }
  const step = (event: KeyboardEvent) => {
    if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || props.readOnly || Number.isNaN(value)) return
    event.preventDefault()
    setTyped(undefined)
    const points = Math.round((value ?? 0) * 100) + (event.key === 'ArrowUp' ? 1 : -1)
    onChange(Math.max(0, points) / 100)
  }
  return (
    <div className="relative">
      <Input
        {...props}
        small={small}
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? showPercent(value, locale)}
        onKeyDown={step}
        onChange={(event) => change(event.target.value)}
        onBlur={() => {
          // What is no percentage stays in sight, beside the sentence about it.
          if (!Number.isNaN(value)) setTyped(undefined)
          onBlur?.()
        }}
        className="pr-8 text-right tabular-nums"
      />
      <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">%</span>
    </div>
  )
}
