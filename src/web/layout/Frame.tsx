import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { onSignedOut } from '../call.ts'
import { ForbiddenPage, LostPage, PageBoundary, PageSkeleton, Trouble } from '../screens.tsx'
import type { Page } from '../page.ts'
import { ViewerRoot, useMay, useSession, useViewer } from '../viewer.tsx'
import { useLive } from '../live.ts'
import { useOwnChoices } from './choices.ts'
import { BareFrame } from './BareFrame.tsx'
import { useFocusReturn } from './focus-return.ts'
import { type Furniture, Shell } from './Shell.tsx'

function PageBody({ page }: { page: Page }): ReactNode {
  const { pathname } = useLocation()
  return (
    <PageBoundary key={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <page.Body />
      </Suspense>
    </PageBoundary>
  )
}

/** Public pages stand bare; all others ask for a session first and keep the address for after sign-in. */
export function Frame({ pages, furniture }: { pages: readonly Page[]; furniture: Furniture }): ReactNode {
  useFocusReturn()
  return (
    <Routes>
      {pages
        .filter((page) => page.permission === 'public')
        .map((page) => (
          <Route
            key={page.path}
            path={page.path}
            element={
              <BareFrame page={page}>
                <PageBody page={page} />
              </BareFrame>
            }
          />
        ))}
      <Route path="*" element={<Signed pages={pages} furniture={furniture} />} />
    </Routes>
  )
}

function Signed({ pages, furniture }: { pages: readonly Page[]; furniture: Furniture }): ReactNode {
  const { viewer, pending, error } = useSession()
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  useOwnChoices(viewer)
  useLive(viewer !== null)
  useEffect(
    () =>
      onSignedOut((code) => {
        // Whoever signs in next must not see what the last person saw.
        queries.clear()
        const back = encodeURIComponent(`${location.pathname}${location.search}`)
        void navigate(`${code === 'not_signed_in' ? '/sign-in' : '/second-factor'}?back=${back}`)
      }),
    [navigate, queries],
  )
  if (pending) return <PageSkeleton />
  if (error !== null) return <Trouble error={error} retry={() => location.reload()} />
  if (viewer === null)
    return <Navigate replace to={`/sign-in?back=${encodeURIComponent(`${pathname}${search}`)}`} />
  if (!viewer.secondFactor)
    return <Navigate replace to={`/second-factor?back=${encodeURIComponent(`${pathname}${search}`)}`} />
  return (
    <ViewerRoot viewer={viewer}>
      <Shell pages={pages} {...furniture}>
        <Routes>
          {pages
            .filter((page) => page.permission !== 'public')
            .map((page) => (
              <Route key={page.path} path={page.path} element={<Allowed page={page} />} />
            ))}
          <Route path="*" element={<LostPage />} />
        </Routes>
      </Shell>
    </ViewerRoot>
  )
}

function Allowed({ page }: { page: Page }): ReactNode {
  const may = useMay()
  const { clients } = useViewer()
  if (page.permission !== 'public' && !may(page.permission)) {
    // Who has no cockpit starts at the client they may see: at its home.
    const first = clients.find((client) => client.kind === 'client')
    return page.path === '/' && first !== undefined ? (
      <Navigate replace to={`/clients/${first.id}${may('home.read') ? '/home' : ''}`} />
    ) : (
      <ForbiddenPage />
    )
  }
  return <PageBody page={page} />
}
