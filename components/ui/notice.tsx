import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import type { Tone } from './badge'

const look = {
  neutral: { box: 'bg-surface text-text', Icon: Info },
  info: { box: 'bg-primary-soft text-primary-strong', Icon: Info },
  good: { box: 'bg-good-soft text-good', Icon: CircleCheck },
  warn: { box: 'bg-warn-soft text-warn', Icon: TriangleAlert },
  bad: { box: 'bg-bad-soft text-bad', Icon: CircleAlert },
} satisfies Record<Tone, unknown>

export type NoticeProps = {
  tone?: Tone
  children: ReactNode
  /** A link or button at the right end. */
  action?: ReactNode
  /** Inside a card, between toolbar and table: no radius, a line below. */
  flush?: boolean
  className?: string
}

/** A sentence about this part of the page: partial data, sparse data, a limit. Icon and word, never colour alone. */
export function Notice({ tone = 'neutral', children, action, flush, className }: NoticeProps) {
  const { box, Icon } = look[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cn(
        'flex min-h-10 items-start gap-2 px-4 py-2.5 text-label font-normal',
        flush ? 'border-b border-line' : 'rounded-card',
        box,
        className,
      )}
    >
      <Icon aria-hidden className="mt-px size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  )
}
