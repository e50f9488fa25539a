import type { Capability } from '#kernel/capability.ts'
import { streams } from './streams.ts'

/** What keeping a store in step asks for of one API: without one of these, something is not read. */
export function usedCapabilities(api: 'sp' | 'ads'): Capability[] {
  return [...new Set(streams.filter((one) => one.api === api).map((one) => one.capability))]
}
