import * as login from '../auth/login/route'
import * as refresh from '../auth/refresh/route'
import * as register from '../auth/register/route'
import * as brand from '../brands/[id]/route'
import * as brands from '../brands/route'
import * as clientExport from '../clients/[id]/export/route'
import * as client from '../clients/[id]/route'
import * as clients from '../clients/route'
import * as health from '../health/route'
import * as sku from '../skus/[id]/route'
import * as skus from '../skus/route'
import * as team from '../team/route'
import { openApi } from '@/lib/openapi/document'

/** The documented addresses with their doors, in the order of the page. */
export const ADDRESSES = {
  '/api/v1/auth/register': register,
  '/api/v1/auth/login': login,
  '/api/v1/auth/refresh': refresh,
  '/api/v1/clients': clients,
  '/api/v1/clients/[id]': client,
  '/api/v1/clients/[id]/export': clientExport,
  '/api/v1/brands': brands,
  '/api/v1/brands/[id]': brand,
  '/api/v1/skus': skus,
  '/api/v1/skus/[id]': sku,
  '/api/v1/team': team,
  '/api/v1/health': health,
}

/** The description that the address serves and the page shows. */
export const description = () => openApi(ADDRESSES, '1')
