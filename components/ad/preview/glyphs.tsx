import type { ReactNode } from 'react'

/* Original line drawings that suggest a platform's controls; every one is decoration beside words or a label. */

type GlyphProps = { size?: number; className?: string }

const glyph = (drawing: ReactNode, options: { fill?: boolean; weight?: number } = {}) =>
  function Glyph({ size = 20, className }: GlyphProps) {
    return (
      <svg
        className={className}
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill={options.fill ? 'currentColor' : 'none'}
        stroke={options.fill ? 'none' : 'currentColor'}
        strokeWidth={options.weight ?? 2}
        strokeLinecap="round"
        strokeLinejoin="round"
        style={{ flex: 'none', display: 'block' }}
        aria-hidden="true"
      >
        {drawing}
      </svg>
    )
  }

export const GlobeGlyph = glyph(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M3.5 9.5h17M3.5 14.5h17M12 3c-5 5.4-5 12.6 0 18 5-5.4 5-12.6 0-18Z" />
  </>,
)

export const DotsGlyph = glyph(
  <>
    <circle cx="5" cy="12" r="1.9" />
    <circle cx="12" cy="12" r="1.9" />
    <circle cx="19" cy="12" r="1.9" />
  </>,
  { fill: true },
)

export const DotsUprightGlyph = glyph(
  <>
    <circle cx="12" cy="5" r="1.9" />
    <circle cx="12" cy="12" r="1.9" />
    <circle cx="12" cy="19" r="1.9" />
  </>,
  { fill: true },
)

export const CrossGlyph = glyph(<path d="M6 6l12 12M18 6 6 18" />)
export const SearchGlyph = glyph(
  <>
    <circle cx="11" cy="11" r="7" />
    <path d="m16.2 16.2 4.3 4.3" />
  </>,
)
export const ChevronRightGlyph = glyph(<path d="m9.5 5.5 6.5 6.5-6.5 6.5" />)
export const ChevronDownGlyph = glyph(<path d="m5.5 9.5 6.5 6.5 6.5-6.5" />)

export const LikeGlyph = glyph(
  <path d="M3 11h4v10H3zM7 11.5 11.2 3c1.6 0 2.6 1.1 2.6 2.6V9.5h5.3a1.9 1.9 0 0 1 1.9 2.2l-1.2 7.6A2 2 0 0 1 17.8 21H7" />,
)
export const CommentGlyph = glyph(<path d="M8.3 19.6A8.7 8.7 0 1 0 4.6 16L3 21Z" />)
export const ShareGlyph = glyph(<path d="M13.5 5.5 20.5 12l-7 6.5v-4.2C8.5 14.3 5.4 16 3.5 19c.4-5.4 3.6-9 10-9.3Z" />)
export const HeartGlyph = glyph(
  <path d="M12 20.5C6.6 16.7 3 13.3 3 9.2A4.9 4.9 0 0 1 7.9 4.2c1.7 0 3.2.9 4.1 2.3.9-1.4 2.4-2.3 4.1-2.3A4.9 4.9 0 0 1 21 9.2c0 4.1-3.6 7.5-9 11.3Z" />,
)
export const PlaneGlyph = glyph(<path d="M21 3.5 10.4 14M21 3.5l-6.6 17.4L10.4 14 3 10.2Z" />)
export const SaveGlyph = glyph(<path d="M6 3.5h12v17L12 15.6 6 20.5Z" />)
export const LinkGlyph = glyph(
  <path d="M10 13.6a4.6 4.6 0 0 0 6.7.3l2.7-2.7a4.6 4.6 0 0 0-6.5-6.5L11.4 6.2M14 10.4a4.6 4.6 0 0 0-6.7-.3l-2.7 2.7a4.6 4.6 0 0 0 6.5 6.5l1.5-1.5" />,
)
export const PictureGlyph = glyph(
  <>
    <rect x="3.5" y="3.5" width="17" height="17" rx="2.5" />
    <circle cx="9" cy="9" r="1.8" />
    <path d="m4 17.5 4.6-4.4 3.6 3.4 3.6-3.8 4.4 4.4" />
  </>,
)

/** Signal and battery of a telephone. */
export function StatusGlyph() {
  return (
    <svg width="46" height="12" viewBox="0 0 46 12" fill="currentColor" style={{ display: 'block' }} aria-hidden="true">
      <path d="M0 8h3v4H0zM4.5 5h3v7h-3zM9 2h3v10H9z" />
      <rect x="20.5" y=".5" width="22" height="11" rx="3" fill="none" stroke="currentColor" />
      <rect x="22" y="2" width="17" height="8" rx="1.8" />
      <path d="M44 4v4c.9-.3 1.5-1.1 1.5-2S44.9 4.3 44 4Z" />
    </svg>
  )
}
