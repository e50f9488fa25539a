import { type AdsCall, invalid } from './call.ts'

/** Where a page begins. `kind` names the list; a token holds for the filters it was given for, and until it expires. */
export function pageStart(call: AdsCall, kind: string): number {
  const given = call.body['nextToken']
  if (given === undefined) return 0
  const opened = call.stage.seal.open(kind, String(given)) as {
    skip: number
    bound: string
    until: number
  } | null
  if (!opened || opened.bound !== boundOf(call) || call.now > opened.until)
    throw invalid('nextToken is invalid or has expired')
  return opened.skip
}

/** The token of the page that begins at `skip`. */
export const pageToken = (call: AdsCall, kind: string, skip: number, until: number): string =>
  call.stage.seal.close(kind, { skip, bound: boundOf(call), until })

function boundOf({ body }: AdsCall): string {
  const { nextToken: _, ...filters } = body
  return JSON.stringify(filters)
}
