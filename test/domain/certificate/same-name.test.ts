import { describe, expect, test } from '@jest/globals';
import { isSameName } from '../../../functions/domain/certificate/same-name.ts';

describe('another spelling of the same letters', () => {
  test.each([
    ['احمد', 'أحمد'],
    ['إسراء', 'اسراء'],
    ['آمنة', 'امنة'],
    ['ٱلحسن', 'الحسن'],
    ['رءوف', 'رؤوف'],
    ['هيئة', 'هيأة'],
    ['نورة', 'نوره'],
    ['هدى', 'هدي'],
    ['علی', 'علي'],
    ['نورة عبدالله البيشي', 'نوره عبد الله البيشي'],
    ['محمد', 'مُحَمَّد'],
    ['رحمن', 'رحمٰن'],
    ['محـمد', 'محمد'],
    ['noura al bishi', 'Noura Al-Bishi'],
    ['Noura Albishi', 'Noura Al‐Bishi'],
  ])('%s and %s are one name', (before, after) => {
    expect([isSameName(before, after), isSameName(after, before)]).toEqual([true, true]);
  });

  test.each([
    ['حسن', 'حسين'],
    ['فهد', 'فهيد'],
    ['عمر', 'عمرو'],
    ['سعد', 'سعيد'],
    ['سالم', 'سلم'],
    ['علاء', 'علا'],
    ['رؤى', 'روى'],
    ['عائشة', 'عايشة'],
    ['أمنة', 'آمنة'],
    ['رحمة', 'رحمت'],
    ['رنا', 'رنى'],
    ['زيد', 'زيذ'],
    ['على', 'علىٔ'],
    ['علي سعد', 'سعد علي'],
    ['علي سعد', 'علي عمر سعد'],
    ['Ali Saad', 'Ali Saud'],
    ['Nora Abdulla', 'Nora Abdullah'],
    ['Noura Saad', 'Nora Saad'],
    ['Salim', 'Sālim'],
    ['Saad', "Sa'ad"],
    ['Team 1', 'Team 2'],
  ])('%s and %s may be two people', (before, after) => {
    expect([isSameName(before, after), isSameName(after, before)]).toEqual([false, false]);
  });
});
