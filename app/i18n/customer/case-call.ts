import type { Language } from '#app/domain/language.ts';

/** A call that a customer asks for on the page of her complaint, and what she adds to it. Field names are those of the form. */
export type CaseCallTexts = {
  title: string;
  ask: string;
  askHint: string;
  send: string;
  /** `when` is a time in her own zone, `phone` the end of her number. */
  waiting: (when: string, phone: string) => string;
  change: string;
  sendChange: string;
  asked: string;
  tooMany: string;
  over: string;
  /** Stands for her words where she sends files alone. */
  onlyFiles: (names: string) => string;
};

export const caseCallTexts: Record<Language, CaseCallTexts> = {
  en: {
    title: 'Would you rather talk?',
    ask: 'Ask for a call',
    askHint: 'We will call you at the time that you choose.',
    send: 'Call me',
    waiting: (when, phone) => `We will call you on ${when}, on the number ${phone}.`,
    change: 'Another time or number',
    sendChange: 'Change the call',
    asked: 'Thank you, we have noted your call.',
    tooMany: 'We have your wish already. Please wait an hour before you change it once more.',
    over: 'This case is over, so there is no call to plan. Write to us below, and we will look at it again.',
    onlyFiles: (names) => `Sent: ${names}`,
  },
  uk: {
    title: 'Зручніше поговорити?',
    ask: 'Попросити про дзвінок',
    askHint: 'Ми зателефонуємо вам у час, який ви оберете.',
    send: 'Зателефонуйте мені',
    waiting: (when, phone) => `Ми зателефонуємо вам: ${when}, на номер ${phone}.`,
    change: 'Інший час або номер',
    sendChange: 'Змінити дзвінок',
    asked: 'Дякуємо, ми записали ваш дзвінок.',
    tooMany: 'Ваше побажання вже в нас. Зачекайте, будь ласка, годину, перш ніж знову його змінювати.',
    over: 'Це звернення завершено, тож дзвінок не запланувати. Напишіть нам нижче, і ми розглянемо його ще раз.',
    onlyFiles: (names) => `Надіслано: ${names}`,
  },
  pl: {
    title: 'Łatwiej będzie porozmawiać?',
    ask: 'Poproś o telefon',
    askHint: 'Zadzwonimy o wybranej porze.',
    send: 'Proszę o telefon',
    waiting: (when, phone) => `Zadzwonimy: ${when}, na numer ${phone}.`,
    change: 'Inna pora lub inny numer',
    sendChange: 'Zmień rozmowę',
    asked: 'Dziękujemy, rozmowa jest zapisana.',
    tooMany: 'Prośba już do nas dotarła. Przed kolejną zmianą prosimy odczekać godzinę.',
    over: 'Sprawa jest zakończona, więc nie można zaplanować rozmowy. Prosimy napisać poniżej, zajmiemy się tym jeszcze raz.',
    onlyFiles: (names) => `Przesłane pliki: ${names}`,
  },
  cs: {
    title: 'Chcete si raději promluvit?',
    ask: 'Požádat o zavolání',
    askHint: 'Zavoláme vám v čase, který si vyberete.',
    send: 'Zavolejte mi',
    waiting: (when, phone) => `Zavoláme vám: ${when}, na číslo ${phone}.`,
    change: 'Jiný čas nebo jiné číslo',
    sendChange: 'Změnit hovor',
    asked: 'Děkujeme, hovor máme zapsaný.',
    tooMany: 'Vaše přání už máme. Než ho znovu změníte, počkejte prosím hodinu.',
    over: 'Tento případ je uzavřený, hovor už naplánovat nejde. Napište nám níže a podíváme se na to znovu.',
    onlyFiles: (names) => `Odesláno: ${names}`,
  },
  ru: {
    title: 'Удобнее поговорить?',
    ask: 'Попросить о звонке',
    askHint: 'Мы позвоним вам в то время, которое вы выберете.',
    send: 'Позвоните мне',
    waiting: (when, phone) => `Мы позвоним вам: ${when}, на номер ${phone}.`,
    change: 'Другое время или номер',
    sendChange: 'Изменить звонок',
    asked: 'Спасибо, мы записали ваш звонок.',
    tooMany: 'Ваше пожелание уже у нас. Подождите, пожалуйста, час, прежде чем снова его менять.',
    over: 'Это обращение завершено, поэтому звонок не запланировать. Напишите нам ниже, и мы рассмотрим его ещё раз.',
    onlyFiles: (names) => `Отправлено: ${names}`,
  },
};
