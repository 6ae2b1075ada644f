import { integrationsView } from '@/lib/integration/view.server'
import { route } from '@/lib/server/route'

export const GET = route({ may: 'integration.read', run: (scope) => integrationsView(scope) })
