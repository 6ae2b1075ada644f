import { memo } from 'react'
import type { CSSProperties } from 'react'
import { frameFor } from '@/lib/ad/crop'
import { story } from '@/lib/ad/placement/story'
import type { Media } from '@/lib/ad/schema'
import { PhoneFrame, Placeholder } from './frame'
import { ChevronRightGlyph, CrossGlyph, DotsGlyph, LinkGlyph } from './glyphs'
import { Avatar, NoPicture, Picture, soundRatio } from './picture'
import { tintOf } from './tint'
import type { Identity, MediaUrl, StorySurface } from './types'
import { handleOf } from './words'

const HEIGHT = 667
/** A tall picture leaves room for fewer lines under it. */
const LINES = { tall: 2, other: 4 }

export type StoryProps = {
  surface: StorySurface
  identity: Identity
  primaryText: string
  button: string | null
  media: Media | null
  mediaUrl: MediaUrl
  /** Draws what the platform's own controls cover. */
  showSafeZones: boolean
}

/** A story of 375 by 667 px. A 9:16 picture fills it; another stands whole on a gradient with the text under it. */
export const Story = memo(function Story(props: StoryProps) {
  const { surface, identity, media, mediaUrl, button, showSafeZones } = props
  const frame = media && frameFor(media, story.media)
  const tint = tintOf(media?.color)
  const style: (CSSProperties & Record<'--pv-tint', string>) | undefined = tint ? { '--pv-tint': tint } : undefined
  const fills = media !== null && frame !== null && frame.mode !== 'gradient'
  return (
    <PhoneFrame className="pv-story" statusBar={false} height={HEIGHT}>
      {fills ? (
        <div className="absolute inset-0 overflow-hidden">
          <Picture media={media} frame={{ ratio: 375 / HEIGHT, crop: frame.crop }} url={mediaUrl} />
        </div>
      ) : (
        <div className="pv-story-gradient absolute inset-0" style={style}>
          <Centred {...props} />
        </div>
      )}
      <div className="pv-story-shade absolute inset-x-0 top-0 h-32" />
      {showSafeZones ? <SafeZones /> : null}
      <Top surface={surface} identity={identity} />
      {button === null ? null : <Button surface={surface} words={button} low={!fills} />}
    </PhoneFrame>
  )
})

function Centred({ media, mediaUrl, primaryText }: StoryProps) {
  const ratio = media ? soundRatio(media.width / media.height) : 1
  const lines = ratio < 0.95 ? LINES.tall : LINES.other
  const whole = { ratio, crop: { x: 0, y: 0, width: 1, height: 1 } }
  return (
    <div className="flex h-full flex-col justify-center pt-16 pb-[72px]">
      {media ? (
        <div className="mx-auto w-full" style={{ maxWidth: 469 * ratio }}>
          <Picture media={media} frame={whole} url={mediaUrl} />
        </div>
      ) : (
        <NoPicture ratio={9 / 12} className="max-h-[440px]" />
      )}
      <div
        className="pv-clamp relative z-1 mx-4 mt-3 text-[14px] leading-[18px] whitespace-pre-line"
        style={{ WebkitLineClamp: lines }}
        dir="auto"
      >
        {primaryText === '' ? <Placeholder>Primary text</Placeholder> : primaryText}
      </div>
    </div>
  )
}

function Top({ surface, identity }: { surface: StorySurface; identity: Identity }) {
  const name = surface === 'instagram' ? handleOf(identity) : identity.name.trim()
  return (
    <div className="pv-story-lit absolute inset-x-2 top-2">
      <div className="h-0.5 overflow-hidden rounded-full bg-(--pv-paper)/50">
        <div className="h-full w-[38%] bg-(--pv-paper)" />
      </div>
      <div className="mt-3 flex items-center gap-2 px-1">
        <Avatar identity={identity} size={32} />
        <div className="min-w-0 flex-1">
          <div className="pv-line text-[14px] leading-[18px] font-semibold">
            {name === '' ? (
              <Placeholder>{surface === 'instagram' ? 'account' : 'Page name'}</Placeholder>
            ) : (
              <bdi>{name}</bdi>
            )}
          </div>
          <div className="text-[12px] leading-4">Sponsored</div>
        </div>
        <div className="flex gap-4">
          <DotsGlyph />
          <CrossGlyph />
        </div>
      </div>
    </div>
  )
}

/** Instagram: a white pill with a link. Facebook: a white button. Lower where the text stands under the picture. */
function Button({ surface, words, low }: { surface: StorySurface; words: string; low: boolean }) {
  const isInstagram = surface === 'instagram'
  const shape = isInstagram ? 'rounded-full px-5' : 'rounded-control px-6'
  return (
    <div className={`absolute inset-x-0 flex justify-center ${low ? 'bottom-5' : 'bottom-16'}`}>
      <span
        className={`flex h-10 items-center gap-2 bg-(--pv-paper) text-(color:--pv-ink) text-[14px] font-semibold whitespace-nowrap ${shape}`}
      >
        {isInstagram ? <LinkGlyph size={18} /> : null}
        {words}
        {isInstagram ? null : <ChevronRightGlyph size={16} />}
      </span>
    </div>
  )
}

function SafeZones() {
  const { top, bottom } = story.safeZone
  const percent = (part: number) => `${Math.round(part * 100)} %`
  return (
    <>
      <div
        className="pv-story-zone absolute inset-x-0 top-0 flex items-end justify-center border-b border-dashed border-(color:--pv-paper) pb-2"
        style={{ height: `${top * 100}%` }}
      >
        Top {percent(top)}, keep free
      </div>
      <div
        className="pv-story-zone absolute inset-x-0 bottom-0 flex items-end justify-center border-t border-dashed border-(color:--pv-paper) pb-0.5"
        style={{ height: `${bottom * 100}%` }}
      >
        Bottom {percent(bottom)}, keep free
      </div>
    </>
  )
}
