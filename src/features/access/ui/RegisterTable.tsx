import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, DatePicker, Tag } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useMemo, useState } from 'react'
import { type Role, mayRole, sideOf } from '#kernel/rights.ts'
import { roleWords } from '#features/identity/ui/role-words.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useListText, useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { FilterBar, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { exportRegister, showRegister } from '../api/register.ts'
import { grantedWords } from '../rules/register-words.ts'
import { grantMessages } from './grant-messages.ts'
import { registerMessages } from './register-messages.ts'

type Answer = OutputOf<typeof showRegister>
type Person = Answer['lines'][number]
type Grant = Answer['grants'][number]
type Words = typeof registerMessages.zh

/** People × clients × roles × grants, as of a day. */
export function RegisterTable(): ReactNode {
  const words = useMessages(registerMessages)
  const { locale } = useLocale()
  const refusal = useRefusalWords()
  const { notification } = App.useApp()
  const [asOf, setAsOf] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const query = useMemo(() => ({ asOf }), [asOf])
  const asked = useEndpoint(showRegister, { query }, { keepLast: true })
  const people = useMemo(() => asked.data?.lines ?? [], [asked.data])
  const grants = useMemo(() => asked.data?.grants ?? [], [asked.data])
  const personColumns = usePersonColumns(words)
  const grantColumns = useGrantColumns(words)
  const shared = { loading: asked.isPending, error: asked.error, retry: () => void asked.refetch() }
  const exportAll = (): void => {
    setBusy(true)
    download(exportRegister, { query: { asOf, lang: locale === 'en' ? 'en' : 'zh' } })
      .catch((error: unknown) => {
        const { says, remedy } = refusal(error)
        notification.error({ title: says, description: remedy, role: 'alert' })
      })
      .finally(() => setBusy(false))
  }
  return (
    <>
      <FilterBar label={words.asOf}>
        <span>{words.asOf}</span>
        <DatePicker
          aria-label={words.asOf}
          placeholder={words.today}
          value={asOf === undefined ? null : dayjs(asOf)}
          onChange={(day) => setAsOf(day === null ? undefined : day.format('YYYY-MM-DD'))}
          allowClear
        />
        <Button icon={<DownloadOutlined />} loading={busy} onClick={exportAll}>
          {words.xlsx}
        </Button>
      </FilterBar>
      <Section title={words.people}>
        <DataTable<Person>
          name="register-people"
          label={words.people}
          rows={people}
          columns={personColumns}
          rowKey={(one) => `${one.clientId}/${one.personId}`}
          exportName={`${words.people}-${(asked.data?.asOf ?? '').slice(0, 10)}`}
          empty={<Teach title={words.nobody} text={words.nobodyText} />}
          {...shared}
        />
      </Section>
      <Section title={words.grants}>
        <DataTable<Grant>
          name="register-grants"
          label={words.grants}
          rows={grants}
          columns={grantColumns}
          rowKey={(one) => `${one.clientId}/${one.store}/${one.sort}`}
          exportName={`${words.grants}-${(asked.data?.asOf ?? '').slice(0, 10)}`}
          toolsFrom={6}
          empty={<Teach title={words.noGrants} text={words.noGrantsText} />}
          {...shared}
        />
      </Section>
    </>
  )
}

/** What a role may do that moves something, in a few words. */
function maysOf(role: Role, words: Words): string[] {
  const found = [
    mayRole(role, 'changes.propose') ? words.mays.propose : null,
    mayRole(role, 'changes.approve') ? words.mays.approve : null,
    mayRole(role, 'access.manage') ? words.mays.access : null,
    mayRole(role, 'changes.stop') ? words.mays.stop : null,
  ].filter((one) => one !== null)
  return found.length === 0 ? [words.mays.read] : found
}

function usePersonColumns(words: Words): Column<Person>[] {
  const roles = useMessages(roleWords)
  const grants = useMessages(grantMessages)
  const listed = useListText()
  return useMemo(() => {
    const amazon = (one: Person): string =>
      one.amazon
        .map(
          (right) =>
            `${right.store} ${grants.systems[right.system as 'seller_central']} ${grants.personLevel[right.level as 'view']}${right.pages === '' ? '' : `（${right.pages}）`}`,
        )
        .join('；')
    return [
      { key: 'client', title: words.client, value: (one) => one.clientName, filter: 'options' },
      {
        key: 'name',
        title: words.person,
        value: (one) => one.name,
        show: (one) => (
          <span>
            {one.name} {one.left ? <Tag color="warning">{words.gone}</Tag> : null}
          </span>
        ),
        filter: 'options',
      },
      {
        key: 'side',
        title: words.side,
        value: (one) => words.sides[sideOf(one.role)],
        filter: 'options',
      },
      { key: 'role', title: words.role, value: (one) => roles[one.role].name, filter: 'options' },
      {
        key: 'may',
        title: words.may,
        value: (one) => listed(maysOf(one.role, words)),
        width: 240,
      },
      { key: 'amazon', title: words.amazon, value: amazon, width: 220 },
      {
        key: 'factor',
        title: words.factor,
        value: (one) =>
          one.secondFactor === null ? null : one.secondFactor ? words.factorOn : words.factorOff,
        show: (one) =>
          one.secondFactor === null ? (
            '—'
          ) : (
            <Tag color={one.secondFactor ? 'success' : 'warning'}>
              {one.secondFactor ? words.factorOn : words.factorOff}
            </Tag>
          ),
        filter: 'options',
      },
      {
        key: 'seen',
        title: words.seen,
        value: (one) => one.lastSeenAt,
        show: (one) => <Instant at={one.lastSeenAt} />,
      },
    ]
  }, [words, roles, grants, listed])
}

function useGrantColumns(words: Words): Column<Grant>[] {
  const { locale } = useLocale()
  return useMemo(
    () => [
      { key: 'client', title: words.client, value: (one) => one.clientName, filter: 'options' },
      { key: 'store', title: words.store, value: (one) => one.store, filter: 'options' },
      { key: 'grant', title: words.grant, value: (one) => words.sorts[one.sort], filter: 'options' },
      {
        key: 'allows',
        title: words.allows,
        value: (one) => grantedWords(one.sort, one.granted, locale === 'en' ? 'en' : 'zh') || null,
        width: 420,
      },
      {
        key: 'since',
        title: words.since,
        value: (one) => one.since,
        show: (one) => <Instant at={one.since} />,
      },
    ],
    [words, locale],
  )
}
