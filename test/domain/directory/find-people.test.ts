import { describe, expect, test } from '@jest/globals';
import { changedPeople, directoryPerson } from '../../../functions/domain/directory/directory-person.ts';
import { findPeople } from '../../../functions/domain/directory/find-people.ts';
import { volunteerOf } from '../../people.ts';

const PEOPLE = [
  volunteerOf({
    volunteerId: 'V-1',
    nameAr: 'أحمد بن عبد الله الزهراني',
    nameEn: 'Ahmad Abdullah Al-Zahrani',
  }),
  volunteerOf({ volunteerId: 'V-2', nameAr: 'فاطمة هدى العتيبي', nameEn: 'Fatimah Huda Alotaibi' }),
  volunteerOf({ volunteerId: 'V-3', nameAr: 'احمد زهير المالكي', nameEn: 'Ahmed Zuhair Almalki' }),
  volunteerOf({ volunteerId: 'TEAM-4', nameAr: 'فريق عون التطوعي', nameEn: 'Awn Team', kind: 'institution' }),
  volunteerOf({ volunteerId: 'W-5', nameAr: 'رؤوف فائز المسؤول', nameEn: 'Raouf Faiz Almasoul' }),
  volunteerOf({ volunteerId: 'W-6', nameAr: 'رءوف سائد', nameEn: 'Rauf Saed' }),
].map(directoryPerson);

const idsOf = (text: string) => findPeople(PEOPLE, text).map(({ volunteerId }) => volunteerId);

describe('a search of people', () => {
  test.each([
    ['a whole name without the connective', 'أحمد عبد الله الزهراني', ['V-1']],
    ['a name as one word that the record has as two', 'عبدالله', ['V-1']],
    ['a hamza that is left out', 'احمد', ['V-1', 'V-3']],
    ['a hamza on another seat', 'فائز مسئول', ['W-5']],
    ['a hamza that is typed as a mark', 'المسي\u0654ول', ['W-5']],
    ['a hamza on a seat, of one without', 'رؤوف', ['W-5', 'W-6']],
    ['a hamza without a seat, of one with', 'رءوف', ['W-5', 'W-6']],
    ['ta marbuta as ha, alef maqsura as ya', 'فاطمه هدي', ['V-2']],
    ['a title before the name', 'د. فاطمة', ['V-2']],
    ['family name before the first name', 'العتيبي فاطمة', ['V-2']],
    ['a family name without its article', 'زهراني', ['V-1']],
    ['the beginning of a word', 'زه', ['V-1', 'V-3']],
    ['a connective at the end, before the next word is typed', 'أحمد بن', ['V-1', 'V-3']],
    ['Latin letters in any case, with a hyphen more', 'al-otaibi', ['V-2']],
    ['a Latin name joined', 'alzahrani ahmad', ['V-1']],
    ['vowel marks', 'فَاطِمَة', ['V-2']],
    ['an ID in small letters', 'team-4', ['TEAM-4']],
    ['the beginning of IDs', 'V-', ['V-1', 'V-2', 'V-3']],
    ['a team', 'عون', ['TEAM-4']],
    ['nothing', '', ['V-1', 'V-2', 'V-3', 'TEAM-4', 'W-5', 'W-6']],
    ['spaces alone', '  ', ['V-1', 'V-2', 'V-3', 'TEAM-4', 'W-5', 'W-6']],
  ])('finds %s', (_, text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });

  test.each([
    ['the inside of a word', 'هراني'],
    ['a hamza where the name has another letter', 'زئير'],
    ['a word that the name lacks', 'أحمد العتيبي'],
    ['signs alone', '---'],
    ['another script', 'Ахмад'],
  ])('finds nobody for %s', (_, text) => {
    expect(idsOf(text)).toEqual([]);
  });

  test('shows the name that is typed whole before those that only begin so', () => {
    const people = [
      volunteerOf({ volunteerId: 'V-1', nameAr: 'سارة سعد القحطاني' }),
      volunteerOf({ volunteerId: 'V-2', nameAr: 'سارة سعد' }),
      volunteerOf({ volunteerId: 'V-3', nameAr: 'منى سارة سعد' }),
    ].map(directoryPerson);
    expect(findPeople(people, 'سارة سعد').map(({ volunteerId }) => volunteerId)).toEqual([
      'V-2',
      'V-1',
      'V-3',
    ]);
  });
});

test('a directory takes the changes of a ledger, and stays in the order of its IDs', () => {
  const renamed = volunteerOf({ volunteerId: 'V-2', nameAr: 'ليلى حسن' });
  const added = volunteerOf({ volunteerId: 'V-15', nameAr: 'هند علي' });
  const after = changedPeople(PEOPLE, [
    { volunteerId: 'V-2', volunteer: renamed },
    { volunteerId: 'V-15', volunteer: added },
    { volunteerId: 'V-3', volunteer: undefined },
    { volunteerId: 'V-99', volunteer: undefined },
  ]);
  expect(after.map(({ volunteerId }) => volunteerId)).toEqual(['TEAM-4', 'V-1', 'V-15', 'V-2', 'W-5', 'W-6']);
  expect(findPeople(after, 'ليلي')).toHaveLength(1);
  expect(findPeople(after, 'فاطمة')).toEqual([]);
});
