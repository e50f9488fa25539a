import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { AllTermsTab } from './AllTermsTab.tsx'
import { ClassesTab } from './ClassesTab.tsx'
import { DismissedTab } from './DismissedTab.tsx'
import { GramsTab } from './GramsTab.tsx'
import { HarvestTab } from './HarvestTab.tsx'
import { NegativesTab } from './NegativesTab.tsx'
import { termMessages } from './term-messages.ts'
import { TermSettings, useJudged } from './term-settings.tsx'
import './terms.css'

/** A place's search terms: what to harvest, what to keep out, words, brands, all of them, and what was put off. */
export function TermsPage(): ReactNode {
  return (
    <AdsFrame view="terms">
      {(framed) => <Terms key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

const tabs = ['harvest', 'negatives', 'grams', 'classes', 'all', 'dismissed'] as const

function Terms(framed: Framed): ReactNode {
  const words = useMessages(termMessages)
  const [search, setSearch] = useSearchParams()
  const judged = useJudged(framed.place)
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'harvest'
  const shared = { ...framed, judged }
  const content: Readonly<Record<(typeof tabs)[number], ReactNode>> = {
    harvest: <HarvestTab {...shared} />,
    negatives: <NegativesTab {...shared} />,
    grams: <GramsTab {...shared} />,
    classes: <ClassesTab {...shared} />,
    all: <AllTermsTab {...shared} />,
    dismissed: <DismissedTab {...shared} />,
  }
  return (
    <>
      <TermSettings judged={judged} />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(key) =>
          setSearch((before) => {
            const next = new URLSearchParams(before)
            next.set('tab', key)
            return next
          })
        }
        items={tabs.map((key) => ({
          key,
          label: words.tabs[key],
          children: key === tab ? content[key] : null,
        }))}
      />
    </>
  )
}
