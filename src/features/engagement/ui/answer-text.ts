import { useLocale, useMessages } from '#web/i18n.tsx'
import { countText, moneyText } from '#web/kit/format.ts'
import { marketName } from '#web/kit/Market.tsx'
import type { Answer, MoneyAnswer } from '../rules/intake.ts'
import { type QuestionId, findQuestion } from '../rules/intake-questions.ts'
import { intakeMessages } from './intake-messages.ts'
import { intakeWords } from './intake-words.ts'

/** Words an answer as the reader's language has it; what was not answered is said. */
export function useAnswerText(): (id: QuestionId, answer: Answer | null | undefined) => string {
  const words = useMessages(intakeMessages)
  const { questions } = useMessages(intakeWords)
  const { locale } = useLocale()
  return (id, answer) => {
    if (answer === null || answer === undefined) return words.none
    const option = (value: string): string => questions[id].options?.[value] ?? value
    switch (findQuestion(id)!.type) {
      case 'yes':
        return answer === true ? words.yes : words.no
      case 'count':
        return countText(answer as number, locale)
      case 'one':
        return option(answer as string)
      case 'many':
        return (answer as string[]).map(option).join(locale === 'en' ? ', ' : '、')
      case 'markets':
        return (answer as string[])
          .map((code) => `${marketName(code, locale)} ${code}`)
          .join(locale === 'en' ? ', ' : '、')
      case 'money': {
        const { amount, currency } = answer as MoneyAnswer
        return moneyText(amount, currency, locale)
      }
      default:
        return String(answer)
    }
  }
}
