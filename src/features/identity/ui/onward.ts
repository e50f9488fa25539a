import type { OutputOf } from '#platform/endpoint.ts'
import type { signIn } from '../api/session.ts'

export type Next = OutputOf<typeof signIn>['next']

/** Where the person wanted to go before sign-in; only ever a place of our own. */
export function wanted(search: string): string {
  const back = new URLSearchParams(search).get('back') ?? '/'
  return /^\/(?![/\\])/.test(back) ? back : '/'
}

/** Goes on after a right password: in, or to the second factor. A full load, so that nothing of another person stays in memory. */
export function onward(next: Next, search: string): void {
  const back = wanted(search)
  location.assign(next === 'done' ? back : `/second-factor?back=${encodeURIComponent(back)}`)
}
