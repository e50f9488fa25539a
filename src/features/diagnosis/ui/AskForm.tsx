import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { FilterBar } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { askDiagnosis, listDiagnoses } from '../api.ts'
import { diagnosisMessages } from './messages.ts'

type Covered = NonNullable<OutputOf<typeof listDiagnoses>['covered']>

/** What to diagnose: period (all data unless chosen) and marketplace. */
export function AskForm(props: {
  clientId: string
  covered: Covered
  first: boolean
  busy: boolean
  onAsked: (id: string) => void
}): ReactNode {
  const words = useMessages(diagnosisMessages)
  const may = useMay()
  const [span, setSpan] = useState<{ from: string | null; to: string | null }>({ from: null, to: null })
  const [marketplace, setMarketplace] = useState<string | null>(null)
  const ask = useAct(askDiagnosis, { stale: [listDiagnoses], onDone: ({ id }) => props.onAsked(id) })
  if (!may('diagnosis.run')) return null
  const { covered } = props
  return (
    <FilterBar label={words.period}>
      <DatePicker.RangePicker
        aria-label={words.period}
        allowEmpty={[true, true]}
        placeholder={[covered.from, covered.to]}
        minDate={dayjs(covered.from)}
        maxDate={dayjs(covered.to)}
        onChange={(chosen) =>
          setSpan({
            from: chosen?.[0]?.format('YYYY-MM-DD') ?? null,
            to: chosen?.[1]?.format('YYYY-MM-DD') ?? null,
          })
        }
      />
      <Select
        aria-label={words.marketplace}
        style={{ minWidth: 150 }}
        value={marketplace ?? ''}
        options={[
          { value: '', label: words.allMarkets },
          ...covered.marketplaces.map((code) => ({ value: code, label: code })),
        ]}
        onChange={(value: string) => setMarketplace(value === '' ? null : value)}
      />
      <Button
        type="primary"
        loading={ask.isPending || props.busy}
        onClick={() => ask.mutate({ params: { clientId: props.clientId }, body: { ...span, marketplace } })}
      >
        {props.first ? words.askFirst : words.ask}
      </Button>
    </FilterBar>
  )
}
