import { TextLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { date } from '@/lib/core/format'
import { MATURE_CONVERSIONS, MATURE_DAYS, type Sparse } from '@/lib/report/late'
import type { Behind } from '@/lib/report/source-line'

type Props = {
  behind: readonly Behind[]
  left: readonly string[]
  sparse: Sparse | null
  currency: string
  reconnectHref: string | null
  locale: string
  flush?: boolean
}

/** What the figures of this page cannot say, each in a sentence: a source that is behind, a missing rate, too few days. */
export function DataNotices({ behind, left, sparse, currency, reconnectHref, locale, flush }: Props) {
  return (
    <>
      {behind.map(({ platform, since, why, needsReconnect }) => (
        <Notice
          key={platform}
          tone="warn"
          flush={flush}
          action={needsReconnect && reconnectHref ? <TextLink href={reconnectHref}>Reconnect</TextLink> : undefined}
        >
          {since}: {why}. The figures until then stay.
        </Notice>
      ))}
      {left.length > 0 ? (
        <Notice tone="warn" flush={flush}>
          {left.join(' and ')} {left.length === 1 ? 'stays' : 'stay'} out of the totals: there is no dated rate to{' '}
          {currency}.
        </Notice>
      ) : null}
      {sparse ? (
        <Notice flush={flush}>
          {sparse.daysSeen} of {MATURE_DAYS} days seen. CPA and ROAS can be read from{' '}
          {date(sparse.readableFrom, locale)} or after {MATURE_CONVERSIONS} conversions.
        </Notice>
      ) : null}
    </>
  )
}
