import type { FastifyInstance } from 'fastify'
import type { Stage } from '../stage.ts'

/** Mounts the Ads API. */
export function mountAds(_app: FastifyInstance, _stage: Stage): void {
  return undefined
}
