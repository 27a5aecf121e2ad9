import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('pl');

export const course: Record<TopicOf<'course'>, Template> = {
  holding: letter(
    'Zamówienie {{order}}: potrzebujemy czasu do {{due}}',
    'Wiadomość o zamówieniu {{order}} jest u nas, sprawą zajmuje się {{agent}}. Odpowiedzi jeszcze nie mamy, bo chcemy udzielić rzetelnej i nadal wszystko wyjaśniamy.',
    'Napiszemy do {{due}}, nawet jeśli nie będzie nic nowego. Do tego czasu nic nie trzeba robić. Numer sprawy: {{complaint}}.',
  ),
  promise_not_kept: letter(
    'Zamówienie {{order}}: nie dotrzymaliśmy słowa',
    'Obiecaliśmy odpowiedź w sprawie zamówienia {{order}} i nie zdążyliśmy. To nasz błąd. Przepraszamy.',
    'W zamian: {{remedy}}',
    'Resztą sprawy {{complaint}} zajmuje się teraz osobiście {{agent}}, a wynik podamy do {{due}}.',
  ),
  partly_justified: letter(
    'Zamówienie {{order}}: co ustaliliśmy i co proponujemy',
    'Dokładnie sprawdziliśmy reklamację {{complaint}}. Oto nasze ustalenia: {{finding}}',
    'Za tę część, która była naszym błędem: {{remedy}}',
    'Jeśli ocena jest inna, prosimy o odpowiedź do {{due}}, a sprawie przyjrzy się druga osoba.',
  ),
  not_justified: letter(
    'Zamówienie {{order}}: wynik sprawdzenia',
    'Dziękujemy za cierpliwość. Sprawdziliśmy reklamację {{complaint}}. Oto nasze ustalenia: {{finding}}',
    'Dlatego tym razem nie możemy zaproponować zwrotu pieniędzy ani wymiany. Wiemy, że nie na taką odpowiedź czekano.',
    'Jeśli o czymś nie wiemy, na przykład jest zdjęcie albo dodatkowy szczegół, prosimy o odpowiedź do {{due}}. Sprawie przyjrzy się wtedy druga osoba.',
  ),
  final_offer: letter(
    'Zamówienie {{order}}: nasza propozycja',
    'Dziękujemy za rozmowę. W sprawie {{complaint}} sprawdziliśmy wszystko, co możliwe.',
    'To nasza najlepsza propozycja i więcej zaoferować nie możemy: {{remedy}}',
    'Można ją spokojnie przemyśleć. Propozycja jest ważna do {{due}}, wystarczy krótka odpowiedź. Rezygnacja z niej nie ogranicza żadnych praw wynikających z przepisów.',
  ),
  after_care: letter(
    'Zamówienie {{order}}: czy wszystko jest już w porządku?',
    'Jakiś czas temu były kłopoty z zamówieniem {{order}}. Od tego czasu: {{remedy}}',
    'Czy wszystko jest już w porządku? Jeśli tak, nic nie trzeba robić. Jeśli nie, prosimy o odpowiedź do {{due}}, a wrócimy do sprawy {{complaint}} w miejscu, w którym się skończyła.',
  ),
  review_wanted: letter(
    'Zamówienie {{order}}: prośba o kilka słów',
    'Cieszymy się, że udało się zamknąć sprawę {{complaint}}.',
    'Jeśli znajdą się dwie minuty, prosimy napisać innym klientom, jak było: co poszło nie tak i jak zostało naprawione. Szczera opinia pomaga bardziej niż idealna, także nam.',
    'Jeśli coś jeszcze przeszkadza, prosimy raczej odpowiedzieć na tę wiadomość. Czytamy ją jako pierwszą.',
  ),
};
