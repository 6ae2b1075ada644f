'use client'

import { ArrowRight, CircleCheck } from 'lucide-react'
import { PlatformMark, type MarkName } from '@/components/ad/preview/platform-mark'
import { countLabel, isBlocking, PLATFORM_NAMES, type Issue } from '@/lib/ad/issue'
import { PLACEMENTS, type PlacementSlug } from '@/lib/ad/placement/index'
import { useBuilder } from './context'
import { SeverityIcon } from './severity-icon'

export const MARKS: Record<PlacementSlug, MarkName> = {
  'google-search': 'google',
  'facebook-feed': 'facebook',
  'instagram-feed': 'instagram',
  story: 'story',
}

function whereOf({ placement, platform }: Issue): { mark: MarkName | null; name: string } {
  if (placement) return { mark: MARKS[placement], name: PLACEMENTS[placement].name }
  if (platform) return { mark: platform === 'google_ads' ? 'google' : 'meta', name: PLATFORM_NAMES[platform] }
  return { mark: null, name: 'All' }
}

/** Everything that blocks a launch or deserves a look; each row leads to its field. */
export function IssueList({
  issues,
  clear,
}: {
  issues: readonly Issue[]
  /** Said where there is nothing. */ clear?: string
}) {
  const { go } = useBuilder()
  if (issues.length === 0 && !clear) return null
  return (
    <section aria-label="Issues" className="min-w-0 rounded-card border border-line bg-background">
      <h3 className="flex flex-wrap items-baseline gap-2 px-4 py-3 text-heading">
        Issues <span className="text-small font-normal text-muted">{countLabel(issues)}</span>
      </h3>
      <ul>
        {issues.map((issue) => {
          const { mark, name } = whereOf(issue)
          const { action } = issue
          return (
            <li
              key={`${issue.code} ${issue.path} ${issue.platform} ${issue.placement}`}
              className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-x-3 gap-y-1 border-t border-line px-4 py-3 sm:grid-cols-[16px_120px_minmax(0,1fr)_auto]"
            >
              <SeverityIcon state={isBlocking(issue) ? 'block' : 'know'} />
              <span className="flex items-center gap-1.5 text-label text-muted">
                {mark ? <PlatformMark name={mark} /> : null}
                {name}
              </span>
              <span className="col-start-2 sm:col-start-3">{issue.message}</span>
              {action ? (
                <button
                  type="button"
                  onClick={() => go(issue.step, action.path)}
                  className="col-start-2 inline-flex min-h-6 items-center gap-1 text-left text-label text-primary-strong hover:underline sm:col-start-4 sm:text-right"
                >
                  {action.label}
                  <ArrowRight aria-hidden className="size-3.5" />
                </button>
              ) : null}
            </li>
          )
        })}
        {issues.length === 0 ? (
          <li className="flex items-center gap-3 border-t border-line px-4 py-3 text-muted">
            <CircleCheck aria-hidden className="size-4 text-good" />
            {clear}
          </li>
        ) : null}
      </ul>
    </section>
  )
}
