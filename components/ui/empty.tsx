import { CircleAlert, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

export type EmptyProps = {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
  /** One way on: a button or a link. */
  action?: ReactNode
  className?: string
}

/** Nothing yet: what will be here, and one action. */
export function Empty({ icon, title, children, action, className }: EmptyProps) {
  return (
    <div className={cn('flex min-h-44 flex-col items-center justify-center p-4 text-center', className)}>
      {icon ? <span className="mb-3 text-muted [&>svg]:size-5">{icon}</span> : null}
      <p className="text-label">{title}</p>
      {children ? <div className="mt-1 max-w-144 text-body text-muted">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap items-center justify-center gap-3">{action}</div> : null}
    </div>
  )
}

/** There is data, but the filters hide it: name them, offer the way out as `action`. */
export function NoResults(props: Omit<EmptyProps, 'icon'>) {
  return <Empty icon={<SearchX aria-hidden />} {...props} />
}

/** It could not be read: what happened and what to do; `reference` is what support asks for. */
export function Failure({ reference, action, ...props }: Omit<EmptyProps, 'icon'> & { reference?: string }) {
  const note = reference ? <span className="text-small text-muted">Reference {reference}</span> : null
  return (
    <div role="alert">
      <Empty
        icon={<CircleAlert aria-hidden className="text-bad" />}
        action={
          action || note ? (
            <>
              {action}
              {note}
            </>
          ) : undefined
        }
        {...props}
      />
    </div>
  )
}
