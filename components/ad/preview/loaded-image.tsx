'use client'

import { useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'

/** An image that gives way to `fallback` when its file does not load, also when that was known before React was there. */
export function LoadedImage({ src, style, fallback }: { src: string; style?: CSSProperties; fallback: ReactNode }) {
  const [failed, setFailed] = useState<string | null>(null)
  if (failed === src) return fallback
  return (
    // The picture is cropped and sized by CSS alone: an optimiser would ask for it again at each crop.
    // oxlint-disable-next-line nextjs/no-img-element
    <img
      ref={(image) => {
        if (image?.complete && image.naturalWidth === 0) setFailed(src)
      }}
      src={src}
      alt=""
      draggable={false}
      decoding="sync"
      style={style}
      onError={() => setFailed(src)}
    />
  )
}
