import type { Day } from '@/lib/core/day'
import type { AccountRef, CampaignSpec } from '@/lib/ad/spec'
import { AppError, type ErrorCode, type Retry } from '@/lib/core/errors'

/** What a platform's answer means for us; decides whether to retry, refresh, reconnect, ask for less or look first. */
export type FaultClass =
  | 'auth_refresh'
  | 'auth_reconnect'
  | 'permission'
  | 'config'
  | 'validation'
  | 'policy'
  | 'not_found'
  | 'rate_limit'
  | 'transient'
  | 'ask_for_less'
  /** Sent without an answer (time-out, 5xx after the body went out): it may have been applied. */
  | 'outcome_unknown'
  | 'unsupported'

/** The platform's words, as they came; `field` is the path that it blames. */
export type PlatformWords = {
  message: string
  title?: string
  code?: string
  subcode?: string
  field?: string
  requestId?: string
}

const CODE: Record<FaultClass, ErrorCode> = {
  auth_refresh: 'upstream',
  auth_reconnect: 'upstream',
  permission: 'upstream',
  config: 'upstream',
  validation: 'upstream',
  policy: 'upstream',
  not_found: 'not_found',
  rate_limit: 'limit',
  transient: 'unavailable',
  ask_for_less: 'upstream',
  outcome_unknown: 'unavailable',
  unsupported: 'upstream',
}

const RETRY: Record<FaultClass, Retry> = {
  auth_refresh: 'soon',
  auth_reconnect: 'never',
  permission: 'never',
  config: 'never',
  validation: 'never',
  policy: 'never',
  not_found: 'never',
  rate_limit: 'soon',
  transient: 'soon',
  ask_for_less: 'soon',
  outcome_unknown: 'soon',
  unsupported: 'never',
}

/** A platform said no, or nothing. `message` is ours (what to do next); `platform` is what it said. */
export class ConnectorError extends AppError {
  readonly fault: FaultClass
  readonly platform: PlatformWords | undefined

  constructor(
    fault: FaultClass,
    message: string,
    options: { platform?: PlatformWords; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(CODE[fault], message, {
      retry: options.retryAfterMs === undefined ? RETRY[fault] : { afterMs: options.retryAfterMs },
      details: { fault, platform: options.platform },
      cause: options.cause,
    })
    this.fault = fault
    this.platform = options.platform
  }
}

export type Tokens = { accessToken: string; refreshToken: string | null; expiresAt: Date | null; scopes: string[] }
export type RemoteUser = { externalUserId: string; label: string }
export type RemoteAccount = {
  externalId: string
  loginExternalId: string | null
  name: string
  currency: string
  timezone: string
  platformStatus: string
  /** The least that it takes as a daily budget; null where the platform does not say. */
  minimumDailyMicros: bigint | null
}
export type AssetKind = 'page' | 'instagram' | 'pixel' | 'pixel_event' | 'conversion_goal'
export type RemoteAsset = { kind: AssetKind; externalId: string; name: string; details: Record<string, string> }

/** A campaign that exists at the platform, with its units and ads, for import. */
export type RemoteCampaign = {
  externalId: string
  name: string
  objective: 'leads' | 'traffic' | 'sales' | null
  isOn: boolean
  platformStatus: string
  /** Where several units own one each: their sum, and their ids joined by commas. */
  budget: {
    type: 'daily' | 'lifetime'
    amountMicros: bigint
    level: 'campaign' | 'unit' | 'shared'
    externalId: string
  } | null
  startsAt: Date | null
  endsAt: Date | null
  units: {
    externalId: string
    name: string
    isOn: boolean
    platformStatus: string
    ads: { externalId: string; name: string; isOn: boolean; platformStatus: string; headline: string | null }[]
  }[]
}

/** A JSON value; `{ $ref: 'key.kind' }` stands for an id that an earlier write will have given. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * One write to a platform, as data: what is reviewed, hashed, recorded and sent.
 * A Google campaign is one atomic write; a Meta campaign is several that depend on each other.
 */
export type PlannedWrite = {
  /** Unique within the launch; also the marker by which the platform's copy is found. */
  key: string
  kind: string
  /** For people: "Campaign", "Ad set", "Search ad" … */
  label: string
  name: string
  request: Json
  /** Keys of writes whose ids the request needs, or that must have succeeded. */
  dependsOn: string[]
  /** Our entities that it creates or switches on, by their keys in the CampaignSpec. */
  entities: { kind: 'campaign' | 'unit' | 'ad' | 'image' | 'creative'; key: string; name: string }[]
  phase: 'create' | 'activate'
}

/** Ids by `<entity key>.<kind>`, as in `c1.campaign` or `u1.unit`; what `$ref` looks up. */
export type ExternalIds = Record<string, string>

export type Credentials = { accessToken: string }
export type Caller = { credentials: Credentials; account: AccountRef }
export type MediaLoader = (hash: string) => Promise<{ bytes: Uint8Array; mime: string; filename: string }>

/** What the platform says it has: its status word, and each field that differs from what was sent. */
export type ReadBack = { platformStatus: string; differences: { field: string; sent: Json; found: Json }[] }

export type ReportRow = {
  externalCampaignId: string
  /** Local to the account. */
  day: Day
  /** 0 to 23 for hourly rows, null for daily ones. */
  hour: number | null
  spendMicros: bigint
  impressions: bigint
  clicks: bigint
  conversions: number
  valueMicros: bigint
  /** Metrics that are not core, by definition key: reach, all_clicks, … */
  more: Record<string, number>
}

export type ReportPage = { raw: Json; rows: ReportRow[] }
export type ReportWindow = { grain: 'day' | 'hour'; first: Day; last: Day; externalCampaignIds?: string[] }

export type StatusTarget = { kind: 'campaign' | 'unit' | 'ad'; externalId: string; unitExternalId?: string }

/** Why a campaign cannot be made as specified (`block`), or what the platform will do otherwise (`note`). */
export type SpecLimit = { level: 'block' | 'note'; path: string; message: string }

export type OauthSetting = 'GOOGLE_CLIENT_ID' | 'GOOGLE_CLIENT_SECRET' | 'META_APP_ID' | 'META_APP_SECRET'

/** One ad platform. Everything foreign stops here: callers see only the types of this file. */
export type Connector = {
  platform: 'google_ads' | 'meta_ads'
  name: string
  /** Days back that the platform still restates. */
  restatesDays: number
  oauth: {
    /** Settings without which the platform refuses every login. */
    needs: readonly OauthSetting[]
    usesPkce: boolean
    authorizeUrl(input: { redirectUri: string; state: string; challenge: string | null }): string
    exchange(input: { code: string; redirectUri: string; verifier: string | null }): Promise<Tokens>
    refresh(tokens: { accessToken: string; refreshToken: string | null }): Promise<Tokens>
    whoAmI(credentials: Credentials): Promise<RemoteUser>
    revoke(tokens: { accessToken: string; refreshToken: string | null }): Promise<void>
    /** Refresh when less than this is left. */
    refreshAheadMs: number
  }
  listAccounts(credentials: Credentials): Promise<RemoteAccount[]>
  listAssets(caller: Caller): Promise<RemoteAsset[]>
  /** All that are not removed; or those of `only` that the platform still shows, removed ones included. */
  listCampaigns(caller: Caller, only?: readonly string[]): Promise<RemoteCampaign[]>
  /** Pure: the writes of one campaign, in order. */
  plan(spec: CampaignSpec): PlannedWrite[]
  /** Sends one write; `request` has its references resolved already. */
  send(caller: Caller, write: PlannedWrite, loadMedia: MediaLoader): Promise<ExternalIds>
  /** After an unknown outcome: the ids, if the platform has it; undefined if it certainly does not. */
  find(caller: Caller, write: PlannedWrite): Promise<ExternalIds | undefined>
  readBack(caller: Caller, write: PlannedWrite, ids: ExternalIds): Promise<ReadBack>
  setStatus(caller: Caller, target: StatusTarget, isOn: boolean): Promise<void>
  getStatus(caller: Caller, target: StatusTarget): Promise<{ isOn: boolean; platformStatus: string }>
  /** `externalId` is the owner's id: Google's budget, Meta's campaign or ad set (several joined by commas: shared out as they stand). */
  setBudget(
    caller: Caller,
    target: { level: 'campaign' | 'unit' | 'shared'; externalId: string; type: 'daily' | 'lifetime' },
    amountMicros: bigint,
  ): Promise<void>
  report(caller: Caller, window: ReportWindow): AsyncIterable<ReportPage>
}
