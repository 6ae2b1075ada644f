'use client'

import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { BulkBar } from '@/components/table/bulk-bar'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { pause, resume } from '@/lib/campaign/actions'
import type { CampaignRow } from '@/lib/campaign/list'
import { messageOf } from '@/lib/client/api'
import type { Act, Patch } from './use-campaigns'

type Props = { agency: string; rows: readonly CampaignRow[]; patch: Patch; act: Act; onClear: () => void }

const plural = (n: number): string => (n === 1 ? '1 campaign' : `${n} campaigns`)

const held = (row: CampaignRow): CampaignRow =>
  row.holds.includes('manual') ? row : { ...row, holds: [...row.holds, 'manual'] }
const free = (row: CampaignRow): CampaignRow => ({
  ...row,
  desiredOn: true,
  holds: row.holds.filter((kind) => kind !== 'manual'),
})

/** Pause and resume for the chosen rows. The rows change at once; the platform's truth is read until it agrees. */
export function BulkActions({ agency, rows, patch, act, onClear }: Props) {
  const [busy, setBusy] = useState<'pause' | 'resume' | null>(null)
  const own = rows.filter((row) => row.isAdopted)
  const readOnly = rows.length - own.length
  const change = async (kind: 'pause' | 'resume', ids: readonly string[], isUndo = false) => {
    const before = new Map(own.map((row) => [row.id, row]))
    const chosen = new Set(ids)
    setBusy(kind)
    patch((row) => (chosen.has(row.id) ? (kind === 'pause' ? held(row) : free(row)) : row))
    try {
      const wish = valueOf(await act(() => (kind === 'pause' ? pause : resume)(agency, { campaignIds: [...ids] })))
      const verb = kind === 'pause' ? 'Paused' : 'Resumed'
      const stay =
        wish.held.length > 0 ? `${plural(wish.held.length)} stay off: ${wish.held[0]?.pills.join(', ')}` : undefined
      const description =
        [stay, readOnly > 0 ? `${plural(readOnly)} read-only, left as they are` : ''].filter(Boolean).join('. ') ||
        undefined
      if (isUndo || wish.asked.length === 0) toast.success(`${verb} ${plural(ids.length)}`, { description })
      else
        toast.undo(
          `${verb} ${plural(wish.asked.length)}`,
          () => void change(kind === 'pause' ? 'resume' : 'pause', wish.asked, true),
          { description },
        )
      onClear()
    } catch (error) {
      patch((row) => (chosen.has(row.id) ? (before.get(row.id) ?? row) : row))
      toast.error('Nothing was changed', { description: messageOf(error) })
    } finally {
      setBusy(null)
    }
  }
  const press = (kind: 'pause' | 'resume') => {
    if (own.length === 0)
      return toast.info('These campaigns are read-only', { description: 'Adopt them on their pages first.' })
    void change(
      kind,
      own.map(({ id }) => id),
    )
  }
  return (
    <BulkBar count={rows.length} label={plural(rows.length)} onClear={onClear}>
      <Button size="small" loading={busy === 'pause'} onClick={() => press('pause')}>
        <Pause aria-hidden />
        Pause
      </Button>
      <Button size="small" loading={busy === 'resume'} onClick={() => press('resume')}>
        <Play aria-hidden />
        Resume
      </Button>
    </BulkBar>
  )
}
