import { type ReactNode, createContext, use, useCallback } from 'react'
import { Refused, type RefusalParams } from './call.ts'
import { useLocale } from './i18n.tsx'
import { shellRefusals } from './refusal-words.ts'
import { type Messages, inLocale } from './words.ts'

/** What happened and what to do about it. */
export type Worded = { readonly says: string; readonly remedy: string }

export type RefusalWords = Messages<
  Readonly<Record<string, (params: RefusalParams) => readonly [string, string]>>
>

const TablesContext = createContext<readonly RefusalWords[]>([shellRefusals])

/** Gives every screen the words of the rooms' refusals. */
export function RefusalWordsRoot(props: { tables: readonly RefusalWords[]; children: ReactNode }): ReactNode {
  return <TablesContext value={props.tables}>{props.children}</TablesContext>
}

/** Words an error: the refusal's sentence and what to do next. Never shows a bare code unless nothing else is known. */
export function useRefusalWords(): (error: unknown) => Worded {
  const tables = use(TablesContext)
  const { locale } = useLocale()
  return useCallback(
    (error: unknown) => {
      const refused = error instanceof Refused ? error : new Refused('internal', {}, 0)
      for (const table of [...tables, shellRefusals]) {
        const wording = inLocale(table, locale)[refused.code]
        if (wording === undefined) continue
        const [says, remedy] = wording(refused.params)
        return { says, remedy }
      }
      const [says, remedy] = inLocale(shellRefusals, locale)['unknown_code']!({ code: refused.code })
      return { says, remedy }
    },
    [locale, tables],
  )
}
