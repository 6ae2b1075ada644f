'use client'

import { useState } from 'react'
import { Preview } from '@/components/ad/preview/preview'
import type { MediaUrl } from '@/components/ad/preview/types'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { AdView } from '@/lib/campaign/detail'
import { AdPicture } from '@/components/report/viewer/ad-picture'

type Props = { ad: AdView; platform: string; agency: string; client: string }

/** An ad by its picture and first words; its preview opens where its content is kept here. */
export function AdThumb({ ad, platform, agency, client }: Props) {
  const [open, setOpen] = useState(false)
  const media = ad.fields?.media ?? null
  const src = media ? mediaUrl(agency)(media) : null
  if (!ad.fields) return <AdPicture src={null} />
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`Preview of ${ad.name}`}
        className="shrink-0 rounded-control hover:opacity-80"
      >
        <AdPicture src={src} />
      </button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={ad.headline ?? ad.name}
        size="medium"
        footer={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        {open ? (
          <div className="grid justify-items-center">
            <Preview
              placement={platform === 'google_ads' ? 'google-search' : 'facebook-feed'}
              fields={ad.fields}
              identity={{ name: client, businessName: client }}
              mediaUrl={mediaUrl(agency)}
            />
          </div>
        ) : null}
      </Dialog>
    </>
  )
}

const mediaUrl =
  (agency: string): MediaUrl =>
  (media) =>
    `/api/media/${media.hash}?agency=${encodeURIComponent(agency)}`
