import './preview.css'
import type { ReactNode } from 'react'
import type { Combination } from '@/lib/ad/combine'
import { combine } from '@/lib/ad/combine'
import type { Device } from '@/lib/ad/placement/define'
import type { PlacementSlug } from '@/lib/ad/placement/index'
import { PLACEMENTS } from '@/lib/ad/placement/index'
import type { AdFields } from '@/lib/ad/schema'
import { FACEBOOK_DESKTOP_WIDTH, FacebookFeed } from './facebook-feed'
import { PHONE_WIDTH, PreviewFigure } from './frame'
import { GOOGLE_DESKTOP_WIDTH, GoogleSearch } from './google-search'
import { InstagramFeed } from './instagram-feed'
import { describeAd, joinDescriptions, joinHeadlines } from './describe'
import { Story } from './story'
import type { Identity, MediaUrl, StorySurface } from './types'
import { BUTTON_LABELS, feedText, firstText, textsAt } from './words'

export type PreviewProps = {
  placement: PlacementSlug
  /** A placement that has no such device is drawn on the one that it has. */
  device?: Device
  /** The ad's fields as this placement's platform gets them: fieldsFor(ad, platform). */
  fields: AdFields
  /** Keep identity and mediaUrl the same objects between keystrokes: the drawings are memoised on them. */
  identity: Identity
  mediaUrl: MediaUrl
  /** Google: which texts stand together. Absent: the first legal combination. */
  combination?: Combination
  /** Google: what the person searched for. */
  query?: string
  /** Story: whose. */
  surface?: StorySurface
  showSafeZones?: boolean
  /** Our words around the frame: see PreviewFigure. */
  caption?: ReactNode
  detail?: ReactNode
  note?: ReactNode
}

const NONE: Combination = { headlines: [], descriptions: [] }

/** The ad as one placement shows it. A pure function of the fields: live preview, share page and approval are this. */
export function Preview(props: PreviewProps) {
  const { placement, fields, identity, caption, detail, note } = props
  const device = deviceOf(placement, props.device)
  const combination = props.combination ?? (placement === 'google-search' ? combine(fields).at(0) : NONE)
  const label = describeAd({ placement, device, fields, identity, combination, surface: props.surface })
  return (
    <PreviewFigure
      width={widthOf(placement, device)}
      label={label}
      caption={caption}
      detail={detail}
      note={note}
      placement={placement}
    >
      <Drawing {...props} device={device} combination={combination} />
    </PreviewFigure>
  )
}

const deviceOf = (placement: PlacementSlug, wanted: Device = 'mobile'): Device =>
  PLACEMENTS[placement].devices.includes(wanted) ? wanted : 'mobile'

const widthOf = (placement: PlacementSlug, device: Device): number => {
  if (device === 'mobile') return PHONE_WIDTH
  return placement === 'google-search' ? GOOGLE_DESKTOP_WIDTH : FACEBOOK_DESKTOP_WIDTH
}

/** Passes each placement only what it draws, so that a keystroke redraws only where it is seen. */
function Drawing(props: PreviewProps & { device: Device; combination: Combination }) {
  const { placement, device, fields, identity, mediaUrl, combination } = props
  const common = { identity, mediaUrl, media: fields.media, button: BUTTON_LABELS[fields.callToAction] }
  const primaryText = feedText(fields.primaryText)
  switch (placement) {
    case 'google-search': {
      const headlines = textsAt(fields.headlines, combination.headlines)
      return (
        <GoogleSearch
          device={device}
          headline={joinHeadlines(headlines)}
          headlineCount={headlines.length}
          description={joinDescriptions(textsAt(fields.descriptions, combination.descriptions))}
          url={fields.url}
          path1={fields.path1}
          path2={fields.path2}
          businessName={identity.businessName}
          logoUrl={identity.logoUrl}
          query={props.query}
        />
      )
    }
    case 'facebook-feed':
      return (
        <FacebookFeed
          {...common}
          device={device}
          primaryText={primaryText}
          headline={firstText(fields.headlines)}
          description={firstText(fields.descriptions)}
          url={fields.url}
        />
      )
    case 'instagram-feed':
      return <InstagramFeed {...common} primaryText={primaryText} />
    case 'story':
      return (
        <Story
          {...common}
          primaryText={primaryText}
          surface={props.surface ?? 'instagram'}
          showSafeZones={props.showSafeZones ?? false}
        />
      )
  }
}
