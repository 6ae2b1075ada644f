import { restTeam } from '@/lib/member/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({ may: 'team.read', run: restTeam })
