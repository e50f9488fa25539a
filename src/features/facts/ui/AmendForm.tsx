import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { type ImportAnswer, amendImport } from '../api/imports.ts'
import type { Store } from './DropPanel.tsx'
import { HintFields, type Hints, noonOf } from './HintFields.tsx'
import { importMessages } from './messages.ts'

/** Lets a person say what the file leaves open, or correct what was assumed; the file is then read again. */
export function AmendForm(props: {
  clientId: string
  file: ImportAnswer
  stores: readonly Store[]
}): ReactNode {
  const words = useMessages(importMessages)
  const { file } = props
  const [storeId, setStoreId] = useState(file.storeId)
  const [hints, setHints] = useState<Hints>({ ...file.hints, asOf: file.hints.asOf?.slice(0, 10) ?? null })
  const amend = useAct(amendImport)
  const save = (): void =>
    amend.mutate({
      params: { clientId: props.clientId, importId: file.id },
      body: {
        ...(storeId === null ? {} : { storeId }),
        marketplace: hints.marketplace,
        from: hints.from,
        to: hints.to,
        asOf: hints.asOf === null ? null : noonOf(hints.asOf),
      },
    })
  return (
    <>
      <div className="sw-filters">
        <Select
          aria-label={words.store}
          placeholder={words.chooseStore}
          style={{ minWidth: 200 }}
          value={storeId}
          options={props.stores.map((one) => ({ value: one.storeId, label: `${one.name} · ${one.region}` }))}
          onChange={setStoreId}
        />
      </div>
      <HintFields
        hints={hints}
        choose={setHints}
        region={props.stores.find((one) => one.storeId === storeId)?.region ?? null}
      />
      <Button onClick={save} loading={amend.isPending}>
        {words.save}
      </Button>
    </>
  )
}
