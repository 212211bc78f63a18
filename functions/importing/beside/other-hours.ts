import { hasHeadingWord, headingWordSet } from '../heading-words.ts';

const DURATION = headingWordSet('hours hour hrs hr duration', 'ساعات ساعة المدة');
/** Words of hours that aren't those of the row, or were before somebody looked at them. */
const OF_SOMETHING_ELSE = headingWordSet(
  'planned plan scheduled expected target total required minimum maximum cumulative remaining',
  'balance claimed submitted requested reported entered previous before weekly monthly annual',
  'yearly opportunity unit units uom late delay break',
  'مخططة مجدولة متوقعة مستهدفة إجمالي إجمالية مجموع مطلوبة الأدنى الأقصى تراكمي تراكمية متبقية رصيد',
  'مقدمة مدخلة سابقة قبل أسبوعية شهرية سنوية الفرصة وحدة تأخير استراحة الراحة',
);
/** Words of the times of a shift, and of other units. */
const NO_HOURS = headingWordSet(
  'start end in out from to arrival departure days minutes minute min',
  'من إلى بداية البدء نهاية انتهاء حضور انصراف دخول خروج أيام دقائق دقيقة',
);

/** Returns whether a heading names hours that may be those that count, by whatever word. */
export const isOtherHours = (heading: string): boolean =>
  hasHeadingWord(heading, DURATION) &&
  !hasHeadingWord(heading, OF_SOMETHING_ELSE) &&
  !hasHeadingWord(heading, NO_HOURS);
