import type { CSSProperties, ReactNode } from 'react'
import { StatusGlyph } from './glyphs'

export const PHONE_WIDTH = 375

type FigureProps = {
  /** Layout width of the drawing in px; it is scaled down, never reflowed, where the page is narrower. */
  width: number
  /** All that the drawing says, in words. */
  label: string
  /** Our words, outside the platform's look: a name above at the start, a detail above at the end, a note below. */
  caption?: ReactNode
  detail?: ReactNode
  note?: ReactNode
  placement: string
  children: ReactNode
}

/** A drawing of an ad as one image with a text alternative; nothing in it can be reached or pressed. */
export function PreviewFigure({ width, label, caption, detail, note, placement, children }: FigureProps) {
  const style: CSSProperties & Record<'--pv-width', string> = { '--pv-width': `${width}px` }
  return (
    <figure className="pv-figure" style={style} data-placement={placement}>
      {(caption ?? detail) === undefined ? null : (
        <figcaption className="mb-3 flex min-h-[18px] items-baseline gap-2">
          <span className="text-label">{caption}</span>
          <span className="ml-auto text-right text-small text-muted">{detail}</span>
        </figcaption>
      )}
      {/* A drawing made of boxes and text has no tag of its own. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div className="pv-drawing" role="img" aria-label={label}>
        <div className="pv" aria-hidden="true">
          {children}
        </div>
      </div>
      {note === undefined ? null : <div className="mt-3 text-small text-muted">{note}</div>}
    </figure>
  )
}

/** A telephone, 375 px wide. `height` fixes the screen, as for full-screen formats. */
export function PhoneFrame(props: { className?: string; statusBar?: boolean; height?: number; children: ReactNode }) {
  const { className = '', statusBar = true, height, children } = props
  return (
    <div className={`pv-phone ${className}`} style={{ width: PHONE_WIDTH, height }}>
      {statusBar ? (
        <div className="pv-status">
          <span>9:41</span>
          <StatusGlyph />
        </div>
      ) : null}
      {children}
    </div>
  )
}

/** A card on a computer's screen. */
export function DesktopFrame(props: { className?: string; width: number; children: ReactNode }) {
  return (
    <div className={`pv-desktop ${props.className ?? ''}`} style={{ width: props.width }}>
      {props.children}
    </div>
  )
}

/** Stands where text will be: grey and dotted, so that nobody takes it for the ad. */
export function Placeholder({ children }: { children: ReactNode }) {
  return <span className="pv-empty">{children}</span>
}
