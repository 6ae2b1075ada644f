/** An agency of which every tenant table has a row, by the ids that calls need. Every name in it holds `mark`. */
export type World = {
  agencyId: string
  slug: string
  mark: string
  /** The client that owns the rows, and another one of the same agency that owns none. */
  client: string
  clientSlug: string
  clientName: string
  otherClient: string
  brand: string
  defaultBrand: string
  sku: string
  note: string
  login: string
  /** A login without accounts. */
  spareLogin: string
  account: string
  /** At the same login, without a client. */
  freeAccount: string
  campaign: string
  importedCampaign: string
  unit: string
  ad: string
  build: string
  launchedBuild: string
  version: string
  template: string
  audience: string
  mediaHash: string
  launch: string
  write: string
  run: string
  membership: string
  invitation: string
  /** People: all clients as owner; only the other client as buyer and as viewer. */
  people: Record<'owner' | 'narrow' | 'viewer', { id: string; email: string }>
}

/** A call with ids of one world, to be made by somebody of another. */
export type Call = {
  /** What follows the scope. */
  args: (w: World) => readonly unknown[]
  /** Where the answer is no plain value. */
  read?: (answer: never) => unknown
  /** It concerns the agency as a whole, and doors guard it by a permission: why a member of another client may get it. */
  agency?: string
  /** Why the owner's own call tells nothing here. */
  control?: string
}

export type Calls = Record<string, Call | ((w: World) => readonly unknown[])>
