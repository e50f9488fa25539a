import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { listDiagnoses, readDiagnosis } from '#features/diagnosis/api.ts'
import type { Diagnosis, Group, TableRow } from '#features/diagnosis/rules/diagnosis.ts'
import { ClassMatrix } from '#features/diagnosis/ui/ClassMatrix.tsx'
import { type OpenRows, ReportTable } from '#features/diagnosis/ui/ReportTable.tsx'
import { RowsDrawer } from '#features/diagnosis/ui/RowsDrawer.tsx'
import { showCosts } from '#features/facts/api/costs.ts'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PartSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { type SkuFamily, familiesByPrefix } from '../rules/sku-families.ts'
import { type KnownMargin, withMargins } from '../rules/sku-margins.ts'
import { boardMessages } from './board-messages.ts'
import '#features/diagnosis/ui/diagnosis.css'

/** The range as the newest diagnosis has it: ABC×XYZ, families, what is left after fees, cover; down to the imported rows. */
export function SkuSection({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(boardMessages)
  const listed = useEndpoint(listDiagnoses, { params: { clientId } })
  const newest = listed.data?.versions.find((one) => one.state === 'done')
  const found = useEndpoint(
    readDiagnosis,
    newest === undefined ? null : { params: { clientId, diagnosisId: newest.id } },
  )
  const mayCosts = useMay()('costs.read')
  const costs = useEndpoint(showCosts, mayCosts ? { params: { clientId } } : null)
  const margins = useMemo(
    () => (costs.data?.skus ?? []).flatMap(({ sku, margins: own }) => own.map((one) => ({ ...one, sku }))),
    [costs.data],
  )
  const [opened, setOpened] = useState<{ rows: TableRow; title: string } | null>(null)
  const openRows = useMemo<OpenRows>(() => (rows, title) => setOpened({ rows, title }), [])
  const diagnosis = (found.data?.body ?? null) as Diagnosis | null
  const groups = diagnosis?.sections.find((section) => section.id === 'structure')?.groups ?? []
  const error = listed.error ?? found.error
  return (
    <Section
      title={words.skuTitle}
      id="skus"
      extra={
        diagnosis === null ? null : (
          <span className="sw-quiet">
            {words.asOf} {diagnosis.asOf}
          </span>
        )
      }
    >
      {error !== null ? (
        <Trouble error={error} />
      ) : listed.isPending || (newest !== undefined && found.isPending) ? (
        <PartSkeleton />
      ) : groups.length === 0 ? (
        <>
          <p className="sw-quiet">
            {newest === undefined ? words.skuNone : words.skuEmpty}
            {words.stop}
            {newest === undefined ? words.skuNoneText : words.skuEmptyText}
          </p>
          <Link to={`/clients/${clientId}/diagnosis`}>
            <Button>{words.toDiagnosis}</Button>
          </Link>
        </>
      ) : (
        <div className="sw-diagnosis">
          <p className="sw-quiet">{words.skuAbout}</p>
          {margins.some((one) => one.ratio !== null) ? (
            <p className="sw-quiet">
              {words.skuMarginKnown} <Link to={`/clients/${clientId}/costs`}>{words.toCosts}</Link>
            </p>
          ) : (
            <p className="sw-quiet">
              {words.skuMargin}{' '}
              {mayCosts ? <Link to={`/clients/${clientId}/costs`}>{words.toCosts}</Link> : null}
            </p>
          )}
          <Tabs
            items={groups.map((group) => ({
              key: `${group.marketplace}-${group.currency}`,
              label: (
                <>
                  <Market code={group.marketplace} /> <span className="sw-quiet">{group.currency}</span>
                </>
              ),
              children: <SkuGroup group={group} margins={margins} openRows={openRows} />,
            }))}
          />
        </div>
      )}
      <RowsDrawer clientId={clientId} opened={opened} onClose={() => setOpened(null)} />
    </Section>
  )
}

function SkuGroup(props: { group: Group; margins: readonly KnownMargin[]; openRows: OpenRows }): ReactNode {
  const { group, margins, openRows } = props
  const table = (key: string) => group.tables.find((one) => one.key === key)
  const [matrix, families] = [table('abc_xyz'), table('families')]
  const skus = useMemo(() => withMargins(group, margins), [group, margins])
  return (
    <section>
      <h3 className="sw-unseen">
        {group.marketplace} {group.currency}
      </h3>
      {matrix !== undefined && skus !== undefined ? (
        <ClassMatrix matrix={matrix} skus={skus} openRows={openRows} />
      ) : null}
      {families !== undefined ? (
        <ReportTable table={families} openRows={openRows} />
      ) : (
        <PrefixFamilies group={group} />
      )}
    </section>
  )
}

function PrefixFamilies({ group }: { group: Group }): ReactNode {
  const words = useMessages(boardMessages)
  const currency = group.currency ?? 'USD'
  const skus = group.tables.find((one) => one.key === 'structure_skus')
  const rows = useMemo(() => {
    if (skus === undefined) return []
    const at = (key: string): number => skus.columns.findIndex((column) => column.key === key)
    const number = (row: TableRow, key: string): number => Number(row.cells[at(key)] ?? 0)
    return familiesByPrefix(
      skus.rows.map((row) => ({
        sku: String(row.cells[at('sku')]),
        sales: number(row, 'ordered_sales'),
        share: number(row, 'share'),
        coverDays: row.cells[at('cover_days')] === null ? null : number(row, 'cover_days'),
      })),
    )
  }, [skus])
  const columns = useMemo(
    (): readonly Column<SkuFamily>[] => [
      { key: 'prefix', title: words.family, value: (row) => row.prefix, width: 180 },
      { key: 'members', title: words.members, value: (row) => row.skus.length, figure: true, width: 90 },
      {
        key: 'sales',
        title: words.sales,
        value: (row) => row.sales,
        show: (row) => <Money amount={row.sales.toFixed(2)} currency={currency} />,
        figure: true,
      },
      {
        key: 'share',
        title: words.share,
        value: (row) => row.share,
        show: (row) => <Ratio ratio={row.share} />,
        figure: true,
      },
      {
        key: 'cover',
        title: words.leastCover,
        value: (row) => row.leastCoverDays,
        show: (row) => <Plain value={row.leastCoverDays} places={0} />,
        figure: true,
      },
    ],
    [words, currency],
  )
  if (rows.length === 0) return null
  return (
    <>
      <h4>{words.families}</h4>
      <p className="sw-quiet">{words.familiesByPrefix}</p>
      <DataTable<SkuFamily>
        name="sku-families"
        label={words.families}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.prefix}
        exportName="sku-families"
        expand={(row) => row.skus.join(' · ')}
      />
    </>
  )
}
