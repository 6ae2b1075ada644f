'use client'

import { Upload } from 'lucide-react'
import { useId, useState, type DragEvent } from 'react'
import { cn } from '@/lib/core/cn'

export type FileDropProps = {
  /** What to drop: `Drop images or a video`. */
  label: string
  help?: string
  /** As the native attribute: `image/png,image/jpeg,.csv`. */
  accept?: string
  multiple?: boolean
  maxBytes?: number
  onFiles: (files: File[]) => void
  error?: string
  disabled?: boolean
  className?: string
}

const megabytes = (bytes: number): string => `${Math.round((bytes / 1_000_000) * 10) / 10} MB`

/** Does a file fit a native accept list? Empty accepts everything. */
export function accepts(accept: string, file: { name: string; type: string }): boolean {
  const rules = accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .filter(Boolean)
  if (rules.length === 0) return true
  const [name, type] = [file.name.toLowerCase(), file.type.toLowerCase()]
  return rules.some((rule) => {
    if (rule.startsWith('.')) return name.endsWith(rule)
    return rule.endsWith('/*') ? type.startsWith(rule.slice(0, -1)) : type === rule
  })
}

/** A place to drop, paste or choose files. What does not fit is refused by name; the rest is taken. */
export function FileDrop({
  label,
  help,
  accept = '',
  multiple,
  maxBytes,
  onFiles,
  error,
  disabled,
  className,
}: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    const wrong = files.find((file) => !accepts(accept, file))
    const large = files.find((file) => maxBytes !== undefined && file.size > maxBytes)
    if (wrong) setRefusal(`${wrong.name} is not of a kind that fits here (${accept}).`)
    else if (large && maxBytes)
      setRefusal(`${large.name} has ${megabytes(large.size)}; at most ${megabytes(maxBytes)} fit here.`)
    else setRefusal(undefined)
    const good = files.filter((file) => accepts(accept, file) && (maxBytes === undefined || file.size <= maxBytes))
    if (good.length > 0) onFiles(good)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
  const said = refusal ?? error
  return (
    <div className={className}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping has no keyboard form; the input in it has */}
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'flex min-h-24 flex-col items-center justify-center gap-1 rounded-card border border-dashed border-control p-4 text-center',
          'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-primary hover:bg-surface',
          over && 'border-primary bg-primary-soft',
          said && 'border-bad',
          disabled && 'opacity-50',
        )}
      >
        <Upload aria-hidden className="size-5 text-muted" />
        <span className="text-label">{label}</span>
        {help ? <span className="text-small text-muted">{help}</span> : null}
        <input
          id={id}
          type="file"
          className="sr-only"
          accept={accept || undefined}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={said ? `${id}-said` : undefined}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </label>
      {said ? (
        <p id={`${id}-said`} role="alert" className="mt-1 text-small text-bad">
          {said}
        </p>
      ) : null}
    </div>
  )
}
