import { memo } from 'react'
import { addressOf, breadcrumb, withoutWww } from './address'
import { DesktopFrame, PhoneFrame, Placeholder } from './frame'
import { ChevronDownGlyph, CrossGlyph, DotsUprightGlyph, GlobeGlyph, SearchGlyph } from './glyphs'
import { LoadedImage } from './loaded-image'
import { COVER } from './picture'

const TABS = ['All', 'Images', 'Shopping', 'News', 'Videos']
/** Width of Google's column of results on a computer. */
const COLUMN = 652
export const GOOGLE_DESKTOP_WIDTH = COLUMN + 48

export type GoogleSearchProps = {
  device: 'mobile' | 'desktop'
  /** One combination, already joined: headlines by " | ", descriptions by a space. Empty: not written yet. */
  headline: string
  description: string
  /** How many headlines the combination has: a lone one is followed by the place of the second. */
  headlineCount: number
  url: string
  path1: string
  path2: string
  /** Name and picture of a verified advertiser; without them Google shows the domain and a globe. */
  businessName?: string
  logoUrl?: string | null
  /** What the person searched for. */
  query?: string
}

/** A responsive search ad under the one header that all sponsored results share. */
export const GoogleSearch = memo(function GoogleSearch(props: GoogleSearchProps) {
  return props.device === 'mobile' ? <Mobile {...props} /> : <Desktop {...props} />
})

function Desktop(props: GoogleSearchProps) {
  return (
    <DesktopFrame width={GOOGLE_DESKTOP_WIDTH} className="pv-google">
      <div className="px-6 pt-5 pb-6">
        <div className="mb-3 text-[14px] leading-5 font-bold">Sponsored results</div>
        <Result {...props} />
        <Hide className="mt-5" />
      </div>
    </DesktopFrame>
  )
}

function Mobile(props: GoogleSearchProps) {
  return (
    <PhoneFrame className="pv-google">
      <div className="mx-4 mt-1 flex h-11 items-center gap-3 rounded-full border border-(color:--pv-google-line) px-4 text-[16px] leading-6">
        <SearchGlyph className="text-(color:--pv-google-icon)" />
        <span className="pv-line min-w-0 flex-1" dir="auto">
          {props.query ? props.query : <Placeholder>Search</Placeholder>}
        </span>
        <CrossGlyph className="text-(color:--pv-google-icon)" />
      </div>
      <div className="mt-1 flex h-10 gap-6 border-b border-(color:--pv-google-line) px-4 text-(color:--pv-google-icon) text-[14px] leading-5">
        {TABS.map((tab, index) => (
          <span
            key={tab}
            className={`-mb-px flex items-center border-b-[3px] pt-[3px] ${index === 0 ? 'border-(color:--pv-google-text) font-bold text-(color:--pv-google-text)' : 'border-transparent'}`}
          >
            {tab}
          </span>
        ))}
      </div>
      <div className="p-4">
        <div className="mb-3 text-[16px] leading-6 font-bold">Sponsored results</div>
        <Result {...props} />
      </div>
      <Bones widths={[88, 152, 292, 332, 240]} />
      <div className="px-4 pb-4">
        <Hide />
      </div>
      <Bones widths={[112, 168, 260, 328, 196]} />
    </PhoneFrame>
  )
}

function Result(props: GoogleSearchProps) {
  const isMobile = props.device === 'mobile'
  const { headline, headlineCount, description } = props
  return (
    <>
      <Site {...props} />
      <div
        className={`text-[20px] leading-[26px] text-(color:--pv-google-link) ${isMobile ? 'pv-clamp mt-2 line-clamp-3' : 'pv-line mt-1'}`}
        dir="auto"
      >
        {headline === '' ? <Placeholder>Headline 1 | Headline 2</Placeholder> : headline}
        {headlineCount === 1 ? (
          <>
            {' | '}
            <Placeholder>Headline 2</Placeholder>
          </>
        ) : null}
      </div>
      <div
        className={`pv-clamp mt-1 text-[14px] text-(color:--pv-google-body) leading-[22px] ${isMobile ? 'line-clamp-4' : 'line-clamp-2'}`}
        dir="auto"
      >
        {description === '' ? <Placeholder>Description 1</Placeholder> : description}
      </div>
    </>
  )
}

function Site({ device, url, path1, path2, businessName, logoUrl }: GoogleSearchProps) {
  const address = addressOf(url)
  const crumbs = address && breadcrumb(address, [path1, path2])
  const name = businessName ? businessName : address && withoutWww(address.host)
  return (
    <div className="flex items-center gap-3">
      <span className="grid size-7 flex-none place-items-center overflow-hidden rounded-full border border-(color:--pv-google-line) bg-(--pv-google-soft) text-(color:--pv-google-icon)">
        {businessName && logoUrl ? (
          <LoadedImage src={logoUrl} style={COVER} fallback={<GlobeGlyph size={16} />} />
        ) : (
          <GlobeGlyph size={16} />
        )}
      </span>
      <div className={`min-w-0 ${device === 'mobile' ? 'flex-1' : ''}`}>
        <div className="pv-line text-[14px] leading-5">
          <bdi>{name ?? <Placeholder>example.com</Placeholder>}</bdi>
        </div>
        <div className="pv-line text-[12px] leading-[18px] text-(color:--pv-google-body)">
          {crumbs ?? (
            <Placeholder>{breadcrumb({ scheme: 'https', host: 'www.example.com' }, [path1, path2])}</Placeholder>
          )}
        </div>
      </div>
      <DotsUprightGlyph size={18} className="ml-1 text-(color:--pv-google-icon)" />
    </div>
  )
}

function Hide({ className = '' }: { className?: string }) {
  return (
    <div
      className={`flex h-9 items-center justify-center gap-2 rounded-full bg-(--pv-google-soft) text-[14px] leading-5 ${className}`}
    >
      Hide sponsored results <ChevronDownGlyph size={16} />
    </div>
  )
}

/** Another result of the page, not drawn. */
function Bones({ widths: [name = 0, url = 0, ...lines] }: { widths: readonly number[] }) {
  return (
    <div className="border-t-8 border-(color:--pv-google-soft) p-4">
      <div className="flex items-center gap-3">
        <div className="size-7 rounded-full bg-(--pv-google-bone)" />
        <div className="grid gap-1.5">
          <div className="h-2.5 rounded-mark bg-(--pv-google-bone)" style={{ width: name }} />
          <div className="h-2 rounded-mark bg-(--pv-google-bone)" style={{ width: url }} />
        </div>
      </div>
      {lines.map((width, index) => (
        <div
          key={width}
          className={`mt-3 rounded-mark bg-(--pv-google-bone) ${index === 0 ? 'h-4' : 'h-3'}`}
          style={{ width }}
        />
      ))}
    </div>
  )
}
