import { describe, expect, it } from 'vitest';
import { leavingLetter } from '#domain/account/letters/leaving.ts';
import { newAddressLetter, newDeviceLetter, noticeLetter } from '#domain/account/letters/notice.ts';
import { signInLetter } from '#domain/account/letters/sign-in-link.ts';
import { applicationLetter } from '#domain/accreditation/letters/application.ts';
import { delegationLetter } from '#domain/accreditation/letters/delegation-notice.ts';
import type { Byline } from '#domain/disclosure/model.ts';
import { invitationLetter } from '#domain/accreditation/letters/invitation.ts';
import { reminderLetter } from '#domain/accreditation/letters/reminder.ts';
import { consultationLetter } from '#domain/adoption/letters/consultation.ts';
import { ratingsLetter } from '#domain/adoption/letters/ratings.ts';
import { silenceLetter, type SilenceItem } from '#domain/adoption/letters/silence.ts';
import { hoursLetter, type HoursView } from '#domain/discussion/letters/hours.ts';
import { newContributionsLetter, type NewContributionsView } from '#domain/discussion/letters/new-contributions.ts';
import { appealOutcomeLetter } from '#domain/moderation/letters/appeal-outcome.ts';
import { flagOutcomeLetter } from '#domain/moderation/letters/flag-outcome.ts';
import { statementLetter } from '#domain/moderation/letters/statement-of-reasons.ts';
import { urgentFlagLetter } from '#domain/moderation/letters/urgent-flag.ts';
import { urgentWaitingLetter } from '#domain/moderation/letters/urgent-waiting.ts';
import { circulatedLetter } from '#domain/paper/letters/circulated.ts';
import { paperParts } from '#domain/paper/letters/paper-text.ts';
import { dailyPackLetter } from '#domain/discussion/letters/daily-pack.ts';
import { quotationLetter } from '#domain/synthesis/letters/quotation.ts';
import { publishedLetter } from '#domain/report/letters/published.ts';
import { type RoundItem, roundLetter } from '#domain/synthesis/letters/round.ts';
import { summaryLetter } from '#domain/synthesis/letters/summary.ts';
import { unsignedSummaryLetter } from '#domain/synthesis/letters/summary-unsigned.ts';
import { type Locale, locales } from '#platform/i18n/locales.ts';
import { dayOf, whenFor } from '#platform/i18n/time.ts';
import { htmlPart } from '#platform/mail/html-part.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { answerLetter } from '../src/mailroom/letters/answer.ts';
import { type DeedAnswerView, deedAnswer } from '../src/mailroom/letters/deed-answer.ts';
import type { Ways } from '../src/mailroom/letters/ways.ts';

// Each letter, whole, in six languages: what people read is looked at by people.
// A change of words changes these files, and shows in the commit: `vitest run tests/letters.golden.test.ts -u`.
const zone = 'Europe/Vienna';
const at = new Date('2012-07-01T21:59:00Z');
const link = (path: string, locale: Locale) => `https://forum.example/${locale}/${path}`;
const seat = (locale: Locale) => ({ forum: 'Online forum on terrorist use of social networking tools', body: 'Institute of Examples', link: link('i/TOKEN', locale), expiresAt: at, zone, marking: 'TLP:CLEAR' as const });
const delegation = (what: Parameters<typeof delegationLetter>[0]['what'], link: string | null) => (locale: Locale) => delegationLetter({ what, forum: 'Online forum on terrorist use of social networking tools', body: 'Delegation of Velmark', people: 'Anna Berger, Ivo Gruber', detail: 'The list came twice.', link: link && `https://forum.example/${locale}/${link}` }, locale);
const application = { forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:CLEAR' as const };
const statement = { ref: 'A1·3', marking: 'TLP:AMBER', measure: 'withhold', rule: '4.2', law: null, lawState: null, facts: 'The text names a private person.', scope: 'The text, in this forum.', aidUsed: 'None.', automated: false, redress: 'Appeal on the page of the case.', detail: null, editUntil: null, endsAt: null, interimUntil: null, appealUntil: at, zone } as const;
const notices = ['factorSet', 'passkeyAdded', 'passkeyRemoved', 'factorRemoved', 'recoveryCodeUsed', 'recoveryCodesRenewed', 'addressAsked', 'addressChanged', 'recoveryAsked', 'recoveryConfirmed'] as const;

const velmark: Byline = { shows: 'affiliation', affiliation: 'Delegation of Velmark', category: 'delegations' };
const answer = (ref: string, byline: Byline = velmark) => ({ address: `reply+${'a2'.repeat(26)}@forum.example`, ref, byline, marking: 'TLP:AMBER' as const });
const whatIsNew = (locale: Locale): NewContributionsView => ({
  forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:GREEN', more: 2, allLink: link('f/forum-2/new', locale), settingsLink: link('me', locale), answer: null,
  questions: [
    { code: 'A1', shortText: 'What should come first?', items: [
      { ref: 'A1·3', parentRef: null, byline: velmark, marking: 'TLP:AMBER', text: 'A first line.\n\n# Not a heading of ours\nhttps://elsewhere.example/\nAnswer: mailto:mallory@elsewhere.example', link: `${link('f/forum-2/q/A1', locale)}#A1-3`, answer: answer('A1·3') },
      { ref: 'A1·4', parentRef: 'A1·3', byline: { shows: 'nobody', rule: 'unattributed' }, marking: 'TLP:RED', text: 'not for letters', link: `${link('f/forum-2/q/A1', locale)}#A1-4`, answer: null },
    ] },
    { code: 'B2', shortText: 'Who may flag?', items: [{ ref: 'B2·1', parentRef: null, byline: { shows: 'category', category: 'experts' }, marking: 'TLP:GREEN', text: 'word '.repeat(700).trim(), link: `${link('f/forum-2/q/B2', locale)}#B2-1`, answer: answer('B2·1') }] },
  ],
});
const oneConversation = (locale: Locale, byline: Byline): NewContributionsView => ({ ...whatIsNew(locale), more: 0, answer: answer('A1·3', byline), questions: whatIsNew(locale).questions.slice(0, 1).map((question) => ({ ...question, items: question.items.slice(0, 1).map((item) => ({ ...item, answer: null })) })) });
const questions = (given: ReturnType<typeof answer> | null) => [{ code: 'A1', text: 'What should come first?', answer: given && { ...given, ref: 'A1' } }, { code: 'B2', text: 'Who may flag?', answer: given && { ...given, ref: 'B2' } }];
const hours = (view: Partial<HoursView>) => (locale: Locale) => hoursLetter({ step: 'open', forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:RED', zone, closesAt: at, closes: whenFor(locale, at, zone, 'Asia/Almaty'), reason: '', paper: [], questions: questions(answer('')), link: link('f/forum-2', locale), settingsLink: link('me', locale), ...view, lateUntil: view.lateUntil ? whenFor(locale, at, zone, zone) : null }, locale);

const silence = (items: readonly Partial<SilenceItem>[], speaksFor: string | null = null) => (locale: Locale) => silenceLetter({ forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:AMBER', zone, speaksFor, link: link('f/forum-2/outcome', locale), settingsLink: link('me', locale), items: items.map((item) => ({ step: 'opened', ref: 'R-03', text: 'Provide for a hold\nof limited time.', marking: 'TLP:GREEN', endsAt: at, when: whenFor(locale, at, zone, zone), brokenBy: [], symbol: item.step === 'adopted' ? 'OEF2.REC/3/12' : null, standing: 0, reason: '', address: speaksFor && item.step !== 'adopted' ? `reply+${'a2'.repeat(26)}@forum.example` : null, ...item })) }, locale);

const consultation = (texts: readonly { ref: string; text: string; marking: 'TLP:GREEN' | 'TLP:RED' }[], note: string | null) => (locale: Locale) => consultationLetter({ forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:AMBER', consultations: [{ ends: whenFor(locale, at, zone, zone), note, texts }], link: link('f/forum-2/outcome', locale), settingsLink: link('me', locale) }, locale);
const hold = { ref: 'R-03', text: 'Provide for a hold\nof limited time.', marking: 'TLP:GREEN' } as const;
const round = (rounds: readonly Partial<RoundItem>[], marking: 'TLP:AMBER' | 'TLP:RED' = 'TLP:AMBER') => (locale: Locale) => roundLetter({ forum: 'Online forum on terrorist use of social networking tools', marking, smallCell: 5, settingsLink: link('me', locale), rounds: rounds.map((one) => ({ number: 1, title: 'What comes first?', follows: null, rating: { scale: 9, maxIqr: 2, minShare: 75, low: 'not at all', high: 'first of all' }, items: [{ number: 1, text: 'A hold of limited time.' }, { number: 2, text: 'A common\nform.' }], ends: whenFor(locale, at, zone, zone), link: link(`f/forum-2/rounds/${one.number ?? 1}`, locale), ...one })) }, locale);
const paper = (locale: Locale, sent: boolean) => paperParts({
  title: 'Social networking tools', symbol: 'OEF.GAL/1/12', version: 2, marking: 'TLP:GREEN', goesOut: true, address: answer('').address, annotates: true, link: link('f/forum-2/paper', locale),
  excerpt: sent ? { next: '3', paragraphs: [{ id: 'p1', number: '', text: 'What is at stake', lang: locale, isOlder: false }, { id: 'p2', number: '1', text: 'Content is removed before it is preserved.', lang: locale, isOlder: true }, { id: 'p3', number: '2bis', text: '# Not a heading of ours > nor a quotation', lang: 'en', isOlder: false }] } : null,
}, locale);

const ways: Ways = [{ title: 'Online forum on terrorist use of social networking tools', zone, open: true, closesAt: at, paper: { title: 'Social networking tools', address: answer('').address }, questions: [{ code: 'A1', text: 'What should come first?', address: answer('').address }], findings: { address: answer('').address, items: [{ reference: 'R-03', text: 'Provide for a hold of limited time.' }] }, silences: [{ reference: 'R-04', text: 'Say who confirms.', endsAt: at, address: answer('').address }] }];
const deed = (result: DeedAnswerView['result'], text = 'My own words.') => (locale: Locale) => deedAnswer({ forum: { title: 'Online forum on terrorist use of social networking tools', zone }, marking: 'TLP:AMBER', text, attachments: 0, result }, locale);

const letters: Readonly<Record<string, (locale: Locale) => LetterText>> = {
  'invitation': (locale) => invitationLetter(seat(locale), locale),
  'reminder': (locale) => reminderLetter({ ...seat(locale), personal: '' }, locale),
  'reminder-with-words': (locale) => reminderLetter({ ...seat(locale), personal: 'We met in Vienna in May.' }, locale),
  'application-to-confirm': (locale) => applicationLetter({ ...application, what: 'confirm', link: link('apply/TOKEN', locale), until: at, zone }, locale),
  'application-refused': (locale) => applicationLetter({ ...application, what: 'refused', reason: 'All seats of experts are taken.' }, locale),
  'application-reopened': (locale) => applicationLetter({ ...application, what: 'reopened' }, locale),
  'delegation-nominated': delegation('nominated', 'f/forum-2/delegations'),
  'delegation-confirmed': delegation('confirmed', null),
  'delegation-refused': delegation('refused', 'f/forum-2/delegation'),
  'delegation-replaced': delegation('replaced', 'f/forum-2/delegations'),
  'delegation-ended': delegation('ended', null),
  'delegation-duty': delegation('duty', 'f/forum-2/delegation'),
  'delegation-relieved': delegation('relieved', null),
  'delegation-sender': delegation('sender', null),
  'sign-in': (locale) => signInLetter({ link: link('sign-in/TOKEN', locale), code: '123456', minutes: 15 }, locale),
  'new-address': (locale) => newAddressLetter({ link: link('address/TOKEN', locale), minutes: 60 }, locale),
  'new-device': (locale) => newDeviceLetter({ browser: 'Firefox', system: 'Windows' }, locale),
  'leaving': (locale) => leavingLetter({ dueAt: at, zone, link: link('me/leaving', locale) }, locale),
  'new-contributions': (locale) => newContributionsLetter(whatIsNew(locale), locale),
  'new-contributions-one-conversation': (locale) => newContributionsLetter(oneConversation(locale, { shows: 'affiliation', affiliation: 'Delegation of Velmark', category: 'delegations' }), locale),
  'new-contributions-answer-waits': (locale) => newContributionsLetter(oneConversation(locale, { shows: 'nobody', rule: 'unattributed' }), locale),
  'hours-open': hours({ step: 'open' }),
  'hours-open-with-paper': (locale) => hours({ step: 'open', paper: paper(locale, true) })(locale),
  'hours-open-to-read': hours({ step: 'open', questions: questions(null) }),
  'hours-extended': hours({ step: 'extended', reason: 'Two delegations asked for time.\nhttps://elsewhere.example/ # no heading' }),
  'hours-closing': hours({ step: 'closing-hours' }),
  'hours-closed': hours({ step: 'closed', questions: [], lateUntil: 'Monday' }),
  'paper-circulated': (locale) => circulatedLetter({ what: 'sent', forum: 'Online forum on terrorist use of social networking tools', body: 'Delegation of Velmark', version: 2, link: link('f/forum-2/paper', locale) }, locale),
  'paper-reminder': (locale) => circulatedLetter({ what: 'reminder', forum: 'Online forum on terrorist use of social networking tools', body: 'Delegation of Velmark', version: 2, link: link('f/forum-2/paper', locale) }, locale),
  'silence-opened': silence([{}]),
  'silence-opened-to-sender': silence([{ address: 'reply+token@forum.example' }], 'Velmark'),
  'silence-reminder-to-sender': silence([{ step: 'reminder' }], 'Velmark'),
  'silence-extended': silence([{ step: 'extended', reason: 'Two capitals asked for time.' }]),
  'silence-broken': silence([{ step: 'broken', brokenBy: ['Velmark', 'Ostrava'] }]),
  'silence-broken-to-others': silence([{ step: 'broken' }]),
  'silence-lifted': silence([{ step: 'lifted', brokenBy: ['Velmark'], standing: 1 }]),
  'silence-withdrawn': silence([{ step: 'withdrawn', reason: 'To be put anew with its translation.' }]),
  'silence-adopted': silence([{ step: 'adopted' }]),
  'silence-several': silence([{ step: 'reminder' }, { ref: 'R-04', step: 'adopted', marking: 'TLP:RED', text: 'not for letters' }]),
  'consultation-opened': consultation([hold], 'Above all: is “limited” clear?\n# no heading'),
  'consultation-several': consultation([hold, { ref: 'R-04', text: 'not for letters', marking: 'TLP:RED' }], null),
  'round-rating': round([{}]),
  'round-ranking-again': round([{ number: 3, rating: null, follows: 2 }]),
  'round-several': round([{}, { number: 2, rating: null }], 'TLP:RED'),
  'ratings': (locale) => ratingsLetter({ forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:AMBER', address: `reply+${'a2'.repeat(26)}@forum.example`, link: link('f/forum-2/outcome', locale), settingsLink: link('me', locale), items: [{ ref: 'R-03', text: 'Provide for a hold\nof limited time.', marking: 'TLP:GREEN' }, { ref: 'R-04', text: 'not for letters', marking: 'TLP:RED' }] }, locale),
  'ratings-on-the-page': (locale) => ratingsLetter({ forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:GREEN', address: null, link: link('f/forum-2/outcome', locale), settingsLink: link('me', locale), items: [{ ref: 'R-03', text: 'Provide for a hold of limited time.', marking: 'TLP:GREEN' }] }, locale),
  'summary': (locale) => summaryLetter({ forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:GREEN', settingsLink: link('me', locale), days: [
    { day: dayOf(locale, new Date('2012-07-03T12:00:00Z'), 'UTC', { year: true }), sentences: [{ text: 'Several asked for a hold\nof limited time.', remark: false, refs: ['A1·3', 'A1·7'] }, { text: 'Part B opens tomorrow.', remark: true, refs: [] }], left: 2, markings: ['TLP:AMBER'], notAddressed: ['A2', 'B1'], link: link('f/forum-2/summaries/2012-07-03', locale) },
  ] }, locale),
  'summary-unsigned': (locale) => unsignedSummaryLetter({ forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:AMBER', day: '2012-07-03', at: new Date('2012-07-03T18:00:00Z'), zone: 'Europe/Vienna', link: link('f/forum-2/day/2012-07-03', locale) }, locale),
  'quotation': (locale) => quotationLetter({ forum: 'Social networking tools', marking: 'TLP:AMBER', items: [{ ref: 'A1·2', quote: 'Ask the provider\nfirst.', marking: 'TLP:AMBER', kind: 'release', until: '13 July 2012' }, { ref: 'A1·3', quote: 'For the room.', marking: 'TLP:RED', kind: 'release', until: '13 July 2012' }], link: link('f/forum-2/quotations', locale), speaksFor: null, settingsLink: link('me', locale) }, locale),
  'quotation-to-state': (locale) => quotationLetter({ forum: 'Social networking tools', marking: 'TLP:CLEAR', items: [{ ref: 'A1·4', quote: 'We keep first.', marking: 'TLP:CLEAR', kind: 'notice', until: '13 July 2012' }], link: link('f/forum-2/quotations', locale), speaksFor: 'Velmark', settingsLink: link('me', locale) }, locale),
  'report-published': (locale) => publishedLetter({ series: 'Terrorist Use of the Internet', marking: 'TLP:CLEAR', forums: [], unattributed: false, link: link('s/internet-2012/report', locale), settingsLink: link('me', locale) }, locale),
  'report-published-to-contributor': (locale) => publishedLetter({ series: 'Terrorist Use of the Internet', marking: 'TLP:AMBER', unattributed: true, link: link('s/internet-2012/report', locale), settingsLink: link('me', locale), forums: [
    { title: 'Online forum on terrorist use of social networking tools', ends: [{ ref: 'A1·3', end: 'cited', findings: ['F-02', 'R-03'], reason: null }, { ref: 'A1·7', end: 'merged', findings: [], reason: null }, { ref: 'A2·1', end: 'noted', findings: [], reason: null }, { ref: 'B1·2', end: 'out-of-scope', findings: [], reason: 'It is about another forum.' }, { ref: 'B1·3', end: null, findings: [], reason: null }] },
  ] }, locale),
  'statement-of-reasons': (locale) => statementLetter(statement, locale),
  'statement-of-reasons-law': (locale) => statementLetter({ ...statement, measure: 'mute', rule: 'law', law: 'Act of Examples, section 3', lawState: 'Velmark', automated: true, aidUsed: 'Word list, version 2.', endsAt: at }, locale),
  'statement-of-reasons-edit': (locale) => statementLetter({ ...statement, measure: 'edit-requested', editUntil: at }, locale),
  'statement-of-reasons-interim': (locale) => statementLetter({ ...statement, appealUntil: null, interimUntil: at }, locale),
  'flag-outcome': (locale) => flagOutcomeLetter(statement, locale),
  'flag-outcome-none': (locale) => flagOutcomeLetter({ ...statement, measure: 'none', appealUntil: null }, locale),
  'urgent-waiting': (locale) => urgentWaitingLetter({ case: 'M-003', ref: 'A1·3', marking: 'TLP:AMBER', rule: '4.2', minutes: 15 }, locale),
  'urgent-flag': (locale) => urgentFlagLetter({ case: 'M-003', ref: 'A1·3', marking: 'TLP:AMBER', rule: '4.2' }, locale),
  'appeal-upheld': (locale) => appealOutcomeLetter({ ref: 'A1·3', marking: 'TLP:AMBER', outcome: 'upheld', reasons: 'The person can still be recognised.' }, locale),
  'appeal-reversed': (locale) => appealOutcomeLetter({ ref: 'A1·3', marking: 'TLP:AMBER', outcome: 'reversed', reasons: 'The court published it.' }, locale),
  'daily-pack': (locale) => dailyPackLetter({
    forum: 'Online forum on terrorist use of social networking tools', marking: 'TLP:GREEN', zone, closesAt: at, settingsLink: link('me', locale), more: 2, paper: paper(locale, false),
    questions: [
      { code: 'A1', shortText: 'What should come first?', text: 'What should come first when content is\nreported?', address: answer('A1').address, link: link('f/forum-2/q/A1', locale), items: [
        { ref: 'A1·3', parentRef: null, byline: velmark, marking: 'TLP:AMBER', text: 'A first line.\n\n# Not a heading of ours\nAnswer: mailto:mallory@elsewhere.example', link: link('f/forum-2/c/A1-3', locale), address: answer('A1·3').address, flagAddress: answer('A1·3').address },
        { ref: 'A1·4', parentRef: 'A1·3', byline: { shows: 'nobody', rule: 'unattributed' }, marking: 'TLP:RED', text: 'not for letters', link: link('f/forum-2/c/A1-4', locale), address: answer('A1·4').address, flagAddress: answer('A1·4').address },
      ] },
      { code: 'B2', shortText: 'Who may flag?', text: 'Who may flag?', address: answer('B2').address, link: link('f/forum-2/q/B2', locale), items: [] },
    ],
  }, locale),
  'deed-done': deed({ fate: 'done', says: 'byletter.done.appeal', detail: { ref: 'A1·3' }, ways: null, paper: [] }),
  'deed-accepted': deed({ fate: 'done', says: 'byletter.done.accepted', detail: {}, ways, paper: [] }),
  'deed-paper-sent': (locale) => deed({ fate: 'done', says: 'byletter.paper.sent', detail: {}, ways: null, paper: paper(locale, true) }, 'SEND')(locale),
  'deed-paper-annotated': deed({ fate: 'done', says: 'byletter.done.paper', detail: { refs: 'P1·3, P2bis·1' }, ways: null, paper: [] }, '1: My own words.'),
  'deed-to-confirm': deed({ fate: 'held', reason: 'byletter.reason.silence', asks: 'byletter.asks.objection', detail: { ref: 'R-03' }, until: at }),
  'deed-late': deed({ fate: 'late', receivedAt: at, closedAt: at }),
  'deed-unclear': deed({ fate: 'refused', reason: 'byletter.unclear.lines', detail: { ref: '', lines: '> R-03: maybe' }, how: 'byletter.how.rate' }),
  'ways-to-write': (locale) => answerLetter({ forum: null, marking: null, text: null, link: null, cut: false, attachments: 0, ways, byAnswer: false, fate: 'refused', reason: 'mail.reason.no_address' }, locale),
  ...Object.fromEntries(notices.map((notice) => [`notice-${notice}`, (locale: Locale) => noticeLetter(notice, locale)])),
};

describe('the letter', () => {
  for (const [name, write] of Object.entries(letters)) {
    it(`${name} reads as it was looked at, in each language`, async () => {
      const text = locales.map((locale) => {
        const { subject, body } = write(locale);
        return `==== ${locale}\n${subject}\n\n${body}\n`;
      }).join('\n');
      await expect(text).toMatchFileSnapshot(`golden/letters/${name}.txt`);
      // And as a page, to be opened as it is: in German, whose words are the longest.
      const { subject, body } = write('de');
      await expect(htmlPart(body, { lang: 'de', title: subject })).toMatchFileSnapshot(`golden/letters/pages/${name}.html`);
    });
  }

  it('promises the same in each language: its link, its code, and the hour of Vienna', () => {
    for (const [name, write] of Object.entries(letters)) {
      for (const locale of locales) {
        const { subject, body } = write(locale);
        const first = write('en');
        expect((body.match(/https:\S+/g) ?? []).length, `${name} ${locale}`).toBe((first.body.match(/https:\S+/g) ?? []).length);
        expect(/123 456/.test(body), `${name} ${locale}`).toBe(/123 456/.test(first.body));
        expect(/23:59/.test(body), `${name} ${locale}`).toBe(/23:59/.test(first.body));
        expect(subject, `${name} ${locale}`).not.toMatch(/[\n{}]/);
        expect(body, `${name} ${locale}`).not.toMatch(/[{}]|undefined|\bnull\b|Invalid|\.\./);
      }
    }
  });
});
