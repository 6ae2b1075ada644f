import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

type Props = { accounts: number; agency: string; base: string; mayConnect: boolean; mayBuild: boolean }

/** No campaign yet: without an account the way there, with one the way to the first ads. */
export function NoCampaigns({ accounts, agency, base, mayConnect, mayBuild }: Props) {
  if (accounts === 0)
    return (
      <Empty
        title="Campaigns appear here within the hour"
        action={
          mayConnect ? (
            <ButtonLink variant="primary" href={`/${agency}/integrations`}>
              Connect an account
            </ButtonLink>
          ) : undefined
        }
      >
        {mayConnect
          ? 'Connect an ad account and assign it to this client: its campaigns come in with 90 days of figures.'
          : 'No ad account is connected to this client yet. An owner or admin of the agency can do it.'}
      </Empty>
    )
  return (
    <Empty
      title="No campaigns in the connected accounts yet"
      action={
        mayBuild ? (
          <ButtonLink variant="primary" href={`${base}/ads`}>
            Build the first ads
          </ButtonLink>
        ) : undefined
      }
    >
      What is launched here or made at the platforms appears in this table.
    </Empty>
  )
}
