import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('pl');

export const remedy: Record<TopicOf<'remedy'>, Template> = {
  sorry_refund: letter(
    'Zwrot {{amount}} za zamówienie {{order}}',
    'Przepraszamy za kłopot z zamówieniem {{order}}.',
    'Zwróciliśmy {{amount}}. Pieniądze wracają tą samą drogą, którą przyszła płatność ({{payment}}), i dotrą {{arrival}}.',
    'Nic nie trzeba robić. Gdyby w tym terminie ich nie było, prosimy odpowiedzieć na tę wiadomość, a ustalimy, gdzie są.',
  ),
  sorry_cancellation: letter(
    'Zamówienie {{order}} jest anulowane, pieniądze są w drodze',
    'Przepraszamy, że zamówienie {{order}} się nie udało.',
    'Jest anulowane, nic już nie zostanie wysłane, a {{amount}} zwróciliśmy. Pieniądze dotrą {{arrival}}.',
    'Nic nie trzeba robić.',
  ),
  sorry_replacement: letter(
    'Zamówienie {{order}}: wysyłamy nowy produkt',
    'Przepraszamy za kłopot z zamówieniem {{order}}. Wysyłamy w zamian bezpłatnie: {{what}}',
    'Paczka wyjedzie od nas do {{due}}. Numer do śledzenia prześlemy e-mailem w dniu wysyłki.',
  ),
  sorry_discount_code: letter(
    'Zamówienie {{order}}: coś od nas na następny raz',
    'Przepraszamy za kłopot z zamówieniem {{order}}. Kosztował czas i chcielibyśmy to wynagrodzić.',
    'Kod: {{code}}\nCo daje: {{worth}}\nWażny do: {{valid_until}}',
    'Wystarczy wpisać go przy płatności. Działa raz i nie wpływa na to, co jeszcze jest między nami do załatwienia.',
  ),
  sorry_vip_price: letter(
    'Zamówienie {{order}}: od teraz własna cena',
    'Przepraszamy za to, co stało się z zamówieniem {{order}}. Nie powinno to było nikogo spotkać.',
    'Od teraz w naszym sklepie obowiązuje indywidualna cena: {{worth}}\nWażna do: {{valid_until}}',
    'Wystarczy zalogować się przed zakupem, a rabat odliczy się sam.',
  ),
  sorry_store_credit: letter(
    'Zamówienie {{order}}: {{amount}} do wykorzystania w sklepie',
    'Przepraszamy za kłopot z zamówieniem {{order}}.',
    'Na koncie w naszym sklepie czeka teraz {{amount}} do wykorzystania.\nWażne do: {{valid_until}}',
    'Po zalogowaniu przy składaniu zamówienia można nimi zapłacić.',
  ),
  sorry_gift_card: letter(
    'Zamówienie {{order}}: karta podarunkowa od nas',
    'Przepraszamy za kłopot z zamówieniem {{order}} i dziękujemy za cierpliwość.',
    'Przesyłamy kartę podarunkową.\nWartość: {{amount}}\nWażna do: {{valid_until}}',
    'Kod przyjdzie w osobnej wiadomości. Można go używać w kilku zamówieniach, aż do wykorzystania całej kwoty.',
  ),
  sorry_return: letter(
    'Zamówienie {{order}}: jak odesłać produkt',
    'Przepraszamy, że trzeba to odesłać: {{items}}. Nic to nie kosztuje.',
    'Jak odesłać: {{label}}\nProsimy zrobić to do {{due}}.',
    'Gdy paczka do nas dotrze, sprawdzimy ją w ciągu 3 dni roboczych i napiszemy, co ustaliliśmy.',
  ),
  sorry_repair: letter(
    'Zamówienie {{order}}: oddamy to do naprawy',
    'Przepraszamy, że to nie działa jak należy: {{items}}. Naprawimy to na nasz koszt.',
    'Jak wysłać: {{label}}',
    'Produkt wróci do {{due}}. Jeśli naprawa okaże się niemożliwa, damy znać i wymienimy go albo zwrócimy pieniądze.',
  ),
  sorry_external_gift: letter(
    'Zamówienie {{order}}: drobny upominek jest w drodze',
    'Przepraszamy za to, co stało się z zamówieniem {{order}}. Same słowa to naszym zdaniem za mało.',
    'Dlatego wybraliśmy upominek: {{what}}',
    'Kurier dostarczy go pod podany adres do {{due}}. Nic nie trzeba robić.',
  ),
  sorry_custom: letter(
    'Zamówienie {{order}}: jak to naprawiamy',
    'Przepraszamy za kłopot z zamówieniem {{order}}. Oto, co załatwiliśmy: {{what}}',
    'Będzie to gotowe do {{due}}. Sprawą osobiście zajmuje się {{agent}} i napisze, gdy wszystko będzie zrobione. Numer sprawy: {{complaint}}.',
  ),
  sorry_several: letter(
    'Zamówienie {{order}}: jak to naprawiliśmy',
    'Przepraszamy za kłopot z zamówieniem {{order}}. Oto, co zrobiliśmy:',
    '{{remedies}}',
    'Nic nie trzeba robić. Gdyby coś nie dotarło tak, jak tu napisano, prosimy odpowiedzieć na tę wiadomość, a ustalimy, gdzie jest.',
  ),
};
