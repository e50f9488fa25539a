import { refusalWords } from '#web/refusal-words.ts'

/** Why a signature is refused, and what to do. */
export const signRefusals = refusalWords({
  zh: {
    already_signed: () => ['您这一方已经签署过', '每一方对同一版本只签一次；签名不能修改。'],
    version_superseded: (p) => [
      '这个版本已被新版本取代',
      `请刷新页面，查看并签署最新版本（第 ${p['version'] ?? '—'} 版已不是最新）。`,
    ],
    signing_closed: () => ['这次签署已经结束或被撤回', '请刷新页面查看当前状态；需要时请对方重新提交签署。'],
    side_not_asked: () => ['这份内容不需要您这一方签署', '请查看签署方列表；如有误，请提交人重新提交。'],
    content_hash_wrong: () => [
      '您看到的内容与提交签署的不一致',
      '请刷新页面，重新阅读后再签署；什么都没有签下。',
    ],
    signature_content_moved: () => ['内容在提交签署之后被改动', '签署已中止。请提交人以新版本重新提交签署。'],
    signer_gone: () => ['您已不再负责这个客户', '如仍需签署，请负责人重新分配后再试。'],
  },
  en: {
    already_signed: () => [
      'Your side has signed already',
      'Each side signs a version once; a signature is never changed.',
    ],
    version_superseded: (p) => [
      'A newer version has taken its place',
      `Reload and sign the newest version (version ${p['version'] ?? '—'} is not it).`,
    ],
    signing_closed: () => [
      'This signing has ended or was withdrawn',
      'Reload to see how it stands; it can be offered again.',
    ],
    side_not_asked: () => [
      'Your side is not asked to sign this',
      'See who is; if that is wrong, have it offered anew.',
    ],
    content_hash_wrong: () => [
      'What you saw is not what was offered',
      'Reload, read it again, then sign. Nothing was signed.',
    ],
    signature_content_moved: () => [
      'The content was changed after it had been offered',
      'Nothing was signed. It has to be offered again as a new version.',
    ],
    signer_gone: () => [
      'You no longer look after this client',
      'Have yourself assigned again if you still need to sign.',
    ],
  },
})
