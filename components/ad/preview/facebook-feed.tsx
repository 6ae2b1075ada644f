import { memo } from 'react'
import { frameFor } from '@/lib/ad/crop'
import { facebookFeed } from '@/lib/ad/placement/facebook-feed'
import type { Media } from '@/lib/ad/schema'
import { addressOf, withoutWww } from './address'
import { Fold } from './fold'
import { DesktopFrame, PhoneFrame, Placeholder } from './frame'
import { CommentGlyph, CrossGlyph, DotsGlyph, GlobeGlyph, LikeGlyph, ShareGlyph } from './glyphs'
import { Avatar, NoPicture, Picture } from './picture'
import type { Identity, MediaUrl } from './types'

/** Width of a card in the feed on a computer. */
export const FACEBOOK_DESKTOP_WIDTH = 500
const { fold } = facebookFeed.limits.primaryText
const LEADING = 20

export type FacebookFeedProps = {
  device: 'mobile' | 'desktop'
  identity: Identity
  primaryText: string
  headline: string
  description: string
  url: string
  /** Words of the button; null without one. */
  button: string | null
  media: Media | null
  mediaUrl: MediaUrl
}

/** A single-image ad in the feed: text above the picture, link and button under it. */
export const FacebookFeed = memo(function FacebookFeed(props: FacebookFeedProps) {
  const { device, identity, primaryText, media, mediaUrl } = props
  const card = (
    <>
      <Header identity={identity} />
      <div className="mx-3 mt-2 mb-3 text-[15px] leading-5">
        {primaryText === '' ? (
          <Placeholder>Primary text</Placeholder>
        ) : (
          <Fold lines={fold.lines[device]} leading={LEADING} word={fold.word}>
            {primaryText}
          </Fold>
        )}
      </div>
      {media ? (
        <Picture media={media} frame={frameFor(media, facebookFeed.media, device)} url={mediaUrl} />
      ) : (
        <NoPicture />
      )}
      <LinkBar {...props} />
      <Actions />
    </>
  )
  return device === 'mobile' ? (
    <PhoneFrame className="pv-facebook">{card}</PhoneFrame>
  ) : (
    <DesktopFrame width={FACEBOOK_DESKTOP_WIDTH} className="pv-facebook">
      {card}
    </DesktopFrame>
  )
})

function Header({ identity }: { identity: Identity }) {
  return (
    <div className="flex items-center gap-2 px-3 pt-2">
      <Avatar identity={identity} size={40} />
      <div className="min-w-0 flex-1">
        <div className="pv-line text-[15px] leading-5 font-semibold">
          {identity.name.trim() === '' ? <Placeholder>Page name</Placeholder> : <bdi>{identity.name}</bdi>}
        </div>
        <div className="text-(color:--pv-facebook-muted) flex items-center gap-1 text-[13px] leading-4">
          Sponsored · <GlobeGlyph size={12} />
        </div>
      </div>
      <div className="text-(color:--pv-facebook-muted) flex gap-3 self-start pt-1">
        <DotsGlyph />
        <CrossGlyph />
      </div>
    </div>
  )
}

function LinkBar({ device, url, headline, description, button }: FacebookFeedProps) {
  const address = addressOf(url)
  return (
    <div className="flex bg-(--pv-facebook-soft) items-center gap-3 p-3">
      <div className="min-w-0 flex-1">
        <div className="pv-line text-(color:--pv-facebook-muted) text-[13px] leading-4">
          {address ? <bdi>{withoutWww(address.host)}</bdi> : <Placeholder>example.com</Placeholder>}
        </div>
        <div className="pv-clamp mt-0.5 line-clamp-2 text-[16px] leading-5 font-semibold" dir="auto">
          {headline === '' ? <Placeholder>Headline</Placeholder> : headline}
        </div>
        {device === 'desktop' && description !== '' ? (
          <div className="pv-line text-(color:--pv-facebook-muted) mt-0.5 text-[14px] leading-[18px]" dir="auto">
            {description}
          </div>
        ) : null}
      </div>
      {button === null ? null : (
        <span className="flex bg-(--pv-facebook-button) h-9 flex-none items-center rounded-control px-3 text-[15px] font-semibold whitespace-nowrap">
          {button}
        </span>
      )}
    </div>
  )
}

function Actions() {
  return (
    <div className="flex h-11 border-t border-(color:--pv-facebook-line) text-(color:--pv-facebook-muted) text-[13px] font-semibold">
      {[
        { name: 'Like', Glyph: LikeGlyph },
        { name: 'Comment', Glyph: CommentGlyph },
        { name: 'Share', Glyph: ShareGlyph },
      ].map(({ name, Glyph }) => (
        <span key={name} className="flex flex-1 items-center justify-center gap-1.5">
          <Glyph size={18} /> {name}
        </span>
      ))}
    </div>
  )
}
