import 'server-only'
import { AppError } from '@/lib/core/errors'
import type { Connector } from './define'
import { googleConnector } from './google/connector.server'
import { createHttp } from './http.server'
import { metaConnector } from './meta/connector.server'
import { interestSearch } from './meta/search.server'

const http = createHttp()
const CONNECTORS: readonly Connector[] = [googleConnector(http), metaConnector(http)]

/** The connector of a platform (`google_ads`, `meta_ads`), which is also the name of its OAuth provider. */
export function connectorFor(platform: string): Connector {
  const connector = CONNECTORS.find((candidate) => candidate.platform === platform)
  if (!connector)
    throw new AppError('invalid', `Paceline has no connector for "${platform}". Choose google_ads or meta_ads.`)
  return connector
}

/** Interests that audiences at Meta can be made of. */
export const searchInterests = interestSearch(http)
