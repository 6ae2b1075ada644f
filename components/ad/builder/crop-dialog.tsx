'use client'

import { useState, type PointerEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { centreCrop, cropFor } from '@/lib/ad/crop'
import { RATIOS, type RatioName } from '@/lib/ad/placement/define'
import type { Crop, Media } from '@/lib/ad/schema'

type Props = { src: string; media: Media; ratio: RatioName; onClose: () => void; onSave: (crop: Crop | null) => void }

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(low, high), Math.max(low, value))
const MOST_ZOOM = 4

/** The part of the picture that a ratio shows: dragged, or set by three sliders with the keyboard. */
export function CropDialog({ src, media, ratio, onClose, onSave }: Props) {
  const whole = centreCrop(media.width, media.height, RATIOS[ratio])
  const [crop, setCrop] = useState(() => cropFor(media, ratio))
  const [drag, setDrag] = useState<{ x: number; y: number; crop: Crop }>()
  const zoom = whole.width / crop.width
  const place = (next: Crop): Crop => ({
    ...next,
    x: clamp(next.x, 0, 1 - next.width),
    y: clamp(next.y, 0, 1 - next.height),
  })
  const setZoom = (value: number) => {
    const [width, height] = [whole.width / value, whole.height / value]
    setCrop(place({ width, height, x: crop.x + (crop.width - width) / 2, y: crop.y + (crop.height - height) / 2 }))
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag) return
    const { width, height } = event.currentTarget.getBoundingClientRect()
    setCrop(
      place({
        ...drag.crop,
        x: drag.crop.x + (event.clientX - drag.x) / width,
        y: drag.crop.y + (event.clientY - drag.y) / height,
      }),
    )
  }
  const slider = (label: string, value: number, min: number, max: number, set: (value: number) => void) => (
    <label className="grid grid-cols-[72px_1fr] items-center gap-3">
      <span className="text-label">{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={(max - min) / 100 || 0.01}
        value={value}
        disabled={max <= min}
        onChange={(event) => set(Number(event.target.value))}
        className="accent-primary"
      />
    </label>
  )
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      size="medium"
      title={`Crop for ${ratio}`}
      description="Drag the frame, or use the sliders."
      footer={
        <>
          <Button className="mr-auto" onClick={() => onSave(null)}>
            Centre automatically
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => onSave(crop)}>
            Save crop
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid place-items-center rounded-card bg-surface p-3">
          <div
            className="relative max-h-[50dvh] touch-none overflow-hidden select-none"
            style={{
              aspectRatio: `${media.width} / ${media.height}`,
              width: `min(100%, calc(50dvh * ${media.width / media.height}))`,
            }}
            onPointerMove={move}
            onPointerUp={() => setDrag(undefined)}
            onPointerLeave={() => setDrag(undefined)}
          >
            {/* oxlint-disable-next-line nextjs/no-img-element -- a private picture of one agency */}
            <img src={src} alt={media.filename} draggable={false} className="size-full" />
            <div
              aria-hidden
              className="absolute cursor-move border-2 border-background shadow-[0_0_0_9999px_rgb(17_17_17/0.55)]"
              style={{
                left: `${crop.x * 100}%`,
                top: `${crop.y * 100}%`,
                width: `${crop.width * 100}%`,
                height: `${crop.height * 100}%`,
              }}
              onPointerDown={(event) => setDrag({ x: event.clientX, y: event.clientY, crop })}
            />
          </div>
        </div>
        {slider('Zoom', zoom, 1, MOST_ZOOM, setZoom)}
        {slider('Left, right', crop.x, 0, 1 - crop.width, (x) => setCrop({ ...crop, x }))}
        {slider('Up, down', crop.y, 0, 1 - crop.height, (y) => setCrop({ ...crop, y }))}
        <p className="text-small text-muted">
          Shows {Math.round(crop.width * 100)} % of the width and {Math.round(crop.height * 100)} % of the height:{' '}
          {Math.round(crop.width * media.width)} × {Math.round(crop.height * media.height)} pixels.
        </p>
      </div>
    </Dialog>
  )
}
