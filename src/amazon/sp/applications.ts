import { z } from 'zod'
import { type Answer, type Door, send } from '../transport.ts'

/**
 * Asks for a new client secret, from a grantless door of the rotation scope. It comes by queue as APPLICATION_OAUTH_CLIENT_NEW_SECRET;
 * the old one lives seven more days, so both are held.
 */
export function rotateClientSecret(door: Door): Promise<Answer<null>> {
  return send(
    door,
    'applications.rotateApplicationClientSecret',
    {},
    z.unknown().transform(() => null),
  )
}
