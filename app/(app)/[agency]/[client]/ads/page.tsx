import type { Metadata } from 'next'
import { BuildTable } from '@/components/ad/build-table'
import { NewAd } from '@/components/ad/new-ad'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { can } from '@/lib/access/permissions'
import { pageClient } from '@/lib/agency/page-scope.server'
import { countBuilds, listBuilds } from '@/lib/build/data.server'
import { listSkuChoices } from '@/lib/build/sku-choices.server'
import { listTemplates } from '@/lib/build/template-data.server'

export const metadata: Metadata = { title: 'Ads' }

type Props = {
  params: Promise<{ agency: string; client: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug, client: clientSlug }, search] = await Promise.all([params, searchParams])
  const { scope, client, agency } = await pageClient(slug, clientSlug, 'campaign.read')
  const archived = search['show'] === 'archived'
  const mayBuild = can(scope, 'ad.build')
  const [builds, counts, templates, skus] = await Promise.all([
    listBuilds(scope, client.id, { archived }),
    countBuilds(scope, client.id),
    mayBuild ? listTemplates(scope, client.id) : [],
    mayBuild ? listSkuChoices(scope, client.id) : [],
  ])
  const newAd = mayBuild ? (
    <NewAd
      agency={slug}
      client={{ id: client.id, slug: client.slug }}
      templates={templates.map(({ id, name }) => ({ id, name }))}
      skus={skus}
      open={search['new'] !== undefined}
    />
  ) : undefined
  return (
    <>
      <PageHeader title="Ads" source={`Drafts and launches of ${client.name}`} actions={newAd} />
      <nav aria-label="Which drafts" className="mb-4 flex gap-2">
        {(['open', 'archived'] as const).map((which) => (
          <ButtonLink
            key={which}
            size="small"
            variant={archived === (which === 'archived') ? 'secondary' : 'quiet'}
            aria-current={archived === (which === 'archived') ? 'page' : undefined}
            href={which === 'archived' ? '?show=archived' : '?'}
          >
            {which === 'archived' ? 'Archived' : 'Open'} <span className="text-muted">{counts[which]}</span>
          </ButtonLink>
        ))}
      </nav>
      <BuildTable
        agency={slug}
        client={client.slug}
        locale={agency.locale}
        timezone={client.timezone}
        now={new Date().toISOString()}
        rows={builds.map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() }))}
        archived={archived}
        hasOthers={counts.open + counts.archived > 0}
        mayBuild={mayBuild}
      />
    </>
  )
}
