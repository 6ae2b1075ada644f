'use client'

import { ImageIcon } from 'lucide-react'
import { useState } from 'react'

/** The picture of an ad in a small square; its frame stands where it has none or it does not load. */
export function AdPicture({ src }: { src: string | null }) {
  const [isBroken, setBroken] = useState(false)
  return (
    <span className="grid size-16 shrink-0 place-items-center overflow-hidden rounded-control bg-surface text-muted">
      {src && !isBroken ? (
        // oxlint-disable-next-line nextjs/no-img-element -- served by our own route, sized by its box
        <img src={src} alt="" loading="lazy" className="size-full object-cover" onError={() => setBroken(true)} />
      ) : (
        <ImageIcon aria-hidden className="size-5" />
      )}
    </span>
  )
}
