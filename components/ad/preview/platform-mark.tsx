import type { ReactNode } from 'react'

/* Small one-colour marks of our own for tabs and tables: they suggest a platform and are not its logo. */

export type MarkName = 'google' | 'facebook' | 'instagram' | 'story' | 'meta'

const DRAWINGS: Record<MarkName, ReactNode> = {
  google: <path d="M19.4 7.4A8.7 8.7 0 1 0 20.7 12H12.6" />,
  facebook: (
    <>
      <circle cx="12" cy="12" r="8.8" />
      <path d="M15.3 7.6h-.9c-1.4 0-2.1.8-2.1 2.1v11M9.4 12.6h5.2" />
    </>
  ),
  instagram: (
    <>
      <rect x="3.6" y="3.6" width="16.8" height="16.8" rx="5" />
      <circle cx="12" cy="12" r="3.8" />
      <path d="M16.9 7.1h.01" />
    </>
  ),
  story: (
    <>
      <rect x="6" y="3" width="12" height="18" rx="3" />
      <path d="M9.5 6h5" />
    </>
  ),
  meta: (
    <path d="M3.2 15.6c0-4.6 2-8.4 4.6-8.4 3.6 0 5.2 9.6 8.6 9.6 1.9 0 3.2-1.6 3.2-4.2 0-2.9-1.4-5.4-3.3-5.4-3.5 0-5.4 9.6-9 9.6-2.5 0-4.1-.1-4.1-1.2Z" />
  ),
}

/** The mark of a platform or placement. With `label` it is an image of that name, without it decoration beside text. */
export function PlatformMark({ name, size = 16, label }: { name: MarkName; size?: 16 | 20; label?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', display: 'block' }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {DRAWINGS[name]}
    </svg>
  )
}
