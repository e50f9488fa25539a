import type { ReactNode } from 'react'
import { marketplaces } from '#kernel/marketplace.ts'
import { type Pair, inLang } from '../rules/document.ts'
import type { Terms } from '../rules/terms.ts'
import { useLang } from './contract-parts.tsx'

export type EditProps = { terms: Terms; change: (part: Partial<Terms>) => void }

/** Currencies in which people sell and bill. */
export const currencyOptions = [...new Set(['CNY', ...marketplaces.map((one) => one.currency)])].map(
  (value) => ({
    value,
    label: value,
  }),
)

/** Choices of a code in the reader's language, up to the colon that begins the explanation. */
export function useOptions() {
  const lang = useLang()
  return <T extends string>(all: readonly T[], words: Readonly<Record<T, Pair>>) =>
    all.map((value) => ({ value, label: inLang(words[value], lang).split(/[：:]/)[0]! }))
}

/** Fields that belong together. */
export function Group(props: { title: string; children: ReactNode }): ReactNode {
  return (
    <fieldset className="sw-group">
      <legend>{props.title}</legend>
      <div className="sw-fields">{props.children}</div>
    </fieldset>
  )
}
