import { useId, type ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

export type SectionProps = {
  title: ReactNode
  /** Beside the title, muted: a count, a zone. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A part of a page under a heading. */
export function Section({ title, note, actions, children, className }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('mb-8 min-w-0', className)}>
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-2 gap-y-2">
        <h2 id={id} className="text-heading">
          {title}
        </h2>
        {note ? <span className="text-body text-muted">{note}</span> : null}
        {actions ? <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}
