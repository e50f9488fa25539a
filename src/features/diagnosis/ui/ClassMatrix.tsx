import { Button } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import type { Table, TableRow } from '../rules/diagnosis.ts'
import { diagnosisMessages } from './messages.ts'
import { type OpenRows, ReportTable } from './ReportTable.tsx'
import { useWording } from './use-wording.ts'

/** ABC × XYZ as a grid whose cells narrow the SKU table below to one class. */
export function ClassMatrix(props: { matrix: Table; skus: Table; openRows: OpenRows }): ReactNode {
  const words = useMessages(diagnosisMessages)
  const wording = useWording()
  const [chosen, setChosen] = useState<string | null>(null)
  const kinds = props.matrix.columns.flatMap((column) =>
    column.key.startsWith('skus_') ? [column.key.slice(5)] : [],
  )
  const classAt = props.skus.columns.findIndex((column) => column.key === 'class')
  const keep = useCallback(
    (row: TableRow) => chosen === null || row.cells[classAt] === chosen,
    [chosen, classAt],
  )
  return (
    <>
      <h4>{wording.say('tables', 'abc_xyz')}</h4>
      <p className="sw-quiet">{words.classHint}</p>
      <table className="sw-matrix">
        <thead>
          <tr>
            <td />
            {kinds.map((kind) => (
              <th scope="col" key={kind}>
                {kind}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.matrix.rows.map((row) => {
            const abc = String(row.cells[0])
            return (
              <tr key={abc}>
                <th scope="row">{abc}</th>
                {kinds.map((kind, index) => (
                  <MatrixCell
                    key={kind}
                    name={`${abc}${kind}`}
                    count={Number(row.cells[1 + index * 2] ?? 0)}
                    share={Number(row.cells[2 + index * 2] ?? 0)}
                    chosen={chosen}
                    choose={setChosen}
                  />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {chosen === null ? null : (
        <Button size="small" onClick={() => setChosen(null)}>
          {words.allClasses}
        </Button>
      )}
      <ReportTable table={props.skus} openRows={props.openRows} keep={keep} />
    </>
  )
}

function MatrixCell(props: {
  name: string
  count: number
  share: number
  chosen: string | null
  choose: (name: string | null) => void
}): ReactNode {
  const words = useMessages(diagnosisMessages)
  const wording = useWording()
  const { name, count, share, chosen } = props
  return (
    <td
      style={{
        background: `color-mix(in srgb, var(--sw-accent, #17559f) ${Math.round(share * 55)}%, transparent)`,
      }}
    >
      <button
        type="button"
        className="sw-matrix-cell"
        aria-pressed={chosen === name}
        disabled={count === 0}
        onClick={() => props.choose(chosen === name ? null : name)}
      >
        <strong>{count}</strong>
        <span>{count === 0 ? '' : words.share(wording.cell('ratio', share))}</span>
      </button>
    </td>
  )
}
