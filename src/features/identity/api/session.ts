import { z } from 'zod'
import { rights } from '#kernel/rights.ts'
import { endpoint, id, instant } from '#platform/endpoint.ts'
import {
  email,
  locale,
  next,
  nothing,
  password,
  personId,
  personName,
  reading,
  role,
  theme,
  timeZone,
  token,
  webauthn,
} from './shapes.ts'

// Signing in and out, and who is signed in.

export const signIn = endpoint({
  name: 'signIn',
  summary: 'Sign in with address and password',
  method: 'POST',
  path: '/api/session',
  permission: 'public',
  ledger: { event: 'session.signed_in' },
  body: z.object({ email, password }),
  output: next,
  refusals: ['sign_in_failed', 'locked_out'],
})

export const giveCode = endpoint({
  name: 'giveCode',
  summary: 'Give the second factor: a TOTP code or a recovery code',
  method: 'POST',
  path: '/api/session/code',
  permission: 'public',
  ledger: { event: 'session.signed_in' },
  body: z.object({ code: z.string().trim().min(6).max(20) }),
  output: next,
  refusals: ['code_wrong', 'code_used', 'sign_in_expired', 'locked_out'],
})

export const passkeyChallenge = endpoint({
  name: 'passkeyChallenge',
  summary: 'A challenge to sign in with a passkey',
  method: 'POST',
  path: '/api/session/passkey/challenge',
  permission: 'public',
  ledger: { none: 'a challenge grants nothing' },
  output: webauthn,
})

export const givePasskey = endpoint({
  name: 'givePasskey',
  summary: 'Sign in with a passkey, or give it as the second factor',
  method: 'POST',
  path: '/api/session/passkey',
  permission: 'public',
  ledger: { event: 'session.signed_in' },
  body: z.object({ response: webauthn }),
  output: next,
  refusals: ['passkey_refused'],
})

export const signOut = endpoint({
  name: 'signOut',
  summary: 'End this session',
  method: 'DELETE',
  path: '/api/session',
  permission: 'session.self',
  ledger: { event: 'session.signed_out' },
  output: nothing,
})

export const readMe = endpoint({
  name: 'readMe',
  summary: 'Who is signed in: role, permissions, second factor, agency, clients',
  method: 'GET',
  path: '/api/me',
  permission: 'session.self',
  ledger: reading,
  output: z.object({
    userId: personId,
    name: z.string(),
    email: z.string(),
    locale,
    timeZone: z.string(),
    theme: theme,
    role,
    permissions: z.array(z.enum(Object.keys(rights) as [keyof typeof rights])),
    /** False until the second factor this role needs was given; then nothing but one's own session answers. */
    secondFactor: z.boolean(),
    /** What gives the second factor; 'enrol' when there is none yet. */
    factorNext: z.enum(['given', 'passkey', 'enrol']),
    /** True while a sandbox stands in for Amazon. */
    sandbox: z.boolean(),
    agency: z.object({ id, name: z.string(), locale }),
    agencies: z.array(z.object({ id, name: z.string() })),
    /** kind 'house' is the agency's own book; client people do not see it. */
    clients: z.array(
      z.object({ id, name: z.string(), kind: z.enum(['client', 'house']), archived: z.boolean() }),
    ),
  }),
})

export const updateMe = endpoint({
  name: 'updateMe',
  summary: 'Change my name, language, time zone or theme',
  method: 'PATCH',
  path: '/api/me',
  permission: 'session.self',
  ledger: { none: 'a preference concerns nobody else' },
  body: z.object({
    name: personName.optional(),
    locale: locale.optional(),
    timeZone: timeZone.optional(),
    theme: theme.optional(),
  }),
  output: nothing,
})

export const switchAgency = endpoint({
  name: 'switchAgency',
  summary: 'Work for another agency I belong to',
  method: 'POST',
  path: '/api/me/agency',
  permission: 'session.self',
  ledger: { event: 'session.signed_in' },
  body: z.object({ agencyId: id }),
  output: nothing,
})

export const forgotPassword = endpoint({
  name: 'forgotPassword',
  summary: 'Ask for a letter to set a new password; the answer is the same for every address',
  method: 'POST',
  path: '/api/password/forgot',
  permission: 'public',
  ledger: { none: 'the letter changes nothing; setting the password does' },
  body: z.object({ email }),
  output: nothing,
  refusals: ['locked_out'],
})

export const resetPassword = endpoint({
  name: 'resetPassword',
  summary: 'Set a new password with the letter’s token; ends every session',
  method: 'POST',
  path: '/api/password/reset',
  permission: 'public',
  ledger: { event: 'password.reset' },
  body: z.object({ token, password }),
  output: nothing,
  refusals: ['link_spent', 'password_short', 'password_long', 'password_common'],
})

export const readDevMail = endpoint({
  name: 'readDevMail',
  summary: 'The development mailbox: the newest letters, only while no SMTP server is configured',
  method: 'GET',
  path: '/api/dev/mail',
  permission: 'public',
  ledger: reading,
  output: z.array(
    z.object({ mailId: id, to: z.string(), subject: z.string(), text: z.string(), at: instant }),
  ),
})
