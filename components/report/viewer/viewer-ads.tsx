import { Section } from '@/components/layout/section'
import { Card } from '@/components/ui/card'
import { count, MISSING, moneyCompact, ratio } from '@/lib/core/format'
import type { ViewerAd, ViewerDashboard } from '@/lib/report/viewer'
import { Calm } from './calm'
import { AdPicture } from './ad-picture'

type Props = { ads: ViewerDashboard['ads']; agency: string; locale: string }

/** The ads that spent most, with what their campaign brought. */
export function ViewerAds({ ads, agency, locale }: Props) {
  if (ads.ok && ads.value.length === 0) return null
  return (
    <Section title="Your ads" note={ads.ok ? 'by what their campaign spent' : undefined}>
      {ads.ok ? (
        <Card>
          <ul>
            {ads.value.map((ad, index) => (
              // Two campaigns may run the same ad; the order is theirs.
              // oxlint-disable-next-line react/no-array-index-key
              <AdLine key={`${ad.headline} ${index}`} ad={ad} agency={agency} locale={locale} />
            ))}
          </ul>
        </Card>
      ) : (
        <Calm what="Your ads" />
      )}
    </Section>
  )
}

function AdLine({ ad, agency, locale }: { ad: ViewerAd; agency: string; locale: string }) {
  const { headline, platform, picture, others, valueMicros, conversions, roas, currency } = ad
  return (
    <li className="flex gap-4 border-line p-4 not-first:border-t">
      <AdPicture src={picture ? `/api/media/${picture}?agency=${encodeURIComponent(agency)}` : null} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-label">{headline}</p>
        <p className="text-small text-muted">
          {platform}
          {others > 0 ? `, one of ${others + 1} ads; the figures are for all of them` : ''}
        </p>
        <dl className="mt-2 grid grid-cols-3 gap-2">
          <Fact term="Sales" text={moneyCompact(valueMicros, currency, locale)} />
          <Fact term="Orders" text={count(conversions, locale)} />
          <Fact term="Return" text={roas === null ? MISSING : ratio(roas, locale)} />
        </dl>
      </div>
    </li>
  )
}

const Fact = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt className="text-small text-muted">{term}</dt>
    <dd>{text}</dd>
  </div>
)
