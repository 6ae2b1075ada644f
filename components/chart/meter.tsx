import { cn } from '@/lib/core/cn'

export type MeterProps = {
  /** Share of the budget that is used: 0.66. Over 1 fills the bar and stays in words beside it. */
  used: number
  /** Share of the time that is over: the tick. */
  elapsed?: number
  /** Read to those who do not see it: `66 % of €60,000 used, 67 % of November over`. */
  label: string
  /** `warn` and `bad` only outside the pace band; the caller decides and says it in words. */
  tone?: 'normal' | 'warn' | 'bad'
  size?: 'small' | 'large'
  className?: string
}

const fill = { normal: 'bg-text', warn: 'bg-warn', bad: 'bg-bad' }
const clamp = (share: number): number => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0)

/** A budget bar; the tick marks elapsed time, so that a reader sees pace at a glance. */
export function Meter({ used, elapsed, label, tone = 'normal', size = 'small', className }: MeterProps) {
  return (
    <span
      title={label}
      className={cn('relative block w-full rounded-full bg-line', size === 'large' ? 'h-2' : 'h-1', className)}
    >
      <span className="sr-only">{label}</span>
      <span
        className={cn('absolute inset-y-0 left-0 rounded-full', fill[tone])}
        style={{ width: `${clamp(used) * 100}%` }}
      />
      {elapsed === undefined ? null : (
        <span
          className={cn(
            'absolute w-0.5 bg-text outline-1 outline-background',
            size === 'large' ? '-inset-y-1' : '-inset-y-[3px]',
          )}
          style={{ left: `calc(${clamp(elapsed) * 100}% - 1px)` }}
        />
      )}
    </span>
  )
}
