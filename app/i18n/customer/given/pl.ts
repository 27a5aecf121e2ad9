import type { GivenWords } from './words.ts';

export const pl: GivenWords = {
  preparing: 'Już się tym zajmujemy i damy znać, gdy tylko będzie to pewne.',
  notPossible: 'Niestety to się nie udało. Szukamy innego rozwiązania i napiszemy.',
  notPossibleOver: 'Niestety to się nie udało.',
  beingTakenBack: 'To jest właśnie wycofywane.',
  takenBack: 'To zostało wycofane i już nie obowiązuje.',
  validThrough: (day) => `Ważne do ${day} włącznie.`,
  parcel: (carrier, number) => `Paczka: ${[carrier, number].filter(Boolean).join(', ')}`,
  follow: 'Śledź paczkę',
  refund: {
    title: (amount) => `Zwrot ${amount}`,
    paymentOnItsWay:
      'Pieniądze wracają tą samą drogą, którą zapłacono. Bankom zajmuje to zwykle od 3 do 10 dni roboczych.',
    paymentArrived: (day) =>
      `Zwrócono ${day}, tą samą drogą, którą zapłacono. Bank może pokazać zwrot dopiero po kilku dniach, najpóźniej po 10 dniach roboczych.`,
    creditOnItsWay: 'Kwota trafi na Państwa konto w naszym sklepie.',
    creditArrived: 'Kwota jest na Państwa koncie w naszym sklepie. Można nią zapłacić przy zamówieniu.',
    ofItCredit: (amount) =>
      `Z tego ${amount} trafi na Państwa konto w naszym sklepie, a reszta wróci tą samą drogą, którą zapłacono.`,
    byHand:
      'Płatność nie przeszła przez nasz sklep internetowy, więc zwracamy pieniądze bezpośrednio. Jeśli nie dotarły, prosimy o wiadomość.',
  },
  cancellation: {
    title: (order) => `Zamówienie ${order} anulowane`,
    done: 'Nic z niego nie zostanie już wysłane.',
    refundOnItsWay: (amount) =>
      `${amount} wraca tą samą drogą, którą zapłacono. Bankom zajmuje to zwykle od 3 do 10 dni roboczych.`,
    refundArrived: (amount) =>
      `${amount} zwrócono tą samą drogą, którą zapłacono. Bank może pokazać zwrot dopiero po kilku dniach, najpóźniej po 10 dniach roboczych.`,
  },
  replacement: {
    title: (items) => `Wysyłamy bezpłatnie: ${items}`,
    onItsWay: (order) => `Zamówienie ma numer ${order} i zostanie do Państwa wysłane.`,
    arrived: 'Paczka została doręczona.',
  },
  discountCode: {
    amount: (amount) => `Kod na ${amount} rabatu przy jednym zamówieniu`,
    percent: (percent) => `Kod na ${percent} rabatu przy jednym zamówieniu`,
    shipping: 'Kod na bezpłatną dostawę',
    shippingUpTo: (amount) => `Kod na bezpłatną dostawę o wartości do ${amount}`,
    minimum: (amount) => `Przy zamówieniach od ${amount}.`,
    soon: 'Kod zacznie działać za chwilę.',
    ready: 'Kod wpisuje się przy składaniu zamówienia. Działa jeden raz.',
    code: 'Kod',
    used: 'Ten kod został już wykorzystany.',
    over: (day) => `Ten kod był ważny do ${day}.`,
  },
  vipPrice: {
    title: (percent) => `${percent} rabatu na wszystkie Państwa zamówienia`,
    ready: 'Rabat naliczy się sam przy składaniu zamówienia po zalogowaniu.',
  },
  storeCredit: {
    title: (amount) => `${amount} na koncie w sklepie`,
    onItsWay: 'Kwota wkrótce pojawi się na Państwa koncie w naszym sklepie.',
    ready: 'Kwota jest na Państwa koncie w naszym sklepie. Można nią zapłacić przy zamówieniu po zalogowaniu.',
  },
  giftCard: {
    title: (amount) => `Karta podarunkowa na ${amount}`,
    onItsWay: 'Przyjdzie w osobnej wiadomości.',
    ready: (last) => `Przyszła w osobnej wiadomości. Jej kod kończy się na ${last}.`,
  },
  return: {
    title: (items) => `Prosimy o odesłanie: ${items}`,
    send: 'Paczkę można nadać w dogodnym czasie, najlepiej w ciągu 14 dni.',
    label: 'Otwórz etykietę nadawczą',
    labelNumber: (number) => `Numer etykiety nadawczej: ${number}`,
    labelLater: 'Prześlemy etykietę nadawczą. Odesłanie nic nie kosztuje.',
    ownCost: 'Koszt odesłania jest po Państwa stronie.',
    arrived: 'Paczka do nas dotarła. Dziękujemy.',
    exchange: (items) => `W zamian wysyłamy: ${items}`,
  },
  repair: {
    title: (items) => `Naprawa: ${items}`,
    onItsWay: (partner, day) => `Naprawą zajmuje się ${partner}. Powinna być gotowa do ${day}.`,
    arrived: 'Naprawa zakończona, rzecz wróciła do Państwa.',
  },
  gift: {
    title: (what) => `Upominek: ${what}`,
    onItsWay: (day) => `Powinien dotrzeć do ${day}.`,
    arrived: 'Upominek dotarł.',
  },
  custom: {
    title: (what) => what,
    onItsWay: (day) => `Powinno być gotowe do ${day}.`,
    arrived: 'Zrobione.',
  },
};
