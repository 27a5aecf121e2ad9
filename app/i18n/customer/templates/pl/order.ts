import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('pl');

export const order: Record<TopicOf<'order'>, Template> = {
  changed_mind: letter(
    'Zamówienie {{order}}: zwrot jest możliwy',
    'Nie wszystko okazuje się trafione i ten produkt można zwrócić: {{items}}. Powodu podawać nie trzeba.',
    'Prosimy odesłać go do {{due}} w stanie, w którym można go ponownie sprzedać. Jak odesłać: {{label}}',
    'Gdy dotrze, sprawdzimy go w ciągu 3 dni roboczych, a potem zwrócimy {{amount}}.',
  ),
  cancel_before_shipping: letter(
    'Zamówienie {{order}} jest anulowane',
    'Zgodnie z prośbą anulowaliśmy zamówienie {{order}}. Nie było jeszcze wysłane, więc nic to nie kosztuje.',
    'Zwracamy {{amount}} tą samą drogą, którą przyszła płatność. Pieniądze dotrą {{arrival}}.',
    'Nic więcej nie trzeba robić. Gdyby pieniędzy w tym terminie nie było, prosimy odpowiedzieć na tę wiadomość, a ustalimy, gdzie są.',
  ),
  cancel_after_shipping: letter(
    'Zamówienie {{order}} jest już w drodze: co można zrobić',
    'Prośba o anulowanie zamówienia {{order}} do nas dotarła. Paczka już wyjechała i nie możemy jej zatrzymać, ale nadal jest wybór.',
    '1. Nie odbierać paczki albo odesłać ją nieotwartą do {{due}}: po jej powrocie zwrócimy pieniądze. Jak odesłać: {{label}}\n2. Zatrzymać ją, jeśli jednak się przyda.\n3. Jeśli przeszkodą był termin lub adres, prosimy o tym napisać: być może da się przekierować przesyłkę. Śledzenie: {{tracking}}',
    'Prosimy o odpowiedź 1, 2 lub 3.',
  ),
  billing: letter(
    'Zamówienie {{order}}: sprawa płatności',
    'Dziękujemy za pytanie o płatność za zamówienie {{order}}. Rozumiemy, że nieoczekiwane obciążenie konta niepokoi.',
    'Porównujemy każdą płatność za to zamówienie z danymi z banku. Jeśli pobrano za dużo, zwrócimy całą różnicę.',
    'Wynik prześlemy do {{due}}, z każdą kwotą i jej datą. Numer sprawy: {{complaint}}.',
  ),
  survey_why: letter(
    'Jedno pytanie o zamówienie {{order}}',
    'Rozumiemy rezygnację z zamówienia {{order}}. Niczego ona nie zmienia w zwrocie pieniędzy.',
    'Czy możemy zapytać o powód? Wystarczy jedno zdanie: czas dostawy, cena, sam produkt czy coś po naszej stronie?',
    'Czytamy każdą odpowiedź. Jeśli da się jeszcze coś naprawić, napiszemy do {{due}}.',
  ),
};
