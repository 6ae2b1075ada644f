import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Builder } from '@/components/ad/builder/builder'
import { can } from '@/lib/access/permissions'
import { pageClient } from '@/lib/agency/page-scope.server'
import { listAudiences } from '@/lib/build/audience-data.server'
import { resolveContext } from '@/lib/build/context.server'
import { requireBuild } from '@/lib/build/data.server'
import { brandMonths } from '@/lib/build/month.server'
import { AppError } from '@/lib/core/errors'
import { isId } from '@/lib/server/id'
import { listSkuChoices } from '@/lib/build/sku-choices.server'

export const metadata: Metadata = { title: 'Ad builder' }

type Props = { params: Promise<{ agency: string; client: string; build: string }> }

/** Names of campaigns that the preview of names counts on; the review counts on all. */
const NAMES_SHOWN = 500

export default async function Page({ params }: Props) {
  const { agency, client: slug, build: id } = await params
  const { scope, client } = await pageClient(agency, slug, 'ad.build')
  if (!isId(id)) notFound()
  const build = await requireBuild(scope, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  if (build.clientId !== client.id) notFound()
  const [context, months, audiences, skus] = await Promise.all([
    resolveContext(scope, build),
    brandMonths(scope, client),
    listAudiences(scope, client.id),
    listSkuChoices(scope, client.id, build.skuId),
  ])
  return (
    <Builder
      data={{
        agency,
        client: {
          id: client.id,
          slug: client.slug,
          name: client.name,
          currency: client.currency,
          timezone: client.timezone,
        },
        build,
        skus,
        context: { ...context, takenNames: context.takenNames.slice(-NAMES_SHOWN) },
        months,
        audiences,
        mayLaunch: can(scope, 'campaign.write'),
        mayConnect: can(scope, 'integration.write'),
        mayShareAudiences: scope.clientIds === 'all',
      }}
    />
  )
}
