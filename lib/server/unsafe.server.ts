import 'server-only'
import { unscopedDb, type Db } from './prisma'

/*
 * The rare queries that have no scope yet: signing in, tokens that name their own agency, sweeps over all agencies,
 * and the sandbox platforms (other companies' servers, which know no agency).
 */

/** Rows of every agency. Name the function that uses it `unsafe…`. */
export const unsafeDb = (): Db => unscopedDb()
