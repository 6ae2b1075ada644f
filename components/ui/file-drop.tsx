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
  onFiles: (files: File[]) => void
  error?: string
  disabled?: boolean
  className?: string
}

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

/** A place to drop or choose files. Whoever takes them says in `error` what does not fit: a dropped file may be anything. */
export function FileDrop({ label, help, accept = '', multiple, onFiles, error, disabled, className }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    if (files.length > 0) onFiles(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
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
          error && 'border-bad',
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
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </label>
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-small text-bad">
          {error}
        </p>
      ) : null}
    </div>
  )
}
