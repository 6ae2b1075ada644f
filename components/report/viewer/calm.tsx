import { Card } from '@/components/ui/card'

/** A part that could not be read, without alarm and without a trace. */
export function Calm({ what }: { what: string }) {
  return (
    <Card className="p-4">
      <p className="text-label">{what} cannot be shown right now</p>
      <p className="mt-1 text-muted">
        Nothing is lost. Look again in a few minutes; everything else on this page is right.
      </p>
    </Card>
  )
}
