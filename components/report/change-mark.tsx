import { cn } from '@/lib/core/cn'
import type { Kpi } from '@/lib/report/kpi'
import { explainComparison, writeAgainst, writeArrow } from '@/lib/report/words'

const color = { good: 'text-good', bad: 'text-bad', neutral: 'text-text' }

/** `▲ 14 % vs 4 to 23 Oct`: the sign says the direction, the colour the meaning, the title the days on both sides. */
export function ChangeMark({ kpi, locale }: { kpi: Kpi; locale: string }) {
  const arrow = writeArrow(kpi.change, locale)
  return (
    <span className="text-small whitespace-nowrap" title={explainComparison(kpi, locale)}>
      {arrow ? <span className={cn('font-medium', color[kpi.tone])}>{arrow} </span> : null}
      <span className="text-muted">{writeAgainst(kpi, locale)}</span>
    </span>
  )
}
