import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('pl');

export const item: Record<TopicOf<'item'>, Template> = {
  damaged: letter(
    'Uszkodzona przesyłka z zamówienia {{order}}: co zrobimy',
    'Przepraszamy, że to dotarło uszkodzone: {{items}}. Tak nie powinno być i nie będzie to nic kosztować.',
    'Do wyboru jest nowy egzemplarz albo zwrot pieniędzy. Prosimy o odpowiedź z wybranym rozwiązaniem i, jeśli to możliwe, o zdjęcie uszkodzenia i opakowania. Ze zdjęciem możemy dochodzić szkody od przewoźnika.',
    'Do {{due}} potwierdzimy, co dalej. Do tego czasu prosimy zachować produkt.',
  ),
  defective: letter(
    'Zamówienie {{order}}: produkt nie działa jak należy',
    'Przepraszamy, że to nie działa: {{items}}. Dziękujemy za opis, dzięki niemu możemy działać.',
    'W zależności od usterki naprawimy produkt, wymienimy go albo zwrócimy pieniądze, na nasz koszt. Jeśli któreś z tych rozwiązań byłoby najlepsze, prosimy o nim napisać, weźmiemy to pod uwagę.',
    'Konkretną propozycję przedstawimy do {{due}}. Numer sprawy: {{complaint}}.',
  ),
  wrong_item: letter(
    'Zamówienie {{order}}: wysłaliśmy nie ten produkt',
    'Do zamówienia {{order}} spakowaliśmy niewłaściwy produkt. Przepraszamy. Zamówione było: {{items}}.',
    'Możemy wysłać właściwy produkt albo zwrócić za niego pieniądze. Przesyłka w żadną stronę nic nie kosztuje. Prosimy o odpowiedź, co wybrać.',
    'Do {{due}} podamy datę wysyłki albo potwierdzimy zwrot pieniędzy i napiszemy, co zrobić z otrzymanym produktem.',
  ),
  missing_item: letter(
    'Zamówienie {{order}}: w paczce czegoś zabrakło',
    'Przepraszamy, że paczka była niekompletna. Z wiadomości wynika, że brakuje: {{items}}.',
    'Porównujemy to z wagą paczki i naszą listą pakowania. Jeśli brakująca część jedzie osobno, podamy numer przesyłki. Jeśli nie, wyślemy ją ponownie albo zwrócimy pieniądze, do wyboru.',
    'Odpowiemy do {{due}}.',
  ),
  not_as_described: letter(
    'Zamówienie {{order}} nie zgadza się z opisem',
    'Produkt okazał się inny, niż można się było spodziewać: {{items}}. Przepraszamy, opis musi być zgodny z prawdą.',
    'Można odesłać go na nasz koszt i otrzymać zwrot całej kwoty albo zatrzymać i otrzymać zwrot części ceny. Prosimy o odpowiedź, co wybrać, oraz o zdanie lub zdjęcie, które wprowadziło w błąd. Dzięki temu poprawimy stronę.',
    'Wybór potwierdzimy do {{due}}.',
  ),
  photos_wanted: letter(
    'Zamówienie {{order}}: pomogłyby nam dwa zdjęcia',
    'Żeby rozstrzygnąć sprawę {{complaint}}, musimy zobaczyć, co jest nie tak. Prosimy odpowiedzieć na tę wiadomość i dołączyć dwa zdjęcia: całego produktu i miejsca, o które chodzi. Wystarczą zdjęcia z telefonu.',
    'Gdy je otrzymamy, podejmiemy decyzję do {{due}}. Jeśli zdjęcia nie są możliwe, wystarczy opis w kilku zdaniach.',
  ),
};
