import { type ReactNode, useMemo } from 'react'
import { KindLine } from '#features/changes/ui/PolicyDrawer.tsx'
import { limitsProblem, modes } from '#features/changes/rules/tiers.ts'
import '#features/changes/ui/govern.css'
import { measureOf } from '#features/changes/ui/limit-text.ts'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { call } from '#web/call.ts'
import { useAct } from '#web/query.ts'
import { useViewer } from '#web/viewer.tsx'
import { dropContract, offerContract, saveContract } from '../api/contract.ts'
import { contractText } from '../rules/contract-text.ts'
import * as codes from '../rules/contract-words.ts'
import { inLang } from '../rules/document.ts'
import { type Terms, jurisdictions, renewals, services, transfers } from '../rules/terms.ts'
import { checkTerms } from '../rules/terms-check.ts'
import { ContractFeeFields } from './ContractFeeFields.tsx'
import { ContractKpiFields } from './ContractKpiFields.tsx'
import type { ContractView } from './ContractPage.tsx'
import {
  ChoiceField,
  CountField,
  DayField,
  ManyField,
  ProblemsRoot,
  Said,
  SwitchField,
  TextField,
} from './contract-fields.tsx'
import { type EditProps, Group, useOptions } from './contract-options.tsx'
import { DraftBar } from './contract-draft.tsx'
import { useDraft } from './use-draft.ts'
import { agreementMessages } from './agreement-messages.ts'
import { contractMessages } from './contract-messages.ts'
import { DraftPreview, useLang } from './contract-parts.tsx'

type Draft = NonNullable<ContractView['draft']>
/** Writes the terms of a contract; contradictions show where they stand as one types. */
export function ContractEditor(props: { clientId: string; data: ContractView; draft: Draft }): ReactNode {
  const { clientId, data, draft } = props
  const shared = useMessages(agreementMessages)
  const words = useMessages(contractMessages)
  const lang = useLang()
  const work = useDraft<Terms>({
    key: `steward.draft.contract.${clientId}`,
    draft: { ...draft, content: draft.terms },
    byName: useViewer().name,
    save: (content, note, revision) =>
      call(saveContract, {
        params: { clientId },
        body: { terms: structuredClone(content) as Draft['terms'], note, revision },
      }),
  })
  const { content: terms, change } = work
  const drop = useAct(dropContract)
  const offer = useAct(offerContract)
  const problems = useMemo(
    () =>
      checkTerms(terms, {
        stores: data.stores,
        hasCosts: false,
        kinds: data.kinds,
        today: data.today,
        heldSince: data.versions.find((one) => one.version === data.inForce)?.fromOn ?? null,
      }),
    [terms, data],
  )
  const edit: EditProps = { terms, change }
  const newest = data.versions.find((one) => one.state !== 'withdrawn')
  return (
    <Section title={shared.draft}>
      <p className="sw-quiet">
        {shared.draftFor}
        {data.acceptedQuote !== null && data.versions.length === 0
          ? ` ${words.fromQuote(data.acceptedQuote.version)}`
          : ''}
      </p>
      <ProblemsRoot problems={problems}>
        <PartyFields {...edit} />
        <ScopeFields {...edit} data={data} />
        <TermFields {...edit} />
        <ContractFeeFields {...edit} />
        <ContractKpiFields {...edit} />
        <LimitFields {...edit} kinds={data.kinds} />
        <ModuleFields {...edit} data={data} />
        <IpFields {...edit} />
        <ExitFields {...edit} />
      </ProblemsRoot>
      <DraftPreview
        before={
          newest === undefined
            ? null
            : { version: newest.version, sections: contractText(newest.terms, lang) }
        }
        after={contractText(terms, lang)}
      />
      <DraftBar
        work={work}
        problems={problems}
        onDrop={() => drop.mutateAsync({ params: { clientId } })}
        onOffer={(revision) => offer.mutateAsync({ params: { clientId }, body: { revision } })}
      />
    </Section>
  )
}

function PartyFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  return (['client', 'agency'] as const).map((side) => (
    <Group key={side} title={`${words.groups.parties} · ${words.owner[side]}`}>
      {(['name', 'registration', 'address', 'signatory', 'email'] as const).map((field) => (
        <TextField
          key={field}
          label={words.party[field]}
          path={`parties.${side}.${field}`}
          value={terms.parties[side][field]}
          onChange={(value) =>
            change({ parties: { ...terms.parties, [side]: { ...terms.parties[side], [field]: value } } })
          }
        />
      ))}
    </Group>
  ))
}

function ScopeFields({ terms, change, data }: EditProps & { data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const all = data.stores.flatMap((store) =>
    store.marketplaces.map((marketplace) => ({ storeId: store.storeId, storeName: store.name, marketplace })),
  )
  const key = (one: { storeId: string; marketplace: string }): string => `${one.storeId} ${one.marketplace}`
  return (
    <Group title={words.groups.scope}>
      <ManyField
        wide
        label={words.places}
        path="places"
        value={terms.places.map(key)}
        options={all.map((one) => ({ value: key(one), label: `${one.storeName} · ${one.marketplace}` }))}
        onChange={(keys) => change({ places: all.filter((one) => keys.includes(key(one))) })}
      />
      {terms.places.map((place, no) => (
        <Said key={key(place)} path={`places.${no}`} />
      ))}
      <ManyField
        wide
        label={words.services}
        path="services"
        value={terms.services}
        options={options(services, codes.serviceWords)}
        onChange={(value) => change({ services: services.filter((one) => value.includes(one)) })}
      />
      <ChoiceField
        label={words.mode}
        value={terms.mode}
        options={options(modes, codes.modeWords)}
        onChange={(mode) => change({ mode })}
      />
      <TextField
        wide
        label={words.notIncluded}
        rows={1}
        value={terms.notIncluded}
        onChange={(notIncluded) => change({ notIncluded })}
      />
    </Group>
  )
}

function TermFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const { term, trial } = terms
  return (
    <Group title={words.groups.term}>
      <DayField
        label={words.startsOn}
        path="term.startsOn"
        value={term.startsOn}
        onChange={(day) => day !== null && change({ term: { ...term, startsOn: day } })}
      />
      <DayField
        label={words.endsOn}
        path="term.endsOn"
        optional
        value={term.endsOn}
        onChange={(endsOn) => change({ term: { ...term, endsOn } })}
      />
      <ChoiceField
        label={words.renewal}
        path="term.renewal"
        value={term.renewal}
        options={options(renewals, codes.renewalWords)}
        onChange={(renewal) => change({ term: { ...term, renewal } })}
      />
      <DayField
        label={words.effectiveOn}
        path="term.effectiveOn"
        value={term.effectiveOn}
        onChange={(day) => day !== null && change({ term: { ...term, effectiveOn: day } })}
      />
      <SwitchField
        label={words.trial}
        value={trial !== null}
        onChange={(on) => change({ trial: on ? { months: 3, reviewAfterMonths: 1, noticeDays: 7 } : null })}
      />
      {trial === null ? null : (
        <>
          <CountField
            label={words.trialMonths}
            path="trial.months"
            value={trial.months}
            most={36}
            onChange={(months) => change({ trial: { ...trial, months } })}
          />
          <CountField
            label={words.trialReview}
            path="trial.reviewAfterMonths"
            value={trial.reviewAfterMonths}
            most={36}
            onChange={(reviewAfterMonths) => change({ trial: { ...trial, reviewAfterMonths } })}
          />
          <CountField
            label={words.trialNotice}
            value={trial.noticeDays}
            most={365}
            onChange={(noticeDays) => change({ trial: { ...trial, noticeDays } })}
          />
        </>
      )}
    </Group>
  )
}

function LimitFields({ terms, change, kinds }: EditProps & { kinds: readonly string[] }): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const wrong = limitsProblem(terms.limits)
  return (
    <fieldset className="sw-group">
      <legend>{words.groups.limits}</legend>
      <Said path="limits" />
      {kinds.map((kind) => (
        <div key={kind}>
          <KindLine
            kind={kind}
            name={inLang(codes.changeKindWords[kind] ?? [kind, kind], lang)}
            measure={measureOf(kind)}
            value={terms.limits[kind] ?? { auto: null, second: null }}
            wrong={wrong === kind}
            onChange={(next) => change({ limits: { ...terms.limits, [kind]: next } })}
          />
          <Said path={`limits.${kind}.auto`} />
        </div>
      ))}
    </fieldset>
  )
}

function ModuleFields({ terms, change, data }: EditProps & { data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const sides = (['agency', 'client'] as const).map((value) => ({ value, label: words.owner[value] }))
  return (
    <Group title={words.groups.modules}>
      {terms.modules.map((one, no) => {
        const store = data.stores.find((each) => each.storeId === one.storeId)?.name ?? one.storeId
        const label = `${store} · ${inLang(codes.moduleWords[one.module], lang)}`
        return (
          <ChoiceField
            key={`${one.storeId} ${one.module}`}
            label={label}
            path={`modules.${no}`}
            value={one.owner}
            options={sides}
            onChange={(owner) =>
              change({ modules: terms.modules.map((each, at) => (at === no ? { ...each, owner } : each)) })
            }
          />
        )
      })}
    </Group>
  )
}

function IpFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const { ip, confidentiality } = terms
  const sides = (['agency', 'client'] as const).map((value) => ({ value, label: words.owner[value] }))
  return (
    <Group title={words.groups.ip}>
      <ChoiceField
        label={words.author}
        value={ip.author}
        options={sides}
        onChange={(author) => change({ ip: { ...ip, author } })}
      />
      <ChoiceField
        label={words.transfer}
        path="ip.transfer"
        value={ip.transfer}
        options={options(transfers, codes.transferWords)}
        onChange={(transfer) => change({ ip: { ...ip, transfer } })}
      />
      <SwitchField
        label={words.portfolio}
        value={ip.portfolioUse}
        onChange={(portfolioUse) => change({ ip: { ...ip, portfolioUse } })}
      />
      <CountField
        label={words.years}
        path="confidentiality.years"
        value={confidentiality.years}
        most={50}
        onChange={(years) => change({ confidentiality: { ...confidentiality, years } })}
      />
      <TextField
        label={words.penalty}
        value={confidentiality.penaltyNote}
        onChange={(penaltyNote) => change({ confidentiality: { ...confidentiality, penaltyNote } })}
      />
    </Group>
  )
}

function ExitFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const { exit, law } = terms
  const days = (key: 'noticeDays' | 'handoverDays' | 'accessRemovalHours', label: string): ReactNode => (
    <CountField
      label={label}
      path={`exit.${key}`}
      value={exit[key]}
      most={720}
      onChange={(value) => change({ exit: { ...exit, [key]: value } })}
    />
  )
  return (
    <Group title={words.groups.exit}>
      {days('noticeDays', words.noticeDays)}
      {days('handoverDays', words.handoverDays)}
      {days('accessRemovalHours', words.accessHours)}
      <SwitchField
        label={words.keepCampaigns}
        value={exit.keepCampaigns}
        onChange={(keepCampaigns) => change({ exit: { ...exit, keepCampaigns } })}
      />
      <SwitchField
        label={words.dataExport}
        value={exit.dataExport}
        onChange={(dataExport) => change({ exit: { ...exit, dataExport } })}
      />
      <ChoiceField
        label={words.law}
        value={law.jurisdiction}
        options={options(jurisdictions, codes.jurisdictionWords)}
        onChange={(jurisdiction) => change({ law: { ...law, jurisdiction } })}
      />
      <TextField
        label={words.forum}
        value={law.forum}
        onChange={(forum) => change({ law: { ...law, forum } })}
      />
      <TextField
        wide
        rows={2}
        label={words.other}
        value={terms.other}
        onChange={(other) => change({ other })}
      />
    </Group>
  )
}
