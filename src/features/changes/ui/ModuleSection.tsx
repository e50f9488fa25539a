import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, Teach, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { assignModule } from '../api/govern.ts'
import { type Module, type ModuleOwner, modules, ownerOf } from '../rules/modules.ts'
import { ExceptionModal } from './ExceptionModal.tsx'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords, moduleWords } from './kind-words.ts'

type OwnerLine = Governance['owners'][number]
type Store = Governance['stores'][number]

const colours = { agency: 'processing', client: 'warning' } as const

/** Which side has the say over each part of each store, and the campaigns that differ. */
export function ModuleSection(props: { clientId: string; data: Governance }): ReactNode {
  const { clientId, data } = props
  const words = useMessages(governMessages)
  const names = useMessages(moduleWords)
  const kinds = useMessages(kindWords)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  if (data.stores.length === 0)
    return (
      <Section title={words.modulesTitle}>
        <Teach title={words.noStores} text={words.noStoresText} />
      </Section>
    )
  return (
    <Section title={words.modulesTitle}>
      <p className="sw-quiet">{words.modulesAbout}</p>
      <div className="sw-matrix-box">
        <table className="sw-matrix" aria-label={words.modulesTitle}>
          <thead>
            <tr>
              <th scope="col">{words.module}</th>
              {data.stores.map((store) => (
                <th key={store.storeId} scope="col">
                  {store.name} <span className="sw-quiet">{store.marketplaces.join(' ')}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {modules.map((module) => (
              <tr key={module}>
                <th scope="row">
                  {names[module]}
                  <div className="sw-quiet">
                    {data.kinds
                      .filter((kind) => kind.module === module)
                      .map((kind) => kinds[kind.name] ?? kind.name)
                      .join(' · ') || words.noKinds}
                  </div>
                </th>
                {data.stores.map((store) => (
                  <td key={store.storeId}>
                    <Owner clientId={clientId} data={data} store={store} module={module} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3 className="sw-part">{words.exceptions}</h3>
      {may('changes.govern') ? <Button onClick={() => setAdding(true)}>{words.exceptionAdd}</Button> : null}
      <Exceptions data={data} />
      {adding ? <ExceptionModal clientId={clientId} data={data} onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function Owner(props: { clientId: string; data: Governance; store: Store; module: Module }): ReactNode {
  const { clientId, data, store, module } = props
  const words = useMessages(governMessages)
  const names = useMessages(moduleWords)
  const may = useMay()
  const ask = useConfirm()
  const { message } = App.useApp()
  const assign = useAct(assignModule, { onDone: () => void message.success(words.moduleDone) })
  const own = (line: OwnerLine): boolean =>
    line.storeId === store.storeId && line.module === module && line.objectId === ''
  const lines = data.owners.map((line) => ({ ...line, setAt: new Date(line.setAt) }))
  const owner = ownerOf(lines, { storeId: store.storeId, module, objectId: null }, new Date(data.now))
  const last = data.owners.filter(own).toSorted((a, b) => Date.parse(b.setAt) - Date.parse(a.setAt))[0]
  const other: ModuleOwner = owner === 'agency' ? 'client' : 'agency'
  // The agency only gives up what is its own; the client moves what it likes.
  const mayMove = may('changes.govern') && (data.side === 'client' || owner === 'agency')
  const verb = data.side === other ? words.takeBack : words.giveTo[other]
  return (
    <div className="sw-owner">
      <Tag color={colours[owner]}>{words.sides[owner]}</Tag>
      {mayMove ? (
        <Button
          size="small"
          type="link"
          aria-label={`${store.name} · ${names[module]} · ${verb}`}
          onClick={() =>
            ask({
              title: words.moduleTitle(names[module], words.sides[other]),
              happens: words.moduleHappens[other],
              undo: data.side === 'agency' ? words.moduleUndo : words.moduleUndoOwn,
              action: verb,
              act: () =>
                assign.mutateAsync({
                  params: { clientId },
                  body: { storeId: store.storeId, module, owner: other },
                }),
            })
          }
        >
          {verb}
        </Button>
      ) : null}
      <div className="sw-quiet">
        {last === undefined ? (
          words.byDefault
        ) : (
          <>
            {last.setByName} · <Instant at={last.setAt} />
          </>
        )}
      </div>
    </div>
  )
}

/** The newest line of each campaign that was spoken of. */
function exceptionsOf(owners: readonly OwnerLine[]): OwnerLine[] {
  const newest = new Map<string, OwnerLine>()
  for (const line of owners) {
    if (line.objectId === '') continue
    const key = `${line.storeId} ${line.module} ${line.objectId}`
    const known = newest.get(key)
    if (known === undefined || Date.parse(line.setAt) > Date.parse(known.setAt)) newest.set(key, line)
  }
  return [...newest.values()]
}

function Exceptions({ data }: { data: Governance }): ReactNode {
  const words = useMessages(governMessages)
  const names = useMessages(moduleWords)
  const { owners, stores } = data
  const rows = useMemo(() => exceptionsOf(owners), [owners])
  const columns = useMemo<readonly Column<OwnerLine>[]>(
    () => [
      { key: 'campaign', title: words.campaign, value: (row) => row.label || row.objectId, width: 260 },
      {
        key: 'module',
        title: words.module,
        value: (row) => names[row.module],
        width: 140,
        filter: 'options',
      },
      {
        key: 'owner',
        title: words.owner,
        value: (row) => words.sides[row.owner],
        show: (row) => <Tag color={colours[row.owner]}>{words.sides[row.owner]}</Tag>,
        width: 110,
      },
      {
        key: 'store',
        title: words.store,
        value: (row) => stores.find((one) => one.storeId === row.storeId)?.name ?? row.storeId,
        width: 160,
      },
      { key: 'by', title: words.lastSetBy, value: (row) => row.setByName, width: 120 },
      {
        key: 'at',
        title: words.lastSetAt,
        value: (row) => row.setAt,
        show: (row) => <Instant at={row.setAt} />,
        width: 180,
      },
    ],
    [words, names, stores],
  )
  return (
    <DataTable<OwnerLine>
      name="module-exceptions"
      label={words.exceptions}
      rows={rows}
      columns={columns}
      rowKey={(row) => `${row.storeId} ${row.module} ${row.objectId}`}
      toolsFrom={10}
      exportName="module-exceptions"
      empty={<p className="sw-quiet">{words.exceptionsNone}</p>}
    />
  )
}
