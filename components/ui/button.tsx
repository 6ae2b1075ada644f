import { cva, type VariantProps } from 'class-variance-authority'
import { Link } from './link'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Spinner } from './spinner'

export const buttonClass = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-2 border text-label whitespace-nowrap select-none',
    'rounded-control transition-colors duration-120 pointer-coarse:min-h-11',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed not-aria-busy:aria-disabled:opacity-50',
    '[&>svg]:size-4 [&>svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'border-primary bg-primary text-background hover:border-primary-strong hover:bg-primary-strong',
        secondary: 'border-control bg-background text-text hover:bg-surface [&>svg]:text-muted',
        quiet: 'border-transparent bg-transparent text-text hover:bg-surface [&>svg]:text-muted',
        danger: 'border-bad bg-bad text-background hover:opacity-90',
        link: 'border-transparent bg-transparent text-primary-strong hover:underline',
      },
      size: {
        medium: 'h-9 px-3',
        small: 'h-8 px-2.5',
        large: 'h-11 px-4',
        icon: 'size-9 pointer-coarse:min-w-11',
        iconSmall: 'size-8 pointer-coarse:min-w-11',
        inline: 'h-6 px-0 pointer-coarse:min-h-6',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
)

type Look = VariantProps<typeof buttonClass>

export type ButtonProps = ComponentProps<'button'> & Look & { loading?: boolean }

/**
 * Default: secondary, 36 high. `loading` keeps the label and its width, adds a spinner and refuses a second press.
 * An icon button (`size="icon"`) needs an `aria-label`.
 */
export function Button({ variant, size, loading = false, className, children, onClick, type, ...props }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={cn(buttonClass({ variant, size }), className)}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {loading ? <Spinner /> : null}
      {children}
    </button>
  )
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look & { children: ReactNode }

/** Looks like a button, is a link: everything that goes to another page. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return <Link className={cn(buttonClass({ variant, size }), className)} {...props} />
}

/** A link in running text or at the end of a card. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link className={cn('text-label text-primary-strong hover:underline', className)} {...props} />
}
