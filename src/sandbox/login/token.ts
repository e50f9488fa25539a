// LWA: POST /auth/o2/token. Errors are LWA's: {error, error_description}.

import { createHash } from 'node:crypto'
import { AmazonError } from '../amazon-error.ts'
import type { Stage } from '../stage.ts'
import type { App } from './apps.ts'

export const grantlessScopes = [
  'sellingpartnerapi::notifications',
  'sellingpartnerapi::client_credential:rotation',
] as const

export type TokenAnswer = {
  access_token: string
  token_type: 'bearer'
  expires_in: 3600
  refresh_token?: string
  scope?: string
}

function appOf(stage: Stage, form: URLSearchParams): App {
  const app = stage.apps.check(form.get('client_id') ?? '', form.get('client_secret') ?? '')
  if (!app) throw new AmazonError(401, 'invalid_client', 'Client authentication failed')
  return app
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value === null || value === '')
    throw new AmazonError(400, 'invalid_request', `The request is missing a required parameter : ${name}`)
  return value
}

/** Answers a token request. Throws AmazonError with LWA's code and status. */
export function exchange(stage: Stage, form: URLSearchParams): TokenAnswer {
  const grantType = required(form, 'grant_type')
  required(form, 'client_id')
  required(form, 'client_secret')
  const app = appOf(stage, form)
  const { grants, faults } = stage
  if (faults.strike('unavailable', '*', `lwa.${grantType}`, 'lwa.token'))
    throw new AmazonError(
      503,
      'temporarily_unavailable',
      'The authorization server is temporarily unavailable',
    )
  if (grantType === 'authorization_code') {
    const verifier = form.get('code_verifier')
    const hashed = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url')
    const consent = grants.redeem(required(form, 'code'), app, form.get('redirect_uri') ?? '', hashed)
    return {
      access_token: grants.accessToken(consent),
      refresh_token: grants.refreshToken(consent),
      token_type: 'bearer',
      expires_in: 3600,
    }
  }
  if (grantType === 'refresh_token') {
    const refreshToken = required(form, 'refresh_token')
    const consent = grants.refresh(refreshToken, app)
    return {
      access_token: grants.accessToken(consent),
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: 3600,
    }
  }
  if (grantType === 'client_credentials') {
    const scope = required(form, 'scope')
    if (app.kind !== 'selling' || !grantlessScopes.some((known) => known === scope))
      throw new AmazonError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed')
    return {
      access_token: grants.grantlessToken(app, scope),
      token_type: 'bearer',
      expires_in: 3600,
      scope,
    }
  }
  throw new AmazonError(400, 'unsupported_grant_type', 'The authorization grant type is not supported')
}
