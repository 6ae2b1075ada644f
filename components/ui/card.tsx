import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

/** A white box with a line. Depth comes from the line, never from a shadow. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('min-w-0 rounded-card border border-line bg-background', className)} {...props} />
}

export type CardHeaderProps = { children: ReactNode; aside?: ReactNode; line?: boolean; className?: string }

/** Title at the left, link or small text (`aside`) at the right; `line` draws a divider under it. */
export function CardHeader({ children, aside, line, className }: CardHeaderProps) {
  return (
    <header
      className={cn(
        'flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 pt-4',
        line && 'border-b border-line pb-3',
        className,
      )}
    >
      <div className="min-w-0 flex-1">{children}</div>
      {aside ? <div className="flex items-center gap-2 text-small text-muted">{aside}</div> : null}
    </header>
  )
}

export function CardTitle({ className, children, ...props }: ComponentProps<'h2'>) {
  return (
    <h2 className={cn('text-heading text-balance', className)} {...props}>
      {children}
    </h2>
  )
}

/** The sentence under a title, or where a figure is from and until when. */
export function CardNote({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('text-small text-muted', className)} {...props} />
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('p-4', className)} {...props} />
}

export function CardFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      className={cn(
        'flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-3 text-small text-muted',
        className,
      )}
      {...props}
    />
  )
}
