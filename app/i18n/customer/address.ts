import type { Language } from '#app/domain/language.ts';

/** The question whether an address is right: the mail that asks, and the page that answers. */
export type AddressTexts = {
  mail: (about: { order: string; shop: string }) => { subject: string; body: string };
  /** The button of the mail. */
  link: string;
  title: string;
  /** What it is for. */
  intro: (order: string) => string;
  ours: string;
  question: string;
  right: string;
  wrong: string;
  /** Above the fields; they begin with what we have. */
  correctHint: string;
  fields: { name: string; address1: string; address2: string; zip: string; city: string; phone: string };
  send: string;
  problems: string;
  choose: string;
  missing: string;
  nothingChanged: string;
  thanks: { title: string; right: string; corrected: string };
};

const paragraphs = (...all: string[]): string => all.join('\n\n');

export const addressTexts: Record<Language, AddressTexts> = {
  en: {
    mail: ({ order, shop }) => ({
      subject: `Is the address of order ${order} right?`,
      body: paragraphs(
        'Hello,',
        `we are looking for your parcel of order ${order}. Please take a moment and see whether the address that we have is right. You can correct it there too.`,
        'Knowing that, we can go on at once.',
        shop,
      ),
    }),
    link: 'Check the address',
    title: 'Is the address right?',
    intro: (order) => `This is where your parcel of order ${order} was sent.`,
    ours: 'The address that we have',
    question: 'Does your parcel find you there?',
    right: 'Yes, the address is right',
    wrong: 'No, I correct it below',
    correctHint: 'Only needed if something is wrong. Please change what is not right.',
    fields: {
      name: 'Name',
      address1: 'Street and number',
      address2: 'Flat, floor, company',
      zip: 'Postcode',
      city: 'Town',
      phone: 'Phone for the carrier',
    },
    send: 'Send',
    problems: 'Please look at this once more:',
    choose: 'Please choose one of the two answers.',
    missing: 'Street and town are needed, so that a parcel can arrive.',
    nothingChanged: 'Nothing is changed below yet. Please correct it, or choose “Yes”.',
    thanks: {
      title: 'Thank you',
      right: 'The address is right, so we go on looking for your parcel and write to you.',
      corrected: 'We have noted the new address and write to you about what happens next.',
    },
  },
  uk: {
    mail: ({ order, shop }) => ({
      subject: `Чи правильна адреса замовлення ${order}?`,
      body: paragraphs(
        'Добрий день!',
        `Ми шукаємо вашу посилку із замовлення ${order}. Перевірте, будь ласка, чи правильна адреса, яку ми маємо. Там же її можна виправити.`,
        'Щойно ми це знатимемо, відразу рушимо далі.',
        shop,
      ),
    }),
    link: 'Перевірити адресу',
    title: 'Чи правильна адреса?',
    intro: (order) => `Сюди ми надіслали вашу посилку із замовлення ${order}.`,
    ours: 'Адреса, яку ми маємо',
    question: 'Чи дійде посилка до вас за цією адресою?',
    right: 'Так, адреса правильна',
    wrong: 'Ні, нижче вказано правильну',
    correctHint: 'Потрібно, лише якщо щось не так. Змініть, будь ласка, те, що неправильно.',
    fields: {
      name: 'Ім’я та прізвище',
      address1: 'Вулиця й номер будинку',
      address2: 'Квартира, поверх, компанія',
      zip: 'Поштовий індекс',
      city: 'Населений пункт',
      phone: 'Телефон для перевізника',
    },
    send: 'Надіслати',
    problems: 'Перевірте, будь ласка, ще раз:',
    choose: 'Оберіть, будь ласка, одну з двох відповідей.',
    missing: 'Щоб посилка дійшла, потрібні вулиця та населений пункт.',
    nothingChanged: 'Нижче ще нічого не змінено. Виправте, будь ласка, адресу або оберіть «Так».',
    thanks: {
      title: 'Дякуємо',
      right: 'Адреса правильна, тож ми шукаємо посилку далі й напишемо вам.',
      corrected: 'Ми записали нову адресу й напишемо вам, що буде далі.',
    },
  },
  pl: {
    mail: ({ order, shop }) => ({
      subject: `Czy adres zamówienia ${order} jest poprawny?`,
      body: paragraphs(
        'Dzień dobry,',
        `szukamy przesyłki z zamówienia ${order}. Prosimy sprawdzić, czy adres, który mamy, jest poprawny. W tym samym miejscu można go poprawić.`,
        'Gdy tylko będziemy to wiedzieć, od razu zajmiemy się resztą.',
        shop,
      ),
    }),
    link: 'Sprawdź adres',
    title: 'Czy adres jest poprawny?',
    intro: (order) => `Tu wysłaliśmy przesyłkę z zamówienia ${order}.`,
    ours: 'Adres, który mamy',
    question: 'Czy przesyłka trafi pod tym adresem do Ciebie?',
    right: 'Tak, adres jest poprawny',
    wrong: 'Nie, poniżej podaję właściwy',
    correctHint: 'Tylko jeśli coś się nie zgadza. Prosimy zmienić to, co jest błędne.',
    fields: {
      name: 'Imię i nazwisko',
      address1: 'Ulica i numer',
      address2: 'Mieszkanie, piętro, firma',
      zip: 'Kod pocztowy',
      city: 'Miejscowość',
      phone: 'Telefon dla kuriera',
    },
    send: 'Wyślij',
    problems: 'Prosimy sprawdzić jeszcze raz:',
    choose: 'Prosimy wybrać jedną z dwóch odpowiedzi.',
    missing: 'Aby przesyłka dotarła, potrzebne są ulica i miejscowość.',
    nothingChanged: 'Poniżej nic jeszcze nie zmieniono. Prosimy poprawić adres albo wybrać „Tak”.',
    thanks: {
      title: 'Dziękujemy',
      right: 'Adres jest poprawny, więc dalej szukamy przesyłki i napiszemy, gdy będziemy wiedzieć więcej.',
      corrected: 'Mamy już nowy adres i napiszemy, co będzie dalej.',
    },
  },
  cs: {
    mail: ({ order, shop }) => ({
      subject: `Je adresa objednávky ${order} správná?`,
      body: paragraphs(
        'Dobrý den,',
        `hledáme vaši zásilku z objednávky ${order}. Podívejte se prosím, jestli je adresa, kterou máme, správná. Na stejném místě ji můžete opravit.`,
        'Jakmile to budeme vědět, hned budeme pokračovat.',
        shop,
      ),
    }),
    link: 'Zkontrolovat adresu',
    title: 'Je adresa správná?',
    intro: (order) => `Sem jsme poslali zásilku z objednávky ${order}.`,
    ours: 'Adresa, kterou máme',
    question: 'Najde vás zásilka na této adrese?',
    right: 'Ano, adresa je správná',
    wrong: 'Ne, níže uvádím správnou',
    correctHint: 'Jen pokud něco nesouhlasí. Změňte prosím to, co není správně.',
    fields: {
      name: 'Jméno a příjmení',
      address1: 'Ulice a číslo',
      address2: 'Byt, patro, firma',
      zip: 'PSČ',
      city: 'Obec',
      phone: 'Telefon pro dopravce',
    },
    send: 'Odeslat',
    problems: 'Podívejte se prosím ještě jednou:',
    choose: 'Vyberte prosím jednu z obou odpovědí.',
    missing: 'Aby zásilka dorazila, je potřeba ulice a obec.',
    nothingChanged: 'Níže zatím není nic změněno. Opravte prosím adresu, nebo zvolte „Ano“.',
    thanks: {
      title: 'Děkujeme',
      right: 'Adresa je správná, zásilku tedy hledáme dál a napíšeme vám.',
      corrected: 'Novou adresu máme a napíšeme vám, co bude dál.',
    },
  },
  ru: {
    mail: ({ order, shop }) => ({
      subject: `Верен ли адрес заказа ${order}?`,
      body: paragraphs(
        'Здравствуйте!',
        `Мы ищем вашу посылку из заказа ${order}. Проверьте, пожалуйста, верен ли адрес, который у нас есть. Там же его можно исправить.`,
        'Как только мы это узнаем, сразу продолжим.',
        shop,
      ),
    }),
    link: 'Проверить адрес',
    title: 'Верен ли адрес?',
    intro: (order) => `Сюда мы отправили вашу посылку из заказа ${order}.`,
    ours: 'Адрес, который у нас есть',
    question: 'Дойдёт ли посылка до вас по этому адресу?',
    right: 'Да, адрес верный',
    wrong: 'Нет, ниже указан верный',
    correctHint: 'Нужно, только если что-то не так. Измените, пожалуйста, то, что неверно.',
    fields: {
      name: 'Имя и фамилия',
      address1: 'Улица и номер дома',
      address2: 'Квартира, этаж, компания',
      zip: 'Почтовый индекс',
      city: 'Населённый пункт',
      phone: 'Телефон для перевозчика',
    },
    send: 'Отправить',
    problems: 'Проверьте, пожалуйста, ещё раз:',
    choose: 'Выберите, пожалуйста, один из двух ответов.',
    missing: 'Чтобы посылка дошла, нужны улица и населённый пункт.',
    nothingChanged: 'Ниже пока ничего не изменено. Исправьте, пожалуйста, адрес или выберите «Да».',
    thanks: {
      title: 'Спасибо',
      right: 'Адрес верный, поэтому мы ищем посылку дальше и напишем вам.',
      corrected: 'Мы записали новый адрес и напишем вам, что будет дальше.',
    },
  },
};
