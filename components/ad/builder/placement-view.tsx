'use client'

import { CircleAlert } from 'lucide-react'
import { memo, useMemo } from 'react'
import { pictureDetail } from '@/components/ad/preview/describe'
import { Preview } from '@/components/ad/preview/preview'
import type { Identity, MediaUrl, StorySurface } from '@/components/ad/preview/types'
import { combinationLabel, type Combination } from '@/lib/ad/combine'
import { notesFor } from '@/lib/ad/notes'
import type { Device } from '@/lib/ad/placement/define'
import { PLACEMENTS, type PlacementSlug } from '@/lib/ad/placement/index'
import { fieldsFor, type Ad } from '@/lib/ad/schema'
import { useBuilder } from './context'

type Props = {
  slug: PlacementSlug
  ad: Ad
  adIndex: number
  device: Device
  combination: Combination
  identity: Identity
  mediaUrl: MediaUrl
  surface: StorySurface
  showSafeZones: boolean
}

/** One placement with our words around it: what it shows of the ad, and what it does to it. */
export function PlacementView(props: Props) {
  const { slug, ad, adIndex, device } = props
  const { draft } = useBuilder()
  const { name, devices } = PLACEMENTS[slug]
  const shown: Device = devices.includes(device) ? device : 'mobile'
  const notes = notesFor(draft, adIndex, slug, shown)
  const key = JSON.stringify(notes)
  // The notes are compared by what they say, so that a letter typed elsewhere does not draw the preview again.
  const note = useMemo(
    () =>
      notes.length === 0 ? undefined : (
        <ul className="grid gap-1">
          {notes.map(({ kind, text }) => (
            <li key={text} className={kind === 'error' ? 'flex gap-1.5 text-bad' : undefined}>
              {kind === 'error' ? <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" /> : null}
              {text}
            </li>
          ))}
        </ul>
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- `key` is what the notes say
    [key],
  )
  const detail =
    slug === 'google-search'
      ? combinationLabel(props.combination)
      : pictureDetail(fieldsFor(ad, PLACEMENTS[slug].platform).media, slug, shown)
  const keyword = draft.units[0]?.rules.keywords.find(({ text }) => text.trim() !== '')?.text
  return (
    <Drawn
      {...props}
      device={shown}
      caption={name}
      detail={detail}
      note={note}
      query={slug === 'google-search' ? keyword : undefined}
    />
  )
}

type DrawnProps = Props & { caption: string; detail: string; note: React.ReactNode; query: string | undefined }

const Drawn = memo(function Drawn({ slug, ad, adIndex: _adIndex, ...props }: DrawnProps) {
  return <Preview placement={slug} fields={fieldsFor(ad, PLACEMENTS[slug].platform)} {...props} />
})
