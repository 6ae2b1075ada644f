'use client'

import { ImageIcon, TriangleAlert, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Button } from '@/components/ui/button'
import { accepts, FileDrop } from '@/components/ui/file-drop'
import { Progress } from '@/components/ui/progress'
import { cropFor, describeRatio, sameRatio } from '@/lib/ad/crop'
import { setField } from '@/lib/ad/edit'
import { isConnected, platformsOf } from '@/lib/ad/issue'
import { RATIO_NAMES, RATIOS, type RatioName } from '@/lib/ad/placement/define'
import type { Media } from '@/lib/ad/schema'
import { fileSize, PICTURE_BYTES, PICTURE_TYPES, uploadPicture } from './upload'
import { messageOf } from '@/lib/client/api'
import { fieldId, useBuilder } from './context'
import { CropDialog } from './crop-dialog'
import { FieldNote } from './field-note'
import { placeFields, placePath, type AdPlace } from './place'

type Upload = { name: string; share: number } | undefined

/** The picture: dropped, pasted or chosen; then how each ratio cuts it. */
export function MediaField(place: AdPlace) {
  const { draft, edit, data, issueAt, issues } = useBuilder()
  const { media } = placeFields(place)
  const [upload, setUpload] = useState<Upload>()
  const [error, setError] = useState<string>()
  const { key } = place.ad
  const { where } = place
  const { agency, client } = data
  const set = useCallback(
    (value: Media | null) => edit((current) => setField(current, key, where, 'media', value)),
    [edit, key, where],
  )
  const isSending = useRef(false)
  const take = useCallback(
    async (file: File) => {
      if (isSending.current)
        return setError(`${file.name} was not taken: another picture is being sent. Wait for it, then drop this one.`)
      if (!accepts(PICTURE_TYPES, file))
        return setError(`${file.name} is not a JPEG or PNG picture. Export it as one of these.`)
      if (file.size > PICTURE_BYTES)
        return setError(`${file.name} has ${fileSize(file.size)}; at most 30 MB fit here. Save it smaller.`)
      setError(undefined)
      setUpload({ name: file.name, share: 0 })
      isSending.current = true
      try {
        set(
          await uploadPicture({ agency, clientId: client.id }, file, (share) => setUpload({ name: file.name, share })),
        )
      } catch (cause) {
        setError(messageOf(cause))
      } finally {
        isSending.current = false
        setUpload(undefined)
      }
    },
    [agency, client.id, set],
  )
  usePastedPicture(where === 'universal' ? take : undefined)
  const path = placePath(place, 'media')
  const issue = issueAt(path) ?? issues.find((each) => each.path.startsWith(`${path}.`))
  if (where === 'universal' && !platformsOf(draft).includes('meta_ads')) return null
  return (
    <section aria-label="Picture" id={fieldId(path)}>
      <div className="mb-2 flex items-center gap-2">
        <span className="text-label">Media</span>
        <span className="text-muted">
          <PlatformMark name="meta" label="Meta" />
        </span>
        {isConnected(draft, 'google_ads') ? (
          <span className="ml-auto text-small text-muted">Not used by Google Search</span>
        ) : null}
      </div>
      {upload ? (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a second file that is dropped here must not replace the page
        <div
          className="grid gap-2 rounded-card border border-dashed border-control p-4"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            const [file] = event.dataTransfer.files
            if (file) void take(file)
          }}
        >
          <p className="truncate text-label">{upload.name}</p>
          <Progress value={Math.round(upload.share * 100)} max={100} label={`Sending ${upload.name}`} />
          <p className="text-small text-muted">
            {upload.share < 1 ? `${Math.round(upload.share * 100)} % sent` : 'Looking at the picture…'}
          </p>
        </div>
      ) : media ? (
        <Chosen media={media} onFile={(file) => void take(file)} onRemove={() => set(null)} />
      ) : (
        <FileDrop
          label="Drop a picture, paste it, or choose a file"
          help="JPEG or PNG, at most 30 MB. 1080 × 1350 fits most placements."
          accept={PICTURE_TYPES}
          error={error}
          onFiles={([file]) => file && void take(file)}
        />
      )}
      {error && (upload || media) ? (
        <p role="alert" className="mt-1 text-small text-bad">
          {error}
        </p>
      ) : null}
      <FieldNote issue={issue} id={`${fieldId(path)}-note`} />
      {media ? <Crops place={place} media={media} onChange={set} /> : null}
    </section>
  )
}

/** A picture in the clipboard belongs here, wherever the cursor stands: no text field can take it. */
function usePastedPicture(take: ((file: File) => Promise<void>) | undefined): void {
  useEffect(() => {
    if (!take) return
    const paste = (event: globalThis.ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (!file) return
      event.preventDefault()
      void take(file)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [take])
}

export const mediaAddress = (agency: string, { hash }: Pick<Media, 'hash'>): string =>
  `/api/media/${hash}?agency=${encodeURIComponent(agency)}`

function Chosen({ media, onFile, onRemove }: { media: Media; onFile: (file: File) => void; onRemove: () => void }) {
  const { data } = useBuilder()
  const input = useRef<HTMLInputElement>(null)
  const size = (n: number) => n.toLocaleString(data.context.locale)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping has no keyboard form; the button in it has
    <div
      className="flex items-center gap-3 rounded-card border border-dashed border-control p-3"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      {/* oxlint-disable-next-line nextjs/no-img-element -- a private picture of one agency; the optimiser would cache it for all */}
      <img
        src={mediaAddress(data.agency, media)}
        alt={media.filename}
        className="size-14 shrink-0 rounded-control bg-surface object-contain"
      />
      <div className="min-w-0 flex-1">
        <p className="truncate text-label">{media.filename}</p>
        <p className="text-small text-muted">
          {size(media.width)} × {size(media.height)}, {describeRatio(media.width, media.height)}, {fileSize(media.size)}
        </p>
        <p className="text-small text-muted">Drop another file here, or paste</p>
      </div>
      <input
        ref={input}
        type="file"
        accept={PICTURE_TYPES}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>Replace</Button>
      <Button variant="quiet" size="icon" aria-label={`Remove ${media.filename}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </div>
  )
}

function Crops({ place, media, onChange }: { place: AdPlace; media: Media; onChange: (media: Media) => void }) {
  const { issues, data } = useBuilder()
  const [open, setOpen] = useState<RatioName | null>(null)
  const isOwn = (ratio: RatioName) => sameRatio(media.width / media.height, RATIOS[ratio], 0.03)
  const cuts = (ratio: RatioName) =>
    issues.some(
      ({ fix, path }) => fix?.kind === 'crop' && fix.ratio === ratio && path.startsWith(`ads.${place.adIndex}.`),
    )
  return (
    <>
      <ul className="mt-3 grid grid-cols-4 gap-3">
        {RATIO_NAMES.map((ratio) => (
          <li key={ratio}>
            <button
              type="button"
              onClick={() => setOpen(ratio)}
              className="grid w-full gap-1 rounded-control text-left"
            >
              <span className="grid h-22 place-items-center rounded-control bg-surface">
                <CropThumb src={mediaAddress(data.agency, media)} media={media} ratio={ratio} />
              </span>
              <span className="text-small font-medium">{ratio}</span>
              <span className="flex items-center gap-1 text-small text-muted">
                {cuts(ratio) ? <TriangleAlert aria-hidden className="size-3 text-warn" /> : null}
                {media.crops[ratio] ? 'Edited' : isOwn(ratio) ? 'Original' : cuts(ratio) ? 'Cuts' : 'Auto'}
              </span>
              <span className="sr-only">Edit the crop</span>
            </button>
          </li>
        ))}
      </ul>
      {open ? (
        <CropDialog
          key={open}
          src={mediaAddress(data.agency, media)}
          media={media}
          ratio={open}
          onClose={() => setOpen(null)}
          onSave={(crop) => {
            const { [open]: _old, ...others } = media.crops
            onChange({ ...media, crops: crop ? { ...others, [open]: crop } : others })
            setOpen(null)
          }}
        />
      ) : null}
    </>
  )
}

const BOX = { width: 84, height: 72 }

function CropThumb({ src, media, ratio }: { src: string; media: Media; ratio: RatioName }) {
  const crop = cropFor(media, ratio)
  const width = Math.min(BOX.width, BOX.height * RATIOS[ratio])
  const height = width / RATIOS[ratio]
  if (!src) return <ImageIcon aria-hidden className="size-5 text-muted" />
  return (
    <span className="relative block max-w-full overflow-hidden rounded-mark" style={{ width, height }}>
      {/* oxlint-disable-next-line nextjs/no-img-element -- as above */}
      <img
        src={src}
        alt=""
        className="absolute max-w-none"
        style={{
          width: width / crop.width,
          height: height / crop.height,
          left: (-crop.x * width) / crop.width,
          top: (-crop.y * height) / crop.height,
        }}
      />
    </span>
  )
}
