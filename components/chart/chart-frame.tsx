'use client'

import { useId, useState, type ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Button } from '../ui/button'

export type ChartTableData = {
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

export type FrameProps = {
  /** The finding or the question, as a sentence. Absent: the card around it says it, and `summary` names the chart. */
  title?: ReactNode
  /** One sentence for those who do not see the chart. */
  summary: string
  note?: ReactNode
  legend?: ReactNode
  table: ChartTableData
  children: ReactNode
  /** Beside "View as table". */
  actions?: ReactNode
  level?: 2 | 3
  className?: string
}

/** What every chart has around it: a title, a legend, the sentence, and its table. */
export function ChartFrame({
  title,
  summary,
  note,
  legend,
  table,
  children,
  actions,
  level = 2,
  className,
}: FrameProps) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <figure aria-labelledby={id} className={cn('min-w-0', className)}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-60">
          {title ? <Heading className="text-heading text-balance">{title}</Heading> : null}
          {note ? <p className="text-body text-muted">{note}</p> : null}
        </div>
        <div className="flex items-center gap-3">
          {actions}
          <Button variant="link" size="inline" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? 'View as chart' : 'View as table'}
          </Button>
        </div>
      </div>
      {legend && !asTable ? <div className="mt-1">{legend}</div> : null}
      <div className="mt-3">{asTable ? <ChartTable {...table} label={summary} /> : children}</div>
      <figcaption id={id} className="sr-only">
        {summary}
      </figcaption>
    </figure>
  )
}

function ChartTable({ head, rows, label }: ChartTableData & { label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-h-90 overflow-auto">
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {head.map((word, index) => (
              <th
                key={word}
                scope="col"
                className={cn(
                  'sticky top-0 h-9 bg-background px-2 text-label whitespace-nowrap text-muted first:pl-0 last:pr-0',
                  index === 0 ? 'text-left' : 'text-right',
                )}
              >
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row" className="h-9 border-t border-line pr-2 text-left font-normal whitespace-nowrap">
                {first}
              </th>
              {rest.map((cell, index) => (
                <td key={head[index + 1]} className="border-t border-line px-2 text-right whitespace-nowrap last:pr-0">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export type LegendEntry = { label: string; color: string; shape: 'line' | 'dashed' | 'dot' | 'band' | 'block' }

/** What the marks mean, in the order in which they are drawn. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
      {entries.map((entry) => (
        <li key={entry.label + entry.shape} className="inline-flex items-center gap-2">
          <Swatch {...entry} />
          {entry.label}
        </li>
      ))}
    </ul>
  )
}

export function Swatch({ color, shape }: Pick<LegendEntry, 'color' | 'shape'>) {
  return (
    <svg aria-hidden width="16" height="10" viewBox="0 0 16 10" className="shrink-0">
      {shape === 'line' ? <path d="M0 5h16" stroke={color} strokeWidth="2" /> : null}
      {shape === 'dashed' ? <path d="M0 5h16" stroke={color} strokeWidth="1.5" strokeDasharray="4 2" /> : null}
      {shape === 'dot' ? (
        <circle cx="8" cy="5" r="3" fill="var(--background)" stroke={color} strokeWidth="1.5" />
      ) : null}
      {shape === 'band' ? <rect width="16" height="10" rx="1" fill={color} fillOpacity="0.16" /> : null}
      {shape === 'block' ? <rect x="3" width="10" height="10" rx="2" fill={color} /> : null}
    </svg>
  )
}
