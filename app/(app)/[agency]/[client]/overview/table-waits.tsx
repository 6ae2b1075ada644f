import { Skeleton } from '@/components/ui/skeleton'

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7]

/** The geometry of the campaign table while its first page is read; title and frame are there at once. */
export function TableWaits() {
  return (
    <div aria-busy="true" className="rounded-card border border-line">
      <div className="flex h-14 items-center px-4">
        <h2 className="text-heading">Campaigns</h2>
      </div>
      {ROWS.map((row) => (
        <div key={row} className="flex h-11 items-center justify-between gap-8 border-t border-line px-4">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-1/6" />
          <Skeleton className="w-1/12" />
          <Skeleton className="w-1/12" />
        </div>
      ))}
    </div>
  )
}
