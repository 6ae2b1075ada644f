import { cn } from '@/lib/core/cn'

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const [first = '', second = ''] = name.trim().split(/\s+/)
  const letter = (word: string) => Array.from(word)[0]?.toUpperCase() ?? ''
  return letter(first) + (second ? letter(second) : '')
}

export type AvatarProps = {
  name: string
  /** `person` is round, `client` square and black, `agency` square with a line. */
  kind?: 'person' | 'client' | 'agency'
  size?: 'small' | 'medium'
  className?: string
}

/** A monogram. The name itself always stands beside it, so it is hidden from assistive technology. */
export function Avatar({ name, kind = 'person', size = 'small', className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-grid shrink-0 place-items-center text-small font-medium',
        size === 'small' ? 'size-6' : 'size-7',
        kind === 'person' && 'rounded-full bg-line',
        kind === 'client' && 'rounded-mark bg-text text-background',
        kind === 'agency' && 'rounded-mark border border-line bg-background',
        className,
      )}
    >
      {kind === 'person' && size === 'medium' ? initials(name) : Array.from(initials(name))[0]}
    </span>
  )
}
