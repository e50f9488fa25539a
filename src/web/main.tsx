import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { LocaleRoot } from './i18n.tsx'
import { createQueryClient } from './query.ts'
import { RefusalWordsRoot } from './refusals.tsx'
import { createRouter, refusalTables } from './router.tsx'
import { ThemeRoot } from './theme.tsx'
import './web.css'
import './kit/kit.css'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <LocaleRoot>
        <ThemeRoot>
          <RefusalWordsRoot tables={refusalTables}>
            <RouterProvider router={createRouter()} />
          </RefusalWordsRoot>
        </ThemeRoot>
      </LocaleRoot>
    </QueryClientProvider>
  </StrictMode>,
)
