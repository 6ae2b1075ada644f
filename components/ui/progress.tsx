import { Check, X } from 'lucide-react'
import { cn } from '@/lib/core/cn'

export type Step = { label: string; state: 'done' | 'now' | 'todo' | 'failed' }

const words = { done: 'done', now: 'running', todo: 'waiting', failed: 'failed' }
const bar = { done: 'bg-text', now: 'bg-primary', todo: 'bg-line', failed: 'bg-bad' }

/** Steps of one piece of work, each a segment with its name. */
export function Steps({ steps, label, className }: { steps: readonly Step[]; label: string; className?: string }) {
  return (
    <ol aria-label={label} className={cn('flex gap-2', className)}>
      {steps.map((step) => (
        <li key={step.label} aria-current={step.state === 'now' ? 'step' : undefined} className="min-w-0 flex-1">
          <div aria-hidden className={cn('h-1 rounded-full', bar[step.state])} />
          <p
            className={cn(
              'mt-1 flex items-center gap-1 text-small',
              step.state === 'todo' && 'text-muted',
              step.state === 'failed' && 'text-bad',
            )}
          >
            {step.state === 'done' ? <Check aria-hidden className="size-3" /> : null}
            {step.state === 'failed' ? <X aria-hidden className="size-3" /> : null}
            <span className="truncate">{step.label}</span>
            <span className="sr-only">, {words[step.state]}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}

export type ProgressProps = { value: number; max: number; label: string; className?: string }

/** How much of something countable is done. The count stands in words beside it. */
export function Progress({ value, max, label, className }: ProgressProps) {
  return (
    <progress
      value={value}
      max={max}
      aria-label={label}
      className={cn(
        'block h-1 w-full appearance-none overflow-hidden rounded-full bg-line',
        '[&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-primary',
        className,
      )}
    />
  )
}
