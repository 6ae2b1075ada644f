import { Skeleton, SkeletonFigure } from '../ui/skeleton'

export type PageSkeletonProps = {
  /** Cards with one figure on top. */
  figures?: number
  chart?: boolean
  rows?: number
  /** One column of labels and inputs instead. */
  form?: boolean
}

/** The geometry of a page while it is read, for `loading.tsx`. */
export function PageSkeleton({ figures = 0, chart = false, rows = 8, form = false }: PageSkeletonProps) {
  return (
    <div aria-busy="true">
      <output className="sr-only">Loading</output>
      <div className="mb-6 h-15">
        <Skeleton className="h-5 w-64" />
        <Skeleton className="mt-3 block w-48" />
      </div>
      {form ? <FormBones /> : null}
      {figures > 0 ? (
        <div className="mb-6 grid grid-cols-[repeat(auto-fit,minmax(180px,1fr))] gap-4">
          {Array.from({ length: figures }, (_, i) => (
            <SkeletonFigure key={i} />
          ))}
        </div>
      ) : null}
      {chart ? (
        <div className="mb-6 h-80 rounded-card border border-line p-4">
          <Skeleton className="h-4 w-72" />
        </div>
      ) : null}
      {!form && rows > 0 ? <TableBones rows={rows} /> : null}
    </div>
  )
}

function TableBones({ rows }: { rows: number }) {
  return (
    <div className="rounded-card border border-line">
      <div className="h-14" />
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="flex h-11 items-center justify-between gap-8 border-t border-line px-4">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-1/5" />
          <Skeleton className="w-1/6" />
        </div>
      ))}
    </div>
  )
}

function FormBones() {
  return (
    <div className="grid max-w-140 gap-4">
      {Array.from({ length: 5 }, (_, i) => (
        <div key={i} className="grid gap-2">
          <Skeleton className="w-28" />
          <Skeleton className="h-9 w-full rounded-control" />
        </div>
      ))}
    </div>
  )
}
