import { cn } from '@/lib/core/cn'
import type { Tone } from './badge'

const fill: Record<Tone, string> = {
  neutral: 'bg-muted',
  info: 'bg-primary',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
}

/** A dot and a word. `off` draws the dot hollow, so that the state does not rest on colour. */
export function StatusDot({ tone = 'good', off, children }: { tone?: Tone; off?: boolean; children: string }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <i
        aria-hidden
        className={cn('size-2 shrink-0 rounded-full', off ? 'inset-ring-[1.5px] inset-ring-control' : fill[tone])}
      />
      {children}
    </span>
  )
}
