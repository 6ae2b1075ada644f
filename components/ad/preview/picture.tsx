import type { CSSProperties } from 'react'
import type { Frame } from '@/lib/ad/crop'
import type { Media } from '@/lib/ad/schema'
import { PictureGlyph } from './glyphs'
import { LoadedImage } from './loaded-image'
import type { Identity, MediaUrl } from './types'

const percent = (part: number): string => `${part * 100}%`

/** A picture whose size could not be read counts as square. */
export const soundRatio = (ratio: number): number => (Number.isFinite(ratio) && ratio > 0 ? ratio : 1)

/** The part of a picture that a placement shows, at the width of its parent. Never distorts, whatever crop was drawn. */
export function Picture({ media, frame, url }: { media: Media; frame: Pick<Frame, 'ratio' | 'crop'>; url: MediaUrl }) {
  const { crop } = frame
  const style: CSSProperties = {
    position: 'absolute',
    maxWidth: 'none',
    width: percent(1 / crop.width),
    height: percent(1 / crop.height),
    left: percent(-crop.x / crop.width),
    top: percent(-crop.y / crop.height),
    objectFit: 'cover',
  }
  return (
    <div className="pv-media" style={{ aspectRatio: String(soundRatio(frame.ratio)) }}>
      <LoadedImage src={url(media)} style={style} fallback={<Missing words="The image does not load" />} />
    </div>
  )
}

export function NoPicture({ ratio = 1, className = '' }: { ratio?: number; className?: string }) {
  return (
    <div className={`pv-media ${className}`} style={{ aspectRatio: String(ratio) }}>
      <Missing words="No image yet" />
    </div>
  )
}

function Missing({ words }: { words: string }) {
  return (
    <div className="pv-no-media">
      <PictureGlyph size={24} />
      <span>{words}</span>
    </div>
  )
}

/** Round picture of the page; its first letter where there is none. */
export function Avatar({ identity, size }: { identity: Identity; size: number }) {
  const style = { width: size, height: size, fontSize: size * 0.45 }
  const letter = Array.from(identity.name.trim())[0]?.toUpperCase() ?? ''
  return (
    <span className="pv-avatar" style={style}>
      {identity.logoUrl ? <LoadedImage src={identity.logoUrl} style={COVER} fallback={letter} /> : letter}
    </span>
  )
}

/** Fills a round or square box, cutting what is too much. */
export const COVER: CSSProperties = { width: '100%', height: '100%', objectFit: 'cover' }
