import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('pl');

export const inPublic: Record<TopicOf<'public'>, Template> = {
  public_reply: {
    subject: 'Nasza odpowiedź na wpis',
    body: 'Dzień dobry, dziękujemy za szczerość. To, o czym mowa we wpisie, nie powinno się zdarzyć i przepraszamy. Chcemy sprawdzić zamówienie i to naprawić. Żeby dane nie pojawiały się publicznie, napisaliśmy w wiadomości prywatnej, a propozycję przedstawimy do {{due}}.\n\n{{agent}}, {{shop}}',
  },
  private_reply: letter(
    'W sprawie wpisu: jak chcemy to naprawić',
    'Przeczytaliśmy wpis. Zawiedliśmy i było o czym pisać. Przepraszamy.',
    'Sprawdziliśmy zamówienie {{order}} ({{items}}) i to proponujemy: {{remedy}}',
    'Czy takie rozwiązanie wystarczy? Jeśli nie, prosimy napisać, co by pomogło. Sprawę {{complaint}} nadal prowadzi {{agent}}, odpowiedź nadejdzie do {{due}}.',
  ),
};
