import { serve } from 'inngest/next'
import { functions } from '@/inngest'
import { inngest } from '@/inngest/client'

// Registration is only answered when it is signed, whatever the environment says; calls and inspection always are.
export const { GET, POST, PUT } = serve({ client: inngest, functions, enableUnauthedSync: false, streaming: false })
