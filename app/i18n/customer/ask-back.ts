import type { Language } from '#app/domain/language.ts';

type Mail = (about: { number: string; order: string }) => { subject: string; body: string };

/** What a customer is asked afterwards, by mail and on the page behind it. */
export type AskBackTexts = {
  survey: {
    mail: Mail;
    title: string;
    question: (number: string) => string;
    /** From 1 to 5. */
    scores: readonly [string, string, string, string, string];
    words: string;
  };
  checkIn: {
    mail: Mail;
    title: string;
    question: (order: string) => string;
    well: string;
    notWell: string;
    words: string;
  };
  optional: string;
  send: string;
  problems: string;
  choose: string;
  tooLong: (most: number) => string;
  thanks: {
    title: string;
    good: string;
    soSo: string;
    review: string;
    reviewButton: string;
    lowTitle: string;
    /** `day` in the form that follows "by". */
    low: (day: string) => string;
  };
};

export const askBackTexts: Record<Language, AskBackTexts> = {
  en: {
    survey: {
      mail: ({ number, order }) => ({
        subject: `How did we do with your case ${number}?`,
        body: `Hello,\n\nyour case ${number} about order ${order} is resolved. How content are you with the way we handled it? One click is enough, and somebody reads every answer.`,
      }),
      title: 'How did we do?',
      question: (number) => `How content are you with the way we handled your case ${number}?`,
      scores: ['Very bad', 'Bad', 'So-so', 'Good', 'Very good'],
      words: 'What was good, or what should we do better?',
    },
    checkIn: {
      mail: ({ order }) => ({
        subject: 'Did everything arrive well?',
        body: `Hello,\n\nyour parcel for order ${order} was delivered. Did everything arrive, and is it as it should be?`,
      }),
      title: 'Did everything arrive well?',
      question: (order) => `Your parcel for order ${order} was delivered. Is everything as it should be?`,
      well: 'Yes, all is well',
      notWell: 'No, something is wrong',
      words: 'What is wrong?',
    },
    optional: 'You can leave this empty.',
    send: 'Send',
    problems: 'Please check',
    choose: 'Please choose an answer.',
    tooLong: (most) => `Please write at most ${String(most)} characters.`,
    thanks: {
      title: 'Thank you',
      good: 'We are glad that it worked out.',
      soSo: 'Your answer helps us to do better.',
      review: 'Would you tell others about it? It helps them and us.',
      reviewButton: 'Write a review',
      lowTitle: 'Thank you for telling us',
      low: (day) => `We are sorry. Somebody will look at your case once more and write to you by ${day}.`,
    },
  },
  uk: {
    survey: {
      mail: ({ number, order }) => ({
        subject: `Як ми впоралися зі зверненням ${number}?`,
        body: `Вітаємо!\n\nВаше звернення ${number} щодо замовлення ${order} вирішено. Наскільки вас влаштувало, як ми його розглянули? Достатньо одного натискання, і кожну відповідь ми читаємо.`,
      }),
      title: 'Як ми впоралися?',
      question: (number) => `Наскільки вас влаштувало, як ми розглянули звернення ${number}?`,
      scores: ['Дуже погано', 'Погано', 'Посередньо', 'Добре', 'Дуже добре'],
      words: 'Що було добре, а що нам варто покращити?',
    },
    checkIn: {
      mail: ({ order }) => ({
        subject: 'Чи все доїхало як слід?',
        body: `Вітаємо!\n\nПосилку до замовлення ${order} доставлено. Чи все на місці і в порядку?`,
      }),
      title: 'Чи все доїхало як слід?',
      question: (order) => `Посилку до замовлення ${order} доставлено. Чи все в порядку?`,
      well: 'Так, усе добре',
      notWell: 'Ні, щось не так',
      words: 'Що не так?',
    },
    optional: 'Це поле можна залишити порожнім.',
    send: 'Надіслати',
    problems: 'Перевірте, будь ласка',
    choose: 'Оберіть, будь ласка, відповідь.',
    tooLong: (most) => `Напишіть, будь ласка, не більше ${String(most)} знаків.`,
    thanks: {
      title: 'Дякуємо',
      good: 'Ми раді, що все вийшло.',
      soSo: 'Ваша відповідь допоможе нам працювати краще.',
      review: 'Чи не розповіли б ви про це іншим? Це допоможе і їм, і нам.',
      reviewButton: 'Написати відгук',
      lowTitle: 'Дякуємо, що сказали нам',
      low: (day) => `Перепрошуємо. Ми ще раз розглянемо ваше звернення і напишемо вам не пізніше ${day}.`,
    },
  },
  pl: {
    survey: {
      mail: ({ number, order }) => ({
        subject: `Jak poradziliśmy sobie ze zgłoszeniem ${number}?`,
        body: `Dzień dobry,\n\nzgłoszenie ${number} dotyczące zamówienia ${order} jest załatwione. Jak oceniają Państwo naszą pomoc? Wystarczy jedno kliknięcie, a każdą odpowiedź czytamy.`,
      }),
      title: 'Jak sobie poradziliśmy?',
      question: (number) => `Jak oceniają Państwo naszą pomoc przy zgłoszeniu ${number}?`,
      scores: ['Bardzo źle', 'Źle', 'Przeciętnie', 'Dobrze', 'Bardzo dobrze'],
      words: 'Co było dobre, a co powinniśmy poprawić?',
    },
    checkIn: {
      mail: ({ order }) => ({
        subject: 'Czy wszystko dotarło w porządku?',
        body: `Dzień dobry,\n\npaczka do zamówienia ${order} została doręczona. Czy wszystko dotarło i jest tak, jak powinno?`,
      }),
      title: 'Czy wszystko dotarło w porządku?',
      question: (order) => `Paczka do zamówienia ${order} została doręczona. Czy wszystko jest w porządku?`,
      well: 'Tak, wszystko w porządku',
      notWell: 'Nie, coś jest nie tak',
      words: 'Co jest nie tak?',
    },
    optional: 'To pole można zostawić puste.',
    send: 'Wyślij',
    problems: 'Prosimy sprawdzić',
    choose: 'Prosimy wybrać odpowiedź.',
    tooLong: (most) => `Prosimy napisać najwyżej ${String(most)} znaków.`,
    thanks: {
      title: 'Dziękujemy',
      good: 'Cieszymy się, że wszystko się udało.',
      soSo: 'Ta odpowiedź pomoże nam pracować lepiej.',
      review: 'Czy zechcieliby Państwo opowiedzieć o tym innym? To pomaga i im, i nam.',
      reviewButton: 'Napisz opinię',
      lowTitle: 'Dziękujemy za szczerość',
      low: (day) => `Przepraszamy. Jeszcze raz zajmiemy się zgłoszeniem i napiszemy najpóźniej do ${day}.`,
    },
  },
  cs: {
    survey: {
      mail: ({ number, order }) => ({
        subject: `Jak jsme si vedli s vaším případem ${number}?`,
        body: `Dobrý den,\n\nváš případ ${number} k objednávce ${order} je vyřešený. Jak hodnotíte, jak jsme se o něj postarali? Stačí jedno kliknutí a každou odpověď čteme.`,
      }),
      title: 'Jak jsme si vedli?',
      question: (number) => `Jak hodnotíte, jak jsme se postarali o případ ${number}?`,
      scores: ['Velmi špatně', 'Špatně', 'Průměrně', 'Dobře', 'Velmi dobře'],
      words: 'Co bylo dobré a co máme zlepšit?',
    },
    checkIn: {
      mail: ({ order }) => ({
        subject: 'Dorazilo všechno v pořádku?',
        body: `Dobrý den,\n\nzásilka k objednávce ${order} byla doručena. Dorazilo všechno a je to tak, jak má být?`,
      }),
      title: 'Dorazilo všechno v pořádku?',
      question: (order) => `Zásilka k objednávce ${order} byla doručena. Je všechno v pořádku?`,
      well: 'Ano, vše je v pořádku',
      notWell: 'Ne, něco není v pořádku',
      words: 'Co není v pořádku?',
    },
    optional: 'Toto pole můžete nechat prázdné.',
    send: 'Odeslat',
    problems: 'Zkontrolujte prosím',
    choose: 'Vyberte prosím odpověď.',
    tooLong: (most) => `Napište prosím nejvýše ${String(most)} znaků.`,
    thanks: {
      title: 'Děkujeme',
      good: 'Jsme rádi, že to dobře dopadlo.',
      soSo: 'Vaše odpověď nám pomůže se zlepšit.',
      review: 'Řekli byste o tom i ostatním? Pomůže to jim i nám.',
      reviewButton: 'Napsat recenzi',
      lowTitle: 'Děkujeme, že nám to říkáte',
      low: (day) => `Omlouváme se. Na váš případ se podíváme ještě jednou a napíšeme vám nejpozději do ${day}.`,
    },
  },
  ru: {
    survey: {
      mail: ({ number, order }) => ({
        subject: `Как мы справились с обращением ${number}?`,
        body: `Здравствуйте!\n\nВаше обращение ${number} по заказу ${order} решено. Насколько вас устроило, как мы его рассмотрели? Достаточно одного нажатия, и каждый ответ мы читаем.`,
      }),
      title: 'Как мы справились?',
      question: (number) => `Насколько вас устроило, как мы рассмотрели обращение ${number}?`,
      scores: ['Очень плохо', 'Плохо', 'Средне', 'Хорошо', 'Очень хорошо'],
      words: 'Что было хорошо, а что нам стоит улучшить?',
    },
    checkIn: {
      mail: ({ order }) => ({
        subject: 'Всё ли дошло как следует?',
        body: `Здравствуйте!\n\nПосылка к заказу ${order} доставлена. Всё ли на месте и в порядке?`,
      }),
      title: 'Всё ли дошло как следует?',
      question: (order) => `Посылка к заказу ${order} доставлена. Всё ли в порядке?`,
      well: 'Да, всё хорошо',
      notWell: 'Нет, что-то не так',
      words: 'Что не так?',
    },
    optional: 'Это поле можно оставить пустым.',
    send: 'Отправить',
    problems: 'Проверьте, пожалуйста',
    choose: 'Выберите, пожалуйста, ответ.',
    tooLong: (most) => `Напишите, пожалуйста, не больше ${String(most)} знаков.`,
    thanks: {
      title: 'Спасибо',
      good: 'Мы рады, что всё получилось.',
      soSo: 'Ваш ответ поможет нам работать лучше.',
      review: 'Не могли бы вы рассказать об этом другим? Это поможет и им, и нам.',
      reviewButton: 'Написать отзыв',
      lowTitle: 'Спасибо, что сказали нам',
      low: (day) => `Просим прощения. Мы ещё раз рассмотрим ваше обращение и напишем вам не позднее ${day}.`,
    },
  },
};
