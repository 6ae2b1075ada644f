'use client'

import { RefreshCw } from 'lucide-react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Failure } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { isBlocking, sortIssues, PLATFORM_NAMES } from '@/lib/ad/issue'
import { messageOf, referenceOf } from '@/lib/client/api'
import { time } from '@/lib/core/format'
import { preflightLabel, type Preflight } from '@/lib/launch/preflight'
import type { Review } from '@/lib/launch/review.server'
import { browserZone } from './browser-zone'
import { useBuilder } from './context'
import { LaunchPanel } from './launch-panel'
import { SeverityIcon } from './severity-icon'
import { STEP_NAMES } from './types'
import { useLandings } from './use-landings'
import { useReview } from './use-review'

/** What the platforms will get, in words, beside the launch itself. */
export function ReviewStep() {
  const review = useReview()
  const { kept } = useBuilder()
  const isCurrent = review.data?.revision === kept.revision && kept.save.kind === 'saved'
  return (
    <div className="min-h-[calc(100dvh-104px)] lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(400px,40%)]">
      <div className="grid content-start gap-8 border-line p-4 sm:p-6 lg:border-r">
        <header>
          <h2 className="text-title">Review and launch</h2>
          <p className="mt-1 text-muted">
            {kept.save.kind === 'saved'
              ? 'Exactly what is stored now. Everything is created paused and switched on last.'
              : 'The review follows as soon as the draft is saved.'}
          </p>
        </header>
        {review.isPending ? <Waiting /> : null}
        {review.isError ? (
          <Failure
            title="The review could not be made"
            reference={referenceOf(review.error)}
            action={<Button onClick={() => void review.refetch()}>Try again</Button>}
          >
            {messageOf(review.error)}
          </Failure>
        ) : null}
        {review.data ? (
          <>
            <Summary review={review.data} />
            <Enhancements review={review.data} />
            <PreflightList review={review.data} isChecking={review.isFetching} onAgain={() => void review.refetch()} />
            <Payload review={review.data} />
          </>
        ) : null}
      </div>
      <aside aria-label="Launch" className="bg-surface p-4 sm:p-6">
        <div className="lg:sticky lg:top-6">
          <LaunchPanel review={isCurrent ? review.data : undefined} />
        </div>
      </aside>
    </div>
  )
}

function Waiting() {
  return (
    <div aria-busy className="grid gap-4">
      {[1, 2, 3, 4, 5].map((n) => (
        <div key={n} className="flex gap-8 border-t border-line pt-3">
          <Skeleton className="w-20" />
          <Skeleton className="w-64" />
        </div>
      ))}
    </div>
  )
}

function Summary({ review }: { review: Review }) {
  const { setStep } = useBuilder()
  return (
    <dl>
      {review.summary.map(({ key, label, step, lines }) => (
        <div
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-t border-line py-3 sm:grid-cols-[144px_minmax(0,1fr)_auto]"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="col-start-1 row-start-2 min-w-0 break-words sm:col-start-2 sm:row-start-1">
            {lines.map((line, i) => (
              <span key={line} className={i === 0 ? 'block' : 'block text-muted'}>
                {line}
              </span>
            ))}
          </dd>
          <dd className="col-start-2 row-start-1 sm:col-start-3">
            <Button
              variant="link"
              size="inline"
              aria-label={`Edit ${label.toLowerCase()} in ${STEP_NAMES[step]}`}
              onClick={() => setStep(step)}
            >
              Edit
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Enhancements({ review }: { review: Review }) {
  const total = review.enhancements.reduce((sum, { items }) => sum + items.length, 0)
  return (
    <section aria-labelledby="enhancements">
      <h3 id="enhancements" className="text-heading">
        Platform enhancements{' '}
        <span className="ml-1 text-small font-normal text-muted">{total}, all off. Read back after launch.</span>
      </h3>
      <div className="mt-3 grid gap-6 sm:grid-cols-2">
        {review.enhancements.map(({ platform, items }) => (
          <div key={platform}>
            <h4 className="flex items-center gap-2 pb-2 text-label">
              <PlatformMark name={platform === 'google_ads' ? 'google' : 'meta'} />
              {PLATFORM_NAMES[platform]}
            </h4>
            <Offs items={items.slice(0, SHOWN_OFF)} />
            {items.length > SHOWN_OFF ? (
              <details>
                <summary className="cursor-pointer py-1.5 text-label text-primary-strong">
                  {items.length - SHOWN_OFF} more
                </summary>
                <Offs items={items.slice(SHOWN_OFF)} />
              </details>
            ) : null}
          </div>
        ))}
      </div>
    </section>
  )
}

const SHOWN_OFF = 8

function Offs({ items }: { items: readonly string[] }) {
  return (
    <ul className="border-t border-line">
      {items.map((item) => (
        <li key={item} className="flex justify-between gap-2 border-b border-line py-1.5">
          {item}
          <span className="text-muted">Off</span>
        </li>
      ))}
    </ul>
  )
}

function PreflightList({ review, isChecking, onAgain }: { review: Review; isChecking: boolean; onAgain: () => void }) {
  const { data, go } = useBuilder()
  const issues = sortIssues(review.preflight.flatMap((each: Preflight) => each.issues))
  const pages = useLandings().data ?? []
  const isFine = ({ landing }: { landing: { ok: boolean; lost: string[] } }) => landing.ok && landing.lost.length === 0
  const passed = review.preflight.filter(({ state }) => state === 'pass')
  const faulty = pages.filter((page) => !isFine(page))
  const more = {
    passed: pages.length - faulty.length,
    toKnow: faulty.length + review.notes.length,
    blocks: review.reasons.length,
  }
  return (
    <section aria-labelledby="preflight">
      <div className="mb-3 flex flex-wrap items-baseline gap-2">
        <h3 id="preflight" className="text-heading">
          Preflight
        </h3>
        <span className="text-small text-muted">
          {preflightLabel(review.preflight, more)}. Checked {time(review.checkedAt, data.context.locale, browserZone())}
        </span>
        <Button variant="link" size="inline" className="ml-auto" loading={isChecking} onClick={onAgain}>
          {isChecking ? null : <RefreshCw aria-hidden />}
          Check again
        </Button>
      </div>
      <div className="rounded-card border border-line">
        <ul>
          {review.reasons.map((reason) => (
            <li key={reason} className="flex gap-3 border-b border-line px-4 py-3">
              <SeverityIcon state="block" />
              {reason}
            </li>
          ))}
          {issues.map((issue) => (
            <li
              key={`${issue.code} ${issue.path} ${issue.message}`}
              className="flex flex-wrap gap-3 border-b border-line px-4 py-3"
            >
              <SeverityIcon state={isBlocking(issue) ? 'block' : 'know'} />
              <span className="min-w-0 flex-1">{issue.message}</span>
              {issue.action ? (
                <Button variant="link" size="inline" onClick={() => go(issue.step, issue.action?.path ?? issue.path)}>
                  {issue.action.label}
                </Button>
              ) : null}
            </li>
          ))}
          {faulty.map(({ url, landing }) => (
            <li key={url} className="flex gap-3 border-b border-line px-4 py-3">
              <SeverityIcon state="know" />
              <span className="min-w-0 break-words">{landing.message}</span>
            </li>
          ))}
          {review.notes.map((note) => (
            <li key={note} className="flex gap-3 border-b border-line px-4 py-3">
              <SeverityIcon state="know" />
              {note}
            </li>
          ))}
        </ul>
        {passed.length > 0 ? (
          <ul className="grid gap-2 p-4 sm:grid-cols-2">
            {passed.map(({ key, text }) => (
              <li key={key} className="flex gap-2">
                <SeverityIcon state="pass" />
                {text}
              </li>
            ))}
            {pages.filter(isFine).map(({ url, landing }) => (
              <li key={url} className="flex min-w-0 gap-2">
                <SeverityIcon state="pass" />
                <span className="min-w-0 break-words">
                  {new URL(url).host}: {landing.message}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  )
}

function Payload({ review: { payloadHash, toSend, done } }: { review: Review }) {
  if (!payloadHash) return <Notice>The payload is worked out once nothing blocks the launch.</Notice>
  return (
    <section aria-labelledby="payload">
      <h3 id="payload" className="mb-3 text-heading">
        Payload <span className="ml-1 text-small font-normal text-muted">SHA-256 of what the platforms get</span>
      </h3>
      <div className="flex items-center gap-3 rounded-card border border-line p-4">
        <div className="min-w-0 flex-1">
          <p className="break-words tabular-nums">{payloadHash.replaceAll(/(.{8})/g, '$1 ').trim()}</p>
          <p className="mt-1 text-small text-muted">
            {done > 0 ? `${done} of ${done + toSend} writes are at the platforms already. ` : ''}Launch refuses any
            other.
          </p>
        </div>
        <CopyButton text={payloadHash} what="hash" size="small" variant="secondary" />
      </div>
    </section>
  )
}
