import type { Framed } from '../AdsFrame.tsx'
import type { Judged } from './term-settings.tsx'

/** What every tab of the page is given. */
export type TabProps = Framed & { readonly judged: Judged }
