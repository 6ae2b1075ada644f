import type { Metadata } from 'next'
import { NamingForm } from '@/components/advertiser/naming-form'
import { can } from '@/lib/access/permissions'
import { getClientSettings } from '@/lib/advertiser/client-data.server'
import { utmOf } from '@/lib/advertiser/schema'
import { pageClient } from '@/lib/agency/page-scope.server'
import { dayIn } from '@/lib/core/zone'
import { now } from '@/lib/server/clock.server'

export const metadata: Metadata = { title: 'Naming and tracking' }

export default async function Page({ params }: { params: Promise<{ agency: string; client: string }> }) {
  const { agency, client: slug } = await params
  const { scope, client } = await pageClient(agency, slug, 'client.read')
  const { namingPattern, utm } = await getClientSettings(scope, client.id)
  const month = dayIn(await now(), client.timezone).slice(0, 7)
  return (
    <NamingForm
      agency={agency}
      client={client.name}
      month={month}
      mayEdit={can(scope, 'client.write')}
      values={{ clientId: client.id, namingPattern, utm: utmOf(utm) }}
    />
  )
}
