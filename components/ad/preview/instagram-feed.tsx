import { memo } from 'react'
import type { CSSProperties } from 'react'
import { frameFor } from '@/lib/ad/crop'
import { instagramFeed } from '@/lib/ad/placement/instagram-feed'
import type { Media } from '@/lib/ad/schema'
import { Fold } from './fold'
import { PhoneFrame, Placeholder } from './frame'
import { ChevronRightGlyph, CommentGlyph, DotsGlyph, HeartGlyph, PlaneGlyph, SaveGlyph } from './glyphs'
import { Avatar, NoPicture, Picture } from './picture'
import { inkOn, tintOf } from './tint'
import type { Identity, MediaUrl } from './types'
import { captionPieces, handleOf } from './words'

const { fold } = instagramFeed.limits.primaryText
const LEADING = 18

export type InstagramFeedProps = {
  identity: Identity
  primaryText: string
  /** Words of the bar under the picture; null without one. */
  button: string | null
  media: Media | null
  mediaUrl: MediaUrl
}

/** A single-image ad in the feed: picture, bar with the call to action, caption. Headline and link are not shown. */
export const InstagramFeed = memo(function InstagramFeed(props: InstagramFeedProps) {
  const { identity, primaryText, button, media, mediaUrl } = props
  const handle = handleOf(identity)
  return (
    <PhoneFrame className="pv-instagram">
      <div className="flex h-[52px] items-center gap-2 px-3">
        <Avatar identity={identity} size={32} />
        <div className="min-w-0 flex-1">
          <div className="pv-line text-[14px] leading-[18px]">
            <Name handle={handle} />
          </div>
          <div className="text-[12px] leading-[14px]">Sponsored</div>
        </div>
        <DotsGlyph />
      </div>
      {media ? <Picture media={media} frame={frameFor(media, instagramFeed.media)} url={mediaUrl} /> : <NoPicture />}
      {button === null ? null : <Bar button={button} color={media?.color} />}
      <div className="flex h-12 items-center gap-4 px-3">
        <HeartGlyph size={24} />
        <CommentGlyph size={24} />
        <PlaneGlyph size={24} />
        <SaveGlyph size={24} className="ml-auto" />
      </div>
      <div className="px-3 pb-4 text-[14px] leading-[18px]">
        {primaryText === '' ? (
          <>
            <Name handle={handle} /> <Placeholder>Primary text</Placeholder>
          </>
        ) : (
          <Fold lines={fold.lines.mobile} leading={LEADING} word={fold.word}>
            <Name handle={handle} /> <Caption text={primaryText} />
          </Fold>
        )}
      </div>
    </PhoneFrame>
  )
})

function Name({ handle }: { handle: string }) {
  return <b className="font-semibold">{handle === '' ? <Placeholder>account</Placeholder> : <bdi>{handle}</bdi>}</b>
}

function Caption({ text }: { text: string }) {
  let at = 0
  return captionPieces(text).map((piece) => {
    const key = at
    at += piece.text.length
    return piece.isTag ? (
      <span key={key} className="text-(color:--pv-instagram-tag)">
        {piece.text}
      </span>
    ) : (
      piece.text
    )
  })
}

/** Takes the picture's colour, and the text that reads on it. */
function Bar({ button, color }: { button: string; color: string | undefined }) {
  const tint = tintOf(color)
  const style: (CSSProperties & Record<'--pv-tint', string>) | undefined = tint ? { '--pv-tint': tint } : undefined
  return (
    <div
      className={`flex h-11 items-center justify-between px-3 text-[14px] leading-[18px] font-semibold ${tint ? `pv-tint-${inkOn(tint)}` : 'pv-instagram-bar'}`}
      style={style}
    >
      {button} <ChevronRightGlyph />
    </div>
  )
}
