import { z } from 'zod'
import { endpoint, instant } from '#platform/endpoint.ts'
import { nothing, password, personId, personName, reading, webauthn } from './shapes.ts'

// One’s own account: sessions, password, second factors.

export const listSessions = endpoint({
  name: 'listSessions',
  summary: 'My open sessions',
  method: 'GET',
  path: '/api/me/sessions',
  permission: 'session.self',
  ledger: reading,
  output: z.array(
    z.object({
      sessionId: z.string(),
      browser: z.string(),
      system: z.string(),
      address: z.string(),
      startedAt: instant,
      lastSeenAt: instant,
      current: z.boolean(),
    }),
  ),
})

export const revokeSession = endpoint({
  name: 'revokeSession',
  summary: 'End one of my sessions',
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  permission: 'session.self',
  ledger: { event: 'session.revoked' },
  params: z.object({ sessionId: personId }),
  output: nothing,
})

export const revokeOthers = endpoint({
  name: 'revokeOthers',
  summary: 'End all my other sessions',
  method: 'DELETE',
  path: '/api/me/sessions',
  permission: 'session.self',
  ledger: { event: 'session.revoked' },
  output: z.object({ ended: z.int() }),
})

export const changePassword = endpoint({
  name: 'changePassword',
  summary: 'Change my password; ends my other sessions',
  method: 'POST',
  path: '/api/me/password',
  permission: 'session.self',
  ledger: { event: 'password.changed' },
  body: z.object({ current: password, password }),
  output: nothing,
  refusals: ['password_wrong', 'locked_out', 'password_short', 'password_long', 'password_common'],
})

export const listFactors = endpoint({
  name: 'listFactors',
  summary: 'My authenticator app, passkeys, and how many recovery codes are left',
  method: 'GET',
  path: '/api/me/factors',
  permission: 'session.self',
  ledger: reading,
  output: z.object({
    totp: z.boolean(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(z.object({ passkeyId: z.string(), name: z.string(), createdAt: instant.nullable() })),
  }),
})

export const beginTotp = endpoint({
  name: 'beginTotp',
  summary: 'A secret for my authenticator app; it counts once a code was confirmed',
  method: 'POST',
  path: '/api/me/totp',
  permission: 'session.self',
  ledger: { none: 'an unconfirmed secret opens nothing' },
  body: z.object({ password }),
  output: z.object({ uri: z.string(), secret: z.string() }),
  refusals: ['password_wrong', 'locked_out', 'second_factor_needed', 'totp_enrolled'],
})

const codes = z.object({ recoveryCodes: z.array(z.string()) })

export const confirmTotp = endpoint({
  name: 'confirmTotp',
  summary: 'Confirm the app with a code; the recovery codes are shown this once',
  method: 'POST',
  path: '/api/me/totp/confirm',
  permission: 'session.self',
  ledger: { event: 'factor.added' },
  body: z.object({ code: z.string().trim().min(6).max(8) }),
  output: codes,
  refusals: ['code_wrong', 'code_used', 'locked_out', 'second_factor_needed', 'totp_enrolled'],
})

export const removeTotp = endpoint({
  name: 'removeTotp',
  summary: 'Forget my authenticator app and its recovery codes',
  method: 'POST',
  path: '/api/me/totp/remove',
  permission: 'session.self',
  ledger: { event: 'factor.removed' },
  body: z.object({ password }),
  output: nothing,
  refusals: ['password_wrong', 'locked_out', 'second_factor_needed', 'last_factor'],
})

export const renewRecoveryCodes = endpoint({
  name: 'renewRecoveryCodes',
  summary: 'New recovery codes, shown this once; the old ones stop working',
  method: 'POST',
  path: '/api/me/recovery-codes',
  permission: 'session.self',
  ledger: { event: 'factor.recovery_codes_renewed' },
  body: z.object({ password }),
  output: codes,
  refusals: ['password_wrong', 'locked_out', 'second_factor_needed', 'totp_missing'],
})

export const beginPasskey = endpoint({
  name: 'beginPasskey',
  summary: 'A challenge to enrol a passkey',
  method: 'POST',
  path: '/api/me/passkeys/challenge',
  permission: 'session.self',
  ledger: { none: 'a challenge grants nothing' },
  body: z.object({ password }),
  output: webauthn,
  refusals: ['password_wrong', 'locked_out', 'second_factor_needed'],
})

export const addPasskey = endpoint({
  name: 'addPasskey',
  summary: 'Enrol a passkey',
  method: 'POST',
  path: '/api/me/passkeys',
  permission: 'session.self',
  ledger: { event: 'factor.added' },
  body: z.object({ name: personName, response: webauthn }),
  output: nothing,
  refusals: ['passkey_refused', 'second_factor_needed'],
})

export const removePasskey = endpoint({
  name: 'removePasskey',
  summary: 'Forget a passkey',
  method: 'POST',
  path: '/api/me/passkeys/:passkeyId/remove',
  permission: 'session.self',
  ledger: { event: 'factor.removed' },
  params: z.object({ passkeyId: personId }),
  body: z.object({ password }),
  output: nothing,
  refusals: ['password_wrong', 'locked_out', 'second_factor_needed', 'last_factor'],
})
