// Operations called with a token of the application itself, without a seller.

import type { Region } from '../market/world.ts'
import type { Stage } from '../stage.ts'
import type { Answer, Query } from './call.ts'
import { announceSecret, destinationAnswerers } from './notifications.ts'

export type GrantlessCall = {
  stage: Stage
  params: Readonly<Record<string, string>>
  query: Query
  body: Readonly<Record<string, unknown>>
  region: Region
  now: number
}

export type GrantlessAnswerers = Readonly<
  Record<string, { scope: string; answer: (call: GrantlessCall) => Answer }>
>

const ROTATION = 'sellingpartnerapi::client_credential:rotation'

function rotateSecret({ stage }: GrantlessCall): Answer {
  const app = stage.apps.selling
  announceSecret(stage, app, stage.apps.rotate(app))
  return { status: 204 }
}

export const grantlessAnswerers: GrantlessAnswerers = {
  'application_2023-11-30.rotateApplicationClientSecret': { scope: ROTATION, answer: rotateSecret },
  ...Object.fromEntries(
    Object.entries(destinationAnswerers).map(([name, answer]) => [
      name,
      { scope: 'sellingpartnerapi::notifications', answer },
    ]),
  ),
}
