import 'server-only'
import type { Connector } from '../define'
import type { Http } from '../http.server'
import { google } from './index'
import { googleOauth } from './oauth.server'
import { googleReads } from './read.server'
import { googleWrites } from './write.server'

export const googleConnector = (http: Http): Connector => ({
  ...google,
  oauth: googleOauth(http),
  ...googleReads(http),
  ...googleWrites(http),
})
