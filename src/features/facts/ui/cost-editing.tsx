import { App, Button } from 'antd'
import { createContext, use } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { enterCost, type showCosts, undoCostEntry } from '../api/costs.ts'
import { costMessages } from './cost-messages.ts'

export type Costs = OutputOf<typeof showCosts>
export type SkuLine = Costs['skus'][number]
export type MarginLine = SkuLine['margins'][number]
export type MoneyText = { amount: string; currency: string }

export type Editing = {
  readonly clientId: string
  /** From which day edits hold. */
  readonly fromOn: string
  readonly may: boolean
  /** The currency of an amount that has none yet. */
  readonly currency: string
  readonly setCurrency: (currency: string) => void
  readonly open: (sku: string) => void
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === null) throw new Error('no editing here')
  return editing
}

/** Saves an entry and offers to take it back. */
export function useEnter(onDone: () => void) {
  const words = useMessages(costMessages)
  const { notification } = App.useApp()
  const { clientId } = useEditing()
  const undo = useAct(undoCostEntry)
  const save = useAct(enterCost)
  const enter = async (body: {
    sku: string
    fromOn: string
    storeId?: string | null
    note?: string
    goods?: MoneyText | null
    freight?: MoneyText | null
    duty?: MoneyText | null
    productionDays?: number | null
    transportDays?: number | null
    receivingDays?: number | null
    moq?: number | null
    cartonQuantity?: number | null
  }): Promise<void> => {
    const { entryId } = await save.mutateAsync({ params: { clientId }, body })
    onDone()
    const key = `cost-${entryId}`
    const takeBack = async (): Promise<void> => {
      await undo.mutateAsync({ params: { clientId, entryId } })
      notification.success({ key, title: words.undone, duration: 3 })
    }
    notification.success({
      key,
      title: words.saved(body.sku),
      duration: 10,
      actions: (
        <Button size="small" onClick={() => void takeBack().catch(() => undefined)}>
          {words.undo}
        </Button>
      ),
    })
  }
  return { enter, busy: save.isPending }
}
