'use client'

import { CircleAlert, CirclePause, Plug, Receipt, Rocket, Settings2, Wallet } from 'lucide-react'
import { Link } from '@/components/ui/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Change } from '@/lib/report/change'

const ICONS = {
  launch: Rocket,
  state: CirclePause,
  budget: Wallet,
  settings: Settings2,
  account: Plug,
  receipt: Receipt,
  problem: CircleAlert,
} satisfies Record<Change['kind'], unknown>

export type ChangeView = Change & { when: string }

type Props = { changes: readonly ChangeView[]; since: string; base: string }

const FIRST = 6

/** What happened and what people did, newest first; a line about one campaign leads to it. */
export function ChangeList({ changes, since, base }: Props) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? changes : changes.slice(0, FIRST)
  return (
    <Card aria-labelledby="changes">
      <header className="flex items-baseline justify-between gap-3 border-b border-line px-4 pt-4 pb-3">
        <h2 id="changes" className="text-heading">
          What changed
        </h2>
        <span className="text-small text-muted">Since {since}</span>
      </header>
      {changes.length === 0 ? (
        <p className="p-4 text-muted">
          Nothing yet. Launches, pauses, budgets and settings are listed here as they happen.
        </p>
      ) : (
        <ol className={isAll ? 'max-h-160 overflow-y-auto' : undefined}>
          {shown.map((change) => (
            <Line key={change.id} change={change} base={base} />
          ))}
        </ol>
      )}
      {changes.length > FIRST ? (
        <div className="border-t border-line px-4 py-2">
          <Button variant="link" size="inline" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
            {isAll ? 'Show the newest only' : `All ${changes.length} changes`}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function Line({ change, base }: { change: ChangeView; base: string }) {
  const Icon = ICONS[change.kind]
  const isProblem = change.kind === 'problem'
  return (
    <li className="border-line px-4 py-3 not-first:border-t">
      <div className="flex items-center justify-between gap-3 text-small text-muted">
        <span className="inline-flex min-w-0 items-center gap-2">
          <Icon aria-hidden className={isProblem ? 'size-4 shrink-0 text-bad' : 'size-4 shrink-0'} />
          <span className="truncate">{change.actor}</span>
        </span>
        <time dateTime={change.at} className="whitespace-nowrap">
          {change.when}
        </time>
      </div>
      <p className="mt-1 break-words">
        {isProblem ? <span className="sr-only">Problem: </span> : null}
        {change.campaignId ? (
          <Link href={`${base}/campaigns/${change.campaignId}`} className="hover:underline">
            {change.text}
          </Link>
        ) : (
          change.text
        )}
      </p>
      {change.note ? <p className="mt-1 text-small text-muted">{change.note}</p> : null}
    </li>
  )
}
