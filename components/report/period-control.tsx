'use client'

import { parseAsString, useQueryStates } from 'nuqs'
import { useTransition } from 'react'
import { DateRange } from '@/components/ui/date-field'
import { firstOfMonth, type Day } from '@/lib/core/day'
import { period as writePeriod } from '@/lib/core/format'
import type { Period } from '@/lib/report/period'

type Props = {
  period: Period
  before: Period
  today: Day
  locale: string
  small?: boolean
  /** Without the comparison beside it. */ plain?: boolean
}

/** The period of the page, in its address; the comparison stands beside it. The month so far has the plain address. */
export function PeriodControl({ period, before, today, locale, small, plain }: Props) {
  const [isPending, start] = useTransition()
  const [, set] = useQueryStates({ from: parseAsString, to: parseAsString }, { shallow: false, startTransition: start })
  const choose = (from: Day, to: Day) => {
    const isPlain = from === firstOfMonth(today) && to === today
    void set(isPlain ? { from: null, to: null } : { from, to })
  }
  return (
    <div aria-busy={isPending || undefined} className="relative">
      <DateRange
        value={{ from: period.first, to: period.last }}
        onChange={({ from, to }) => choose(from, to)}
        today={today}
        locale={locale}
        note={plain ? undefined : `vs ${writePeriod(before.first, before.last, locale)}`}
        small={small}
      />
      {isPending ? <span aria-hidden className="hairline absolute inset-x-0 -bottom-1 h-0.5 bg-primary" /> : null}
    </div>
  )
}
