'use server'

import { action } from '@/lib/server/action'
import { updateAgency } from './data.server'
import { AgencySettings } from './schema'

export const changeAgency = action({
  name: 'agency.change',
  may: 'agency.write',
  input: AgencySettings,
  run: updateAgency,
  audit: (settings) => ({ details: settings }),
})
