import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('pl');

export const delivery: Record<TopicOf<'delivery'>, Template> = {
  where_is_my_order: letter(
    'Gdzie jest zamówienie {{order}}',
    'Dziękujemy za pytanie o zamówienie {{order}}. Sprawdziliśmy: przewoźnik {{carrier}} ostatnio zeskanował paczkę {{last_scan}}, a doręczenie przewiduje do {{expected}}.',
    'Paczkę można śledzić tutaj: {{tracking}}',
    'My też ją obserwujemy. Jeśli nie dotrze do {{due}}, tego samego dnia napiszemy i zaproponujemy do wyboru nową przesyłkę albo zwrot pieniędzy.',
  ),
  delivered_not_received: letter(
    'Zamówienie {{order}}: szukamy paczki',
    'Dziękujemy za informację, że zamówienie {{order}} nie dotarło. Według przewoźnika {{carrier}} paczkę doręczono {{delivered}}, chcemy więc ustalić, gdzie została.',
    'Najbardziej pomogą nam dwie rzeczy: pytanie do domowników i sąsiadów oraz adres dostawy w odpowiedzi na tę wiadomość. Porównamy go z adresem na etykiecie.',
    'Jeśli paczka się nie znajdzie, złożymy u przewoźnika reklamację i podamy jej wynik do {{due}}. Nic więcej nie trzeba robić.',
  ),
  parcel_search: letter(
    'Zamówienie {{order}}: przewoźnik szuka paczki',
    'Przewoźnik {{carrier}} na naszą prośbę szuka paczki z zamówieniem {{order}}. Ostatni skan jest z {{last_scan}} i od tego czasu nic się nie zmieniło. Przepraszamy, że trzeba czekać.',
    'Poszukiwania trwają kilka dni roboczych. Do {{due}} napiszemy, jaki jest wynik. Jeśli paczki nie będzie, do wyboru pozostaje ponowna wysyłka albo zwrot pieniędzy.',
  ),
  late_because_of_us: letter(
    'Zamówienie {{order}} się spóźnia, i to z naszej winy',
    'Zamówienie {{order}} powinno było wyjść od nas wcześniej. Nie wyszło, i to nasz błąd. Przepraszamy.',
    'Paczka dotrze do {{expected}}. Za to czekanie: {{remedy}}',
    'Jeśli przez opóźnienie zamówienie nie jest już potrzebne, wystarczy odpowiedzieć do {{due}}. Anulujemy je i zwrócimy całą kwotę.',
  ),
  out_of_stock: letter(
    'Zamówienie {{order}}: jednego produktu zabrakło',
    'Tego produktu z zamówienia {{order}} zabrakło w magazynie: {{what}}. Powinniśmy byli to zauważyć przed przyjęciem zamówienia. Przepraszamy.',
    'Możliwości są trzy:\n1. Poczekać: spodziewamy się dostawy do {{restock}}.\n2. Wziąć w tej samej cenie inny produkt: {{alternative}}\n3. Otrzymać zwrot pieniędzy za ten produkt.',
    'Prosimy o odpowiedź 1, 2 lub 3 do {{due}}. Jeśli nie nadejdzie, tego dnia zwrócimy pieniądze za brakujący produkt.',
  ),
  missed_call: letter(
    'Dzwoniliśmy w sprawie zamówienia {{order}}',
    'Dzwoniliśmy przed chwilą zgodnie z prośbą o rozmowę w sprawie zamówienia {{order}}, ale nie udało się nam połączyć.',
    'Zadzwonimy jeszcze raz {{due}}. Jeśli lepszy będzie inny dzień lub godzina, wystarczy odpisać. Możemy też wyjaśnić wszystko pisemnie, na tę samą skrzynkę.',
  ),
};
