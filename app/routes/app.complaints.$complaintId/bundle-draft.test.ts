import { describe, expect, it } from 'vitest';
import { parseRequestId, trusted } from '#app/domain/ids.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { addCard, firstBundle, mayAddCard, readKept, removeCard, withDraft } from './bundle-draft.ts';
import type { Bundle } from './bundle-draft.ts';
import type { Choice } from './panel-words.ts';

const requestId = trusted(parseRequestId, '019ab0c4-0000-7000-8000-000000000001');
const page = { requestId } as ComplaintPage;
const choice = (kind: Choice['kind'], more: Partial<Choice> = {}): Choice => ({
  ...{ kind, choice: kind, front: true, why: null, suits: false },
  ...more,
});
const choices = [choice('refund'), choice('replacement', { suits: true }), choice('discount_code')];
const kindsOf = (bundle: Bundle | null) => bundle?.cards.map(({ kind }) => kind);
const stored = (bundle: Bundle) => JSON.parse(JSON.stringify(bundle)) as Record<string, unknown>;

describe('a decision begins', () => {
  it('with what the customer wants', () => {
    expect(kindsOf(firstBundle(page, choices, ''))).toEqual(['replacement']);
  });
  it('with the first that is possible, when that is not', () => {
    const impossible = [
      choice('refund', { why: 'Nothing was paid.' }),
      choice('replacement', { suits: true, why: 'No stock.' }),
    ];
    expect(kindsOf(firstBundle(page, [...impossible, choice('discount_code')], ''))).toEqual(['discount_code']);
    expect(kindsOf(firstBundle(page, impossible, ''))).toEqual(['refund']);
  });
});

describe('one more remedy', () => {
  it('is of a kind that is possible and not chosen yet, and its form is open', () => {
    const first = firstBundle(
      page,
      [choice('refund'), choice('replacement', { why: 'No stock.' }), choice('discount_code')],
      '',
    );
    const two = addCard(first, [
      choice('refund'),
      choice('replacement', { why: 'No stock.' }),
      choice('discount_code'),
    ]);
    expect(kindsOf(two)).toEqual(['refund', 'discount_code']);
    expect(two.open).toBe(two.cards[1]?.id);
  });
  it('is no longer possible at the most, and taken out the form of another is open', () => {
    let bundle = firstBundle(page, choices, '');
    while (mayAddCard(bundle)) bundle = addCard(bundle, choices);
    expect(bundle.cards).toHaveLength(MOST_REMEDIES);
    const ids = bundle.cards.map(({ id }) => id);
    expect(new Set(ids).size).toBe(MOST_REMEDIES);
    const fewer = removeCard(bundle, bundle.open);
    expect(fewer.cards.map(({ id }) => id)).toEqual(ids.slice(0, -1));
    expect(fewer.open).toBe(ids.at(-2));
    expect(removeCard(bundle, ids[0] ?? 0).open).toBe(bundle.open);
  });
});

describe('what a browser has kept', () => {
  const bundle: Bundle = { ...addCard(firstBundle(page, choices, 'before'), choices), reason: 'Late.' };

  it('is there again, with what was typed left to its kind to read', () => {
    const [card] = bundle.cards;
    if (!card) throw new Error('a bundle without a card');
    const typedIn = { what: 'amount', quantities: {}, restock: 'no_restock', shipping: '', amount: '5' } as const;
    const draft = { ...typedIn, method: 'original', credit: '' } as const;
    const typed = { ...bundle, cards: [withDraft(card, 'refund', draft), ...bundle.cards.slice(1)] };
    const found = readKept(stored(typed), choices, 'before');
    expect(found).toMatchObject({ requestId, reason: 'Late.', open: bundle.open });
    expect(kindsOf(found)).toEqual(kindsOf(bundle));
    expect(found?.cards[0]?.kept['refund']).toEqual(draft);
    // Kept once more without having been opened, nothing of it is lost.
    expect(found && readKept(stored(found), choices, 'before')?.cards[0]?.kept['refund']).toEqual(draft);
  });

  it('is left alone when something was given since, or when it is not from here', () => {
    expect(readKept(stored(bundle), choices, 'another remedy')).toBeNull();
    const wrong: Record<string, unknown>[] = [
      {},
      { ...stored(bundle), requestId: 'x' },
      { ...stored(bundle), reason: 7 },
      { ...stored(bundle), cards: 'many' },
      { ...stored(bundle), cards: [] },
      { ...stored(bundle), cards: [{ id: 1, kind: 'a_kind_of_an_earlier_version' }] },
      { ...stored(bundle), cards: [...bundle.cards, ...bundle.cards] },
    ];
    expect(wrong.map((kept) => readKept(kept, choices, 'before'))).toEqual(wrong.map(() => null));
  });
});
