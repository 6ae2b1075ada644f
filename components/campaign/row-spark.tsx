'use client'

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { Sparkline } from '@/components/chart/sparkline'
import { Skeleton } from '@/components/ui/skeleton'
import { readSparklines, type TablePlace } from '@/lib/campaign/queries'

type Line = (number | null)[]
type Loader = { read: (id: string) => Promise<Line> }

const WAIT_MS = 60
const MOST = 100

/** Gathers what the rows in sight ask for and reads it in one request; what was read once is kept. */
function loader(place: TablePlace): Loader {
  const kept = new Map<string, Promise<Line>>()
  let waiting: { id: string; done: (line: Line) => void }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const batch = waiting.slice(0, MOST)
    waiting = waiting.slice(MOST)
    if (waiting.length > 0) timer = setTimeout(flush, 0)
    const ids = batch.map(({ id }) => id)
    readSparklines(place, ids).then(
      (lines) => batch.forEach(({ id, done }) => done(lines[id] ?? [])),
      // Without them the table still says everything; a later sight of the row asks again.
      () => batch.forEach(({ id, done }) => (kept.delete(id), done([]))),
    )
  }
  const ask = (id: string) =>
    new Promise<Line>((done) => {
      waiting.push({ id, done })
      timer ??= setTimeout(flush, WAIT_MS)
    })
  return {
    read: (id) => {
      const known = kept.get(id)
      if (known) return known
      const line = ask(id)
      kept.set(id, line)
      return line
    },
  }
}

const Context = createContext<Loader | null>(null)

/** Around a table whose rows draw small charts: one loader for a client and period. */
export function RowSparks({ place, children }: { place: TablePlace; children: ReactNode }) {
  const { agency, client, first, last } = place
  const value = useMemo(() => loader({ agency, client, first, last }), [agency, client, first, last])
  return <Context value={value}>{children}</Context>
}

/** Spend by day of one campaign, read when the row comes into sight. */
export function RowSpark({ id, label }: { id: string; label: string }) {
  const sparks = use(Context)
  const [line, setLine] = useState<Line>()
  useEffect(() => {
    let isGone = false
    void sparks?.read(id).then((found) => {
      if (!isGone) setLine(found)
    })
    return () => {
      isGone = true
    }
  }, [id, sparks])
  if (!line) return <Skeleton className="w-16" />
  return <Sparkline values={line} label={label} width={68} />
}
