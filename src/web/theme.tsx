import { App, ConfigProvider, theme } from 'antd'
import { type ReactNode, createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react'

export type ThemeChoice = 'system' | 'light' | 'dark'
const STORED = 'steward.theme'

type ThemeState = { readonly choice: ThemeChoice; readonly dark: boolean; choose(choice: ThemeChoice): void }

const ThemeContext = createContext<ThemeState>({ choice: 'system', dark: false, choose: () => undefined })

const fonts =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

const systemDark = matchMedia('(prefers-color-scheme: dark)')
/**
 * antd is told to leave motion out. Shortening it by CSS instead lets animations end before antd listens for their end: every
 * dropdown then stays outside the window.
 */
const stillness = matchMedia('(prefers-reduced-motion: reduce)')

function useMedia(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => media.matches,
  )
}

function firstChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Light, dark or as the system says; compact, because the work is tables. */
export function ThemeRoot(props: { children: ReactNode }): ReactNode {
  const [choice, setChoice] = useState(firstChoice)
  const system = useMedia(systemDark)
  const still = useMedia(stillness)
  const dark = choice === 'system' ? system : choice === 'dark'
  const state = useMemo<ThemeState>(
    () => ({
      choice,
      dark,
      choose(next) {
        localStorage.setItem(STORED, next)
        setChoice(next)
      },
    }),
    [choice, dark],
  )
  return (
    <ThemeContext value={state}>
      <ConfigProvider
        theme={{
          algorithm: dark
            ? [theme.darkAlgorithm, theme.compactAlgorithm]
            : [theme.defaultAlgorithm, theme.compactAlgorithm],
          token: {
            colorPrimary: dark ? '#417ec7' : '#17559f',
            colorLink: dark ? '#7db4f2' : '#17559f',
            colorTextSecondary: dark ? '#b4b8c0' : '#555b66',
            colorTextTertiary: dark ? '#9aa0aa' : '#646b76',
            colorTextDescription: dark ? '#a6acb6' : '#5f6671',
            colorTextPlaceholder: dark ? '#8b919b' : '#686f7a',
            colorSuccess: dark ? '#62cc8b' : '#1d7d46',
            colorWarning: dark ? '#d8a33a' : '#9a6200',
            colorError: dark ? '#f58783' : '#c03530',
            // Derived from seeds this dark, antd's tints would be grey.
            colorPrimaryBg: dark ? '#16304d' : '#e8f1fb',
            colorPrimaryBgHover: dark ? '#1b3b5e' : '#d7e7f8',
            colorSuccessBg: dark ? '#15301f' : '#e9f6ee',
            colorSuccessBorder: dark ? '#285c3b' : '#b5dfc4',
            colorWarningBg: dark ? '#332708' : '#fdf4dc',
            colorWarningBorder: dark ? '#6b5215' : '#f0d9a0',
            colorErrorBg: dark ? '#3a1817' : '#fdeceb',
            colorErrorBorder: dark ? '#7a302d' : '#f3c1be',
            colorInfoBg: dark ? '#16304d' : '#e8f1fb',
            colorInfoBorder: dark ? '#28527f' : '#b8d4f0',
            colorInfo: dark ? '#7db4f2' : '#17559f',
            colorBgLayout: dark ? '#101214' : '#f4f5f7',
            colorBgContainer: dark ? '#181b1e' : '#ffffff',
            colorBgElevated: dark ? '#1f2327' : '#ffffff',
            borderRadius: 5,
            fontSize: 14,
            fontFamily: fonts,
            motion: !still,
            motionDurationMid: '0.12s',
            motionDurationSlow: '0.16s',
            controlHeight: 30,
          },
          components: {
            Table: {
              cellPaddingBlockSM: 6,
              cellPaddingInlineSM: 7,
              cellFontSizeSM: 13,
              headerBorderRadius: 4,
            },
            Menu: {
              ...(dark ? { itemSelectedColor: '#9cc8f7' } : {}),
              itemHeight: 34,
              itemMarginInline: 6,
              activeBarBorderWidth: 0,
            },
            ...(dark
              ? { Tabs: { itemSelectedColor: '#8fc0f5' }, Segmented: { itemSelectedColor: '#ffffff' } }
              : {}),
            Layout: { headerHeight: 48, headerPadding: '0 16px' },
            Statistic: { titleFontSize: 13 },
          },
        }}
      >
        <App notification={{ placement: 'topRight' }}>
          <PageColours dark={dark} />
          {props.children}
        </App>
      </ConfigProvider>
    </ThemeContext>
  )
}

/** Our own few styles use the theme's colours by name. */
function PageColours({ dark }: { dark: boolean }): null {
  const { token } = theme.useToken()
  useEffect(() => {
    const root = document.documentElement
    root.style.colorScheme = dark ? 'dark' : 'light'
    root.dataset['theme'] = dark ? 'dark' : 'light'
    const named = {
      text: token.colorText,
      quiet: token.colorTextSecondary,
      faint: token.colorTextTertiary,
      line: token.colorBorderSecondary,
      page: token.colorBgLayout,
      card: token.colorBgContainer,
      raised: token.colorBgElevated,
      primary: token.colorPrimary,
      'primary-soft': token.colorPrimaryBg,
      link: token.colorLink,
      good: token.colorSuccess,
      warn: token.colorWarning,
      bad: token.colorError,
      radius: `${token.borderRadius}px`,
    }
    for (const [name, value] of Object.entries(named)) root.style.setProperty(`--sw-${name}`, value)
  }, [dark, token])
  return null
}

export function useTheme(): ThemeState {
  return use(ThemeContext)
}
