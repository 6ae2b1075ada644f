import { Link } from '@/components/ui/link'
import { Fragment, type ReactNode } from 'react'

export type Crumb = { label: string; href?: string }

export type PageHeaderProps = {
  title: ReactNode
  /** From the widest to this page's parent; the title itself is not repeated. */
  crumbs?: readonly Crumb[]
  /** Where the figures are from and until when. */
  source?: ReactNode
  /** Buttons; at most one primary. */
  actions?: ReactNode
}

/** The one `h1` of a page. */
export function PageHeader({ title, crumbs = [], source, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex min-h-9 flex-wrap items-end justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        {crumbs.length > 0 ? <Breadcrumb crumbs={crumbs} /> : null}
        <h1 className="text-title text-balance">{title}</h1>
        {source ? <p className="mt-1 text-small text-muted">{source}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  )
}

function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-1 text-small text-muted">
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.label}>
          {index > 0 ? <span aria-hidden> / </span> : null}
          {crumb.href ? (
            <Link href={crumb.href} className="hover:text-text hover:underline">
              {crumb.label}
            </Link>
          ) : (
            crumb.label
          )}
        </Fragment>
      ))}
    </nav>
  )
}
