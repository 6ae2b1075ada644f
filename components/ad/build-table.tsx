'use client'

import { Archive, ArchiveRestore, Copy } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { countColumn, customColumn, nameColumn, textColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import type { Column } from '@/components/table/types'
import { Badge } from '@/components/ui/badge'
import { Button, TextLink } from '@/components/ui/button'
import { Empty, NoResults } from '@/components/ui/empty'
import { StatusDot } from '@/components/ui/status-dot'
import { toast } from '@/components/ui/toast'
import { archiveOneBuild, newBuild, restoreOneBuild } from '@/lib/build/actions'
import { BUILD_STATUS, type BuildStatus } from '@/lib/build/schema'
import { ask } from '@/lib/client/ask'
import { ago } from '@/lib/core/format'
import { platformName } from '@/lib/integration/schema'

export type BuildRow = {
  id: string
  clientId: string
  name: string
  status: BuildStatus
  objective: string | null
  platforms: string[]
  ads: number
  sku: string
  author: string | null
  updatedAt: string
}

type Props = {
  agency: string
  client: string
  locale: string
  timezone: string
  /** ISO instant of the page, so that server and browser say the same. */
  now: string
  rows: BuildRow[]
  archived: boolean
  hasOthers: boolean
  mayBuild: boolean
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function columnsOf({ agency, client, locale, timezone, now, mayBuild }: Props): Column<BuildRow>[] {
  const columns: Column<BuildRow>[] = [
    nameColumn({
      id: 'name',
      header: 'Draft',
      name: (row) => row.name || 'Untitled draft',
      href: mayBuild
        ? (row) => `/${agency}/${client}/ads/${row.id}${row.status === 'draft' ? '' : '?step=review'}`
        : undefined,
      note: (row) => row.sku,
    }),
    customColumn({
      id: 'status',
      header: 'Status',
      width: 152,
      value: (row) => row.status,
      cell: ({ status }) => {
        const { word, tone } = BUILD_STATUS[status]
        if (status === 'partly' || status === 'failed') return <Badge tone={tone}>{word}</Badge>
        return (
          <StatusDot tone={tone} off={status === 'draft' || status === 'archived'}>
            {word}
          </StatusDot>
        )
      },
    }),
    textColumn({
      id: 'objective',
      header: 'Objective',
      width: 104,
      text: (row) => (row.objective ? capital(row.objective) : null),
    }),
    customColumn({
      id: 'platforms',
      header: 'Platforms',
      width: 104,
      value: (row) => row.platforms.join(),
      cell: ({ platforms }) => (
        <span className="inline-flex gap-2 text-muted">
          {platforms.map((platform) => (
            <PlatformMark
              key={platform}
              name={platform === 'google_ads' ? 'google' : 'meta'}
              label={platformName(platform)}
            />
          ))}
        </span>
      ),
    }),
    countColumn({ id: 'ads', header: 'Ads', width: 72, locale, figure: (row) => row.ads }),
    customColumn({
      id: 'updated',
      header: 'Changed',
      width: 152,
      value: (row) => row.updatedAt,
      cell: (row) => (
        <span>
          <span className="block">{ago(row.updatedAt, new Date(now), locale, timezone)}</span>
          {row.author ? <span className="block truncate text-small text-muted">{row.author}</span> : null}
        </span>
      ),
    }),
  ]
  if (mayBuild)
    columns.push(
      customColumn({
        id: 'actions',
        header: 'Actions',
        width: 104,
        cell: (row) => <Actions agency={agency} client={client} row={row} />,
      }),
    )
  return columns
}

/** A client's drafts, the newest change first. */
export function BuildTable(props: Props) {
  const { rows, archived, hasOthers, mayBuild } = props
  return (
    <DataTable
      label="Drafts"
      columns={columnsOf(props)}
      rows={rows}
      rowId={(row) => row.id}
      rowHeight={56}
      state={rows.length > 0 ? 'data' : hasOthers ? 'noResults' : 'empty'}
      noResults={
        <NoResults
          title={archived ? 'No draft is archived' : 'Every draft is archived'}
          action={
            <TextLink href={archived ? '?' : '?show=archived'}>
              {archived ? 'Show open drafts' : 'Show archived drafts'}
            </TextLink>
          }
        />
      }
      empty={
        <Empty
          title="Ads appear here"
          action={mayBuild ? <TextLink href="?new">Build the first ad</TextLink> : undefined}
        >
          Write an ad once and see it as Google Search, Facebook and Instagram show it. A draft is kept as you type.
        </Empty>
      }
    />
  )
}

function Actions({ agency, client, row }: { agency: string; client: string; row: BuildRow }) {
  const router = useRouter()
  const name = row.name || 'Untitled draft'
  const restore = async () => {
    const result = await ask(() => restoreOneBuild(agency, { buildId: row.id }))
    if (!result.ok) return toast.error(result.message)
    router.refresh()
  }
  const archive = async () => {
    const result = await ask(() => archiveOneBuild(agency, { buildId: row.id }))
    if (!result.ok) return toast.error(result.message)
    router.refresh()
    toast.undo(`"${name}" is archived`, () => void restore())
  }
  const copy = async () => {
    const result = await ask(() =>
      newBuild(agency, { clientId: row.clientId, from: { kind: 'build', buildId: row.id } }),
    )
    if (!result.ok) return toast.error(result.message)
    router.push(`/${agency}/${client}/ads/${result.value.id}`)
  }
  if (row.status === 'archived')
    return (
      <Button
        variant="quiet"
        size="iconSmall"
        aria-label={`Restore ${name}`}
        title="Restore"
        onClick={() => void restore()}
      >
        <ArchiveRestore aria-hidden />
      </Button>
    )
  return (
    <span className="inline-flex">
      <Button
        variant="quiet"
        size="iconSmall"
        aria-label={`Duplicate ${name}`}
        title="Duplicate"
        onClick={() => void copy()}
      >
        <Copy aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="iconSmall"
        aria-label={`Archive ${name}`}
        title="Archive"
        disabled={row.status === 'launching'}
        onClick={() => void archive()}
      >
        <Archive aria-hidden />
      </Button>
    </span>
  )
}
