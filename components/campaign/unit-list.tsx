import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import type { AdView, CampaignDetail, UnitView } from '@/lib/campaign/detail'
import { partStatusOf } from '@/lib/campaign/status'
import { AdThumb } from './ad-line'
import { StateButton } from './state-button'
import { StatusCell } from './status-cell'

type Props = {
  campaign: CampaignDetail
  isOn: boolean
  agency: string
  client: string
  mayWrite: boolean
  onWish: (kind: 'unit' | 'ad', id: string, isOn: boolean) => void
  onSettled: () => void
}

/** The units of a campaign with their audience, and the ads of each. */
export function UnitList(props: Props) {
  const { campaign } = props
  if (campaign.units.length === 0) return <p className="text-muted">The platform has named no units of it yet.</p>
  return (
    <div className="grid gap-4">
      {campaign.units.map((unit) => (
        <UnitCard key={unit.id} unit={unit} {...props} />
      ))}
    </div>
  )
}

const canSwitch = (part: UnitView | AdView): boolean =>
  part.isPlaced && (part.status === 'live' || part.status === 'paused')

function UnitCard({ unit, ...props }: Props & { unit: UnitView }) {
  const { campaign, isOn } = props
  const unitOn = isOn && unit.status === 'live' && !unit.isHeld
  const kind = campaign.platform === 'google_ads' ? 'Ad group' : 'Ad set'
  return (
    <Card aria-label={unit.name}>
      <header className="flex flex-wrap items-start justify-between gap-3 p-4">
        <div className="min-w-0">
          <h3 className="text-label break-words">{unit.name}</h3>
          <p className="text-small text-muted">
            {kind}. {unit.audience ? `Audience: ${unit.audience}` : 'Its audience is kept at the platform.'}
          </p>
        </div>
        <Switching part={unit} kind="unit" parentIsOn={isOn} {...props} />
      </header>
      <ul>
        {unit.ads.map((ad) => (
          <li key={ad.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3">
            <AdThumb ad={ad} platform={campaign.platform} agency={props.agency} client={props.client} />
            <div className="min-w-48 flex-1">
              <p className="break-words">{ad.headline ?? ad.name}</p>
              <p className="text-small break-words text-muted">
                {ad.name}
                {ad.version > 1 ? `, version ${ad.version}` : ''}
              </p>
            </div>
            <Switching part={ad} kind="ad" parentIsOn={unitOn} {...props} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

type SwitchingProps = Props & { part: UnitView | AdView; kind: 'unit' | 'ad'; parentIsOn: boolean }

function Switching({
  part,
  kind,
  parentIsOn,
  campaign,
  agency,
  mayWrite,
  onWish,
  onSettled,
}: SwitchingProps): ReactNode {
  const isOn = !part.isHeld && (part.status === 'live' || (part.status === 'paused' && !parentIsOn))
  return (
    <div className="flex items-center gap-3">
      <StatusCell status={partStatusOf(part, parentIsOn, kind === 'unit' ? 'campaign' : 'unit')} />
      {mayWrite && campaign.isAdopted && canSwitch(part) ? (
        <StateButton
          small
          agency={agency}
          campaignId={campaign.id}
          part={{ kind, id: part.id, name: part.name }}
          isOn={isOn}
          onWish={(on) => onWish(kind, part.id, on)}
          onSettled={onSettled}
        />
      ) : null}
    </div>
  )
}
