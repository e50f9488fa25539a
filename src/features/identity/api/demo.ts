import { z } from 'zod'
import { endpoint } from '#platform/endpoint.ts'
import { personName, reading, role } from './shapes.ts'

export const listDemoSignIns = endpoint({
  name: 'listDemoSignIns',
  summary: "The demo's people, with what they sign in with now; only on an installation that shows the demo",
  method: 'GET',
  path: '/api/demo/sign-ins',
  permission: 'public',
  ledger: reading,
  output: z.array(
    z.object({
      role,
      name: personName,
      email: z.string(),
      password: z.string(),
      /** What an authenticator shows now; null where the role needs no second factor. */
      code: z.string().nullable(),
      totpSecret: z.string().nullable(),
    }),
  ),
})
