import { CircleAlert, CircleCheck, Clock, TriangleAlert } from 'lucide-react'
import { CopyButton } from '@/components/ui/copy-button'
import type { LogView } from '@/lib/campaign/detail'

const MARKS = {
  success: { Icon: CircleCheck, tone: 'text-good', word: 'Done' },
  error: { Icon: CircleAlert, tone: 'text-bad', word: 'Refused' },
  warning: { Icon: TriangleAlert, tone: 'text-warn', word: 'Differs' },
  requested: { Icon: Clock, tone: 'text-muted', word: 'Asked' },
}

const isMark = (status: string): status is keyof typeof MARKS => status in MARKS

/** What happened to the campaign, newest first; details open in place. */
export function CampaignLog({ log }: { log: readonly LogView[] }) {
  if (log.length === 0) return <p className="text-muted">Nothing has been done to it here yet.</p>
  return (
    <ol className="rounded-card border border-line">
      {log.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: LogView }) {
  const { Icon, tone, word } = MARKS[isMark(entry.status) ? entry.status : 'success']
  return (
    <li className="border-line px-4 py-3 not-first:border-t">
      <div className="flex items-start gap-3">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
        <div className="min-w-0 flex-1">
          <p className="break-words">
            <span className="sr-only">{word}: </span>
            {entry.message}
          </p>
          <p className="text-small text-muted">
            {entry.actorName}, {entry.at}
          </p>
          {entry.details.length > 0 ? (
            <details className="mt-1 text-small">
              <summary className="w-max cursor-pointer rounded-mark text-primary-strong">Details</summary>
              <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[160px_minmax(0,1fr)]">
                {entry.details.map(({ term, text }) => (
                  <Detail key={term + text} term={term} text={text} />
                ))}
              </dl>
            </details>
          ) : null}
        </div>
      </div>
    </li>
  )
}

function Detail({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="flex min-w-0 items-start gap-1 break-all">
        <span className="min-w-0">{text}</span>
        {term === 'Payload hash' ? <CopyButton text={text} what="hash" /> : null}
      </dd>
    </>
  )
}
