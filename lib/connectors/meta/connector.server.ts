import 'server-only'
import type { Connector } from '../define'
import type { Http } from '../http.server'
import { meta } from './index'
import { metaOauth } from './oauth.server'
import { metaReads } from './read.server'
import { metaWrites } from './write.server'

export const metaConnector = (http: Http): Connector => ({
  ...meta,
  oauth: metaOauth(http),
  ...metaReads(http),
  ...metaWrites(http),
})
