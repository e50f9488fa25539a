import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listRules } from '#features/ads/api/automation.ts'
import type { Rule } from '#features/ads/rules/automation/rule.ts'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { PrecedenceView } from './PrecedenceView.tsx'
import { RuleDetail } from './RuleDetail.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleList } from './RuleList.tsx'
import { rulesMessages } from './rules-messages.ts'
import type { RuleLine } from './shared.ts'
import './rules.css'

/** Rules of people's own at a place, and who goes first where several want to write. */
export function RulesPage(): ReactNode {
  return (
    <AdsFrame view="rules">
      {(framed) => <Rules key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

/** What is being written: a new rule from some start, or the next version of one. */
export type Writing = { readonly first: Rule; readonly of: RuleLine | null }

function Rules(framed: Framed): ReactNode {
  const { clientId, place } = framed
  const words = useMessages(rulesMessages)
  const [search, setSearch] = useSearchParams()
  const [writing, setWriting] = useState<Writing | null>(null)
  const { storeId, marketplace } = place
  const asked = useEndpoint(listRules, { params: { clientId }, query: { storeId, marketplace } })
  const go = (key: 'tab' | 'rule', value: string | null): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('store', storeId)
      next.set('market', marketplace)
      for (const old of ['run', key]) next.delete(old)
      if (value !== null) next.set(key, value)
      return next
    })
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const listed = asked.data
  const shown = listed.rules.find((one) => one.ruleId === search.get('rule'))
  const write = framed.onAsk === undefined ? undefined : setWriting
  return (
    <>
      {shown === undefined ? (
        <Tabs
          activeKey={search.get('tab') === 'precedence' ? 'precedence' : 'rules'}
          destroyOnHidden
          onChange={(key) => go('tab', key)}
          items={[
            {
              key: 'rules',
              label: words.tabRules,
              children: (
                <RuleList
                  {...framed}
                  listed={listed}
                  onWrite={write}
                  onOpen={(ruleId) => go('rule', ruleId)}
                />
              ),
            },
            {
              key: 'precedence',
              label: words.tabPrecedence,
              children: <PrecedenceView clientId={clientId} place={place} />,
            },
          ]}
        />
      ) : (
        <RuleDetail
          key={`${shown.ruleId} ${shown.version}`}
          {...framed}
          listed={listed}
          rule={shown}
          onWrite={write}
          onBack={() => go('rule', null)}
        />
      )}
      {writing === null ? null : (
        <RuleEditor
          clientId={clientId}
          place={place}
          listed={listed}
          {...writing}
          onClose={() => setWriting(null)}
          onSaved={(ruleId) => {
            setWriting(null)
            go('rule', ruleId)
          }}
        />
      )}
    </>
  )
}
