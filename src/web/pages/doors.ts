// Pages for who has no session, or not the whole of one.
import { type Page, named, page } from '../page.ts'

export const doorPages: readonly Page[] = [
  page({
    path: '/sign-in',
    load: () => import('#features/identity/ui/SignInPage.tsx').then((m) => m.SignInPage),
    permission: 'public',
    title: named('登录', 'Sign in'),
  }),
  page({
    path: '/second-factor',
    load: () => import('#features/identity/ui/SecondFactorPage.tsx').then((m) => m.SecondFactorPage),
    permission: 'public',
    title: named('二次验证', 'Second factor'),
  }),
  page({
    path: '/sign-up',
    load: () => import('#features/identity/ui/LetterForms.tsx').then((m) => m.SignUpPage),
    permission: 'public',
    title: named('开通代运营公司', 'Open an agency'),
  }),
  page({
    path: '/forgot-password',
    load: () => import('#features/identity/ui/LetterForms.tsx').then((m) => m.ForgotPasswordPage),
    permission: 'public',
    title: named('重设密码', 'Set a new password'),
  }),
  page({
    path: '/reset-password',
    load: () => import('#features/identity/ui/ResetPasswordPage.tsx').then((m) => m.ResetPasswordPage),
    permission: 'public',
    title: named('设置新密码', 'Set a new password'),
  }),
  page({
    path: '/invitation',
    load: () => import('#features/identity/ui/InvitationPage.tsx').then((m) => m.InvitationPage),
    permission: 'public',
    title: named('邀请', 'Invitation'),
  }),
  page({
    path: '/dev/mail',
    load: () => import('#features/identity/ui/DevMailPage.tsx').then((m) => m.DevMailPage),
    permission: 'public',
    title: named('开发邮箱', 'Development mailbox'),
  }),
  page({
    path: '/intake/:token',
    load: () => import('#features/engagement/ui/IntakeLinkPage.tsx').then((m) => m.IntakeLinkPage),
    permission: 'public',
    title: named('需求问卷', 'Questionnaire'),
  }),
]
