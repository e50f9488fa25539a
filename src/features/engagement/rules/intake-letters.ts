/** Tells the agency that a questionnaire came in by a link. */
export function submissionLetter(
  locale: 'zh-CN' | 'en',
  about: { readonly client: string; readonly by: string; readonly version: number; readonly link: string },
): { subject: string; text: string } {
  const { client, by, version, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `「${client}」提交了需求问卷`,
        text: `${by} 通过链接提交了「${client}」的需求问卷（版本 ${version}），链接已关闭。\n\n查看需求简报与适配结论：${link}\n`,
      }
    : {
        subject: `${client} submitted the questionnaire`,
        text: `${by} submitted the questionnaire of ${client} (version ${version}) by a link, which is now over.\n\nSee the brief and the fit: ${link}\n`,
      }
}
