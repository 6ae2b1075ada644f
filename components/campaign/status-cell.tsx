import { Pause } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Spinner } from '@/components/ui/spinner'
import { StatusDot } from '@/components/ui/status-dot'
import type { StatusWord } from '@/lib/campaign/status'

/** A dot and a word for what is normal, a pill for an exception, a spinner while the platform has not followed. */
export function StatusCell({ status }: { status: StatusWord }) {
  const { shape, tone, text, hint, isOff } = status
  if (shape === 'busy')
    return (
      <span title={hint} className="inline-flex items-center gap-2 text-muted">
        <Spinner className="size-3" />
        {text}…
      </span>
    )
  if (shape === 'pill')
    return (
      <Badge tone={tone} title={hint}>
        {isOff && tone !== 'bad' ? <Pause aria-hidden /> : null}
        {text}
        <span className="sr-only">. {hint}</span>
      </Badge>
    )
  return (
    <span title={hint}>
      <StatusDot tone={tone} off={isOff}>
        {text}
      </StatusDot>
    </span>
  )
}
