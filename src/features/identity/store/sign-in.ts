import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import pg from 'pg'
import type { World } from '#platform/world.ts'
import { passwordLength } from '../rules/password.ts'
import { absoluteDays } from '../rules/session-life.ts'
import { openPool } from '#platform/postgres/pool.ts'

/** Camel-case field names with the column each is kept in. */
function columns<const N extends string>(...names: readonly N[]): { [K in N]: string } {
  const snake = (name: string): string =>
    name.replaceAll(/ID$/g, 'Id').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries(names.map((name) => [name, name === 'userId' ? 'person_id' : snake(name)])) as {
    [K in N]: string
  }
}

/** Called with a verified reset token's letter. */
export type ResetLetter = (
  person: { id: string; name: string; email: string },
  token: string,
) => Promise<void>

/**
 * The sign-in library over schema `auth`: password hashes, session tokens and cookies, TOTP, recovery codes, passkeys, reset
 * tokens. Its own HTTP handler is never mounted; our declared endpoints call it. `pool` must reach schema auth first.
 */
export function createSignIn(world: World, pool: pg.Pool, sendReset: ResetLetter) {
  const publicUrl = new URL(world.publicUrl)
  return betterAuth({
    appName: 'Steward 掌柜',
    baseURL: world.publicUrl,
    basePath: '/api/auth',
    secret: world.secrets.derive('sign-in'),
    database: pool,
    telemetry: { enabled: false },
    logger: { log: (level, message) => world.log.debug('sign_in.library', { level, message }) },
    trustedOrigins: [publicUrl.origin],
    advanced: {
      cookiePrefix: 'steward',
      useSecureCookies: publicUrl.protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: ['x-steward-address'] },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendReset(user, token),
    },
    session: {
      modelName: 'session',
      fields: columns('userId', 'expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent'),
      expiresIn: absoluteDays * 86_400,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    user: { modelName: 'person', fields: columns('emailVerified', 'createdAt', 'updatedAt') },
    account: {
      modelName: 'credential',
      fields: columns(
        'userId',
        'accountId',
        'providerId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        'createdAt',
        'updatedAt',
      ),
    },
    verification: { fields: columns('expiresAt', 'createdAt', 'updatedAt'), storeIdentifier: 'hashed' },
    plugins: [
      twoFactor({
        issuer: 'Steward 掌柜',
        accountLockout: { enabled: false },
        schema: {
          user: { fields: columns('twoFactorEnabled') },
          twoFactor: {
            modelName: 'totp',
            fields: columns('userId', 'backupCodes', 'failedVerificationCount', 'lockedUntil'),
          },
        },
      }),
      passkey({
        rpName: 'Steward 掌柜',
        rpID: publicUrl.hostname,
        origin: publicUrl.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        schema: {
          passkey: {
            fields: columns('userId', 'publicKey', 'credentialID', 'deviceType', 'backedUp', 'createdAt'),
          },
        },
        authentication: {
          // A passkey replaces password and second factor, so its holder must have been checked (PIN, finger, face).
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED')
          },
        },
      }),
    ],
  })
}

export type SignIn = ReturnType<typeof createSignIn>

/** The pool of the sign-in side; its queries meet schema auth first. */
export function openAuthPool(url: string): pg.Pool {
  return openPool({
    connectionString: url,
    max: 8,
    options: '-c search_path=auth,public',
    application_name: 'steward-sign-in',
  })
}
