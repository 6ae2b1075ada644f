'use client'

import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { cn } from '@/lib/core/cn'
import { MISSING } from '@/lib/core/format'
import type { Kpi } from '@/lib/report/kpi'
import { METRICS, type MetricKey } from '@/lib/report/metric'
import { whyMissing, writeMetric, writeShortMetric } from '@/lib/report/words'
import { ChangeMark } from '../change-mark'

type Props = { kpis: readonly Kpi[]; currency: string; locale: string }

/** At most eight figures in plain words; a tap says in one line what one means. */
export function ViewerKpis({ kpis, currency, locale }: Props) {
  const [open, setOpen] = useState<MetricKey | null>(null)
  return (
    <Card className="grid grid-cols-2 overflow-hidden min-[720px]:grid-cols-3">
      {kpis.map((kpi) => {
        const { plain, says } = METRICS[kpi.key]
        const isOpen = open === kpi.key
        return (
          <button
            key={kpi.key}
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(isOpen ? null : kpi.key)}
            className="-mr-px -mb-px grid min-h-24 content-start gap-1 border-r border-b border-line p-4 text-left -outline-offset-2 hover:bg-surface"
          >
            <span className="flex items-center justify-between gap-2 text-label text-muted">
              {plain}
              <ChevronDown
                aria-hidden
                className={cn('size-4 shrink-0 transition-transform duration-120', isOpen && 'rotate-180')}
              />
            </span>
            <span
              className="text-title"
              title={kpi.value === null ? undefined : writeMetric(kpi.key, kpi.value, { currency, locale })}
            >
              {kpi.value === null ? <Unknown kpi={kpi} /> : writeShortMetric(kpi.key, kpi.value, { currency, locale })}
            </span>
            {kpi.value === null ? null : <ChangeMark kpi={kpi} locale={locale} />}
            {isOpen ? <span className="text-small text-muted">{says}</span> : null}
          </button>
        )
      })}
    </Card>
  )
}

function Unknown({ kpi }: { kpi: Kpi }) {
  if (kpi.missing === 'too early') return <span className="text-body text-muted">Too early</span>
  return (
    <span className="text-muted">
      <span aria-hidden>{MISSING}</span>
      <span className="sr-only">{kpi.missing ? whyMissing(kpi.missing) : 'Not known'}</span>
    </span>
  )
}
