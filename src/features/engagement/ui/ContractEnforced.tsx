import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { limitRows } from '../rules/contract-text.ts'
import { changeKindWords, modeWords, moduleWords } from '../rules/contract-words.ts'
import { type Pair, inLang } from '../rules/document.ts'
import type { ContractView } from './ContractPage.tsx'
import { contractMessages } from './contract-messages.ts'
import { useLang } from './contract-parts.tsx'

/** What the change engine enforces now, and loudly where the contract says something else. */
export function EnforcedSection({ clientId, data }: { clientId: string; data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const say = (pair: Pair): string => inLang(pair, lang)
  const { enforced } = data
  return (
    <Section
      title={
        <>
          {words.enforced}{' '}
          <Tag color={enforced.contractVersion === null ? 'default' : 'success'}>
            {enforced.contractVersion !== null
              ? words.enforcedFrom(enforced.contractVersion)
              : enforced.setByName !== null
                ? words.enforcedByHand(enforced.setByName)
                : words.enforcedDefault}
          </Tag>
        </>
      }
      extra={<Link to={`/clients/${clientId}/governance`}>{words.seeRules}</Link>}
    >
      <div className="sw-doc">
        <dl>
          <dt>{words.mode}</dt>
          <dd>{say(modeWords[enforced.mode])}</dd>
          {limitRows(enforced.limits, say).flatMap((row) => [
            <dt key={`${row.key}-label`}>{row.label}</dt>,
            <dd key={row.key}>{row.text}</dd>,
          ])}
        </dl>
      </div>
    </Section>
  )
}

/** Said at the top: somebody has set other rules than both have signed. */
export function Mismatch({ data }: { data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const say = (pair: Pair): string => inLang(pair, lang)
  const { enforced } = data
  const nameOf = (path: string): string => {
    const [head = '', ...rest] = path.split('.')
    if (head === 'mode') return words.mode
    if (head === 'limits') {
      const kind = rest.join('.')
      return say(changeKindWords[kind] ?? [kind, kind])
    }
    const store = data.stores.find((one) => one.storeId === rest[0])?.name ?? ''
    return `${store} · ${say(moduleWords[rest[1] as keyof typeof moduleWords])}`
  }
  if (enforced.differs.length === 0) return null
  return (
    <Remark
      kind="error"
      title={words.mismatch}
      text={
        <>
          <p>{words.mismatchText(enforced.setByName ?? '')}</p>
          <p>
            {words.mismatchAt}: {enforced.differs.map(nameOf).join(lang === 'zh' ? '、' : ', ')}
          </p>
        </>
      }
    />
  )
}
